import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { STAGES } from "../../src/core/stages.ts";
import { readStageIssue, renderStageIssue, yoursIn } from "../../src/report/stage-issue.ts";
import { findOwners, ownersMark } from "../../src/report/stage-issue-marks.ts";
import { assessment, result } from "../support/assessments.ts";
import { hostileAssessment, hostileText, RUNS } from "../support/hostile.ts";
import { viewOf, viewWith } from "./stage-issue-views.ts";

const LINE = "<!-- dsp-lifecycle: what stands below this line is yours -->";

/** Seven boxes, at discovery. */
const BODY = renderStageIssue(
  viewOf({}, { sha: undefined, yours: "notes\n" }, { topics: ["dsp-discovery"] }),
);

/** The body with the boxes of these expectations ticked, as GitHub does it. */
function ticked(body: string, ids: readonly string[], mark = "x"): string {
  return ids.reduce((text, id) => {
    const after = text.replace(new RegExp(`\\[ \\](.*<!-- attest ${id} -->)`), `[${mark}]$1`);
    if (after === text) throw new Error(`no box for ${id}`);
    return after;
  }, body);
}

describe("the owners that a body notes", () => {
  it.each([
    { named: ["octocat"], dropped: [] },
    { named: ["octocat", "left-last-year", "octo_acme"], dropped: ["octocat", "octo_acme"] },
  ])("are read as they were written: %j", (noted) => {
    const mark = ownersMark(noted);
    expect(mark.split("\n")).toHaveLength(2);
    expect(findOwners(`a\n${mark}b`)).toEqual(noted);
    expect(findOwners(`a\r\n${mark.replace("\n", "\r\n")}b`)).toEqual(noted);
  });

  it.each([
    "<!-- dsp-lifecycle owners: ; -->",
    "> <!-- dsp-lifecycle owners: octocat; -->",
    "<!-- dsp-lifecycle owners: octo<b>; -->",
    "",
  ])("are none in %j", (text) => {
    expect(findOwners(text)).toEqual({ named: [], dropped: [] });
  });

  it("are no line where nobody is named", () => {
    expect(ownersMark({ named: [], dropped: [] })).toBe("");
  });
});

describe("readStageIssue", () => {
  const read = {
    stage: "discovery",
    isFromLabel: false,
    judgedAt: "2026-11-23T09:05:00Z",
    ticked: [],
    yours: "notes\n",
  };

  it.each([
    ["as it was written", BODY, read],
    ["with its end trimmed", BODY.trimEnd(), { ...read, yours: "notes" }],
    [
      "with other line ends",
      ticked(BODY, ["DSP-DISC-2"]).replaceAll("\n", "\r\n"),
      { ...read, ticked: ["DSP-DISC-2"], yours: "notes\r\n" },
    ],
    [
      "ticked, in whatever order",
      ticked(ticked(BODY, ["DSP-DISC-6"], "X"), ["DSP-DISC-1", "DSP-DISC-2"]),
      { ...read, ticked: ["DSP-DISC-1", "DSP-DISC-2", "DSP-DISC-6"] },
    ],
    ["with its line removed", BODY.replace(LINE, ""), { ...read, yours: "" }],
    ["with text typed above", `Hello!\n\n${BODY}`, read],
    [
      "with text typed behind the line",
      BODY.replace(LINE, `${LINE} and more`),
      { ...read, yours: " and more\nnotes\n" },
    ],
    [
      "without the day it was judged",
      BODY.replace(/<!-- judged .*? -->/, ""),
      { stage: "discovery", isFromLabel: false, ticked: [], yours: "notes\n" },
    ],
    [
      "down to its marker",
      "<!-- dsp-lifecycle stage live label -->",
      { stage: "live", isFromLabel: true, ticked: [], yours: "" },
    ],
  ])("reads a body %s", (_name, body, expected) => {
    expect(readStageIssue(body)).toEqual(expected);
  });

  it.each([
    ["emptied", ""],
    ["of someone else's making", "# Data security and privacy\n\n- [x] all of it"],
    ["without its marker", BODY.split("\n").slice(1).join("\n")],
    ["with a marker below the line only", `${LINE}\n<!-- dsp-lifecycle stage beta policy -->`],
    ["of an unknown stage", "<!-- dsp-lifecycle stage gamma policy -->"],
    ["from an unknown source", "<!-- dsp-lifecycle stage beta somewhere -->"],
  ])("takes no body for ours that is %s", (_name, body) => {
    expect(readStageIssue(body)).toBeUndefined();
  });

  it.each([
    ["an id that nobody knows", "- [x] a <!-- attest DSP-DISC-99 -->"],
    ["an expectation that files show", "- [x] a <!-- attest DSP-DISC-5 -->"],
    ["an id in lower case", "- [x] a <!-- attest dsp-disc-2 -->"],
    ["text after the mark", "- [x] a <!-- attest DSP-DISC-2 --> b"],
    ["no list", "[x] a <!-- attest DSP-DISC-2 -->"],
    ["another mark in the box", "- [y] a <!-- attest DSP-DISC-2 -->"],
    ["a mark on the next line", "- [x] a\n<!-- attest DSP-DISC-2 -->"],
  ])("takes nothing for ticked that has %s", (_name, line) => {
    const body = BODY.replace("### How this works", `${line}\n\n### How this works`);
    expect(body).not.toBe(BODY);
    expect(readStageIssue(body)?.ticked).toEqual([]);
  });

  it("takes nothing for ticked that stands below the line", () => {
    const line = "- [x] a <!-- attest DSP-DISC-2 -->";
    expect(readStageIssue(`${BODY}${line}\n`)?.ticked).toEqual([]);
    expect(readStageIssue(`${line}\n${BODY}`)?.ticked).toEqual(["DSP-DISC-2"]);
  });

  it("gives each id once", () => {
    const line = "- [x] a <!-- attest DSP-DISC-2 -->\n";
    expect(readStageIssue(`${line}${line}${BODY}`)?.ticked).toEqual(["DSP-DISC-2"]);
  });

  const instant = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .chain((date) =>
      fc.constantFrom(
        date.toISOString(),
        date.toISOString().replace(/\.\d+/, ""),
        `${date.toISOString().slice(0, 16)}Z`,
      ),
    );
  const yours = fc
    .array(
      fc.oneof(
        hostileText,
        fc.constantFrom(
          LINE,
          "\n",
          "\r\n",
          "---\n",
          "<!-- dsp-lifecycle stage live label -->",
          "<!-- judged 2020-01-01T00:00Z -->",
          "- [x] a <!-- attest DSP-DISC-2 -->",
          BODY,
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(""));

  it("gives back what was written", () => {
    fc.assert(
      fc.property(
        hostileAssessment,
        fc.constantFrom(...STAGES),
        fc.boolean(),
        instant,
        yours,
        (hostile, stage, isFromLabel, judgedAt, yours) => {
          const access = stage === "beta" ? ("public" as const) : undefined;
          const view = viewWith({
            assessment: { ...hostile, stage, access },
            isFromLabel,
            judgedAt,
            yours,
          });
          const body = renderStageIssue(view);
          expect(readStageIssue(body)).toEqual({
            stage,
            isFromLabel,
            judgedAt,
            sha: view.sha,
            ticked: [],
            yours,
          });
          expect(renderStageIssue({ ...view, yours: yoursIn(body) })).toBe(body);
        },
      ),
      RUNS,
    );
  });

  it.each(["custom-property", "topic", "policy", "input"] as const)(
    "tells a stage of a %s from one of a label",
    (kind) => {
      const stageSource = { kind, name: "x", disagreeing: [] };
      const body = renderStageIssue(
        viewWith({ assessment: assessment({ stageSource, expectations: [result("DSP-BETA-9")] }) }),
      );
      expect(readStageIssue(body)).toMatchObject({ stage: "beta", isFromLabel: false });
    },
  );
});

describe("yoursIn", () => {
  it.each([
    ["a whole body", BODY, "notes\n"],
    ["a body without its marker", BODY.split("\n").slice(1).join("\n"), "notes\n"],
    ["a body without its line", BODY.replace(LINE, ""), ""],
    ["nothing", "", ""],
  ])("of %s is what stands below the line", (_name, body, yours) => {
    expect(yoursIn(body)).toBe(yours);
  });
});
