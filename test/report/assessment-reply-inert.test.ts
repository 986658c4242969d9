import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import {
  type AssessmentReplyView,
  readAssessmentReply,
  renderAssessmentReply,
} from "../../src/report/assessment-reply.ts";
import { bytesOf } from "../../src/report/room.ts";
import { anyResultIn, hostileAssessment, hostileText } from "../support/hostile.ts";
import { actedOn, nodesOf } from "../support/markdown.ts";
import { someRuns } from "../support/runs.ts";
import { BEFORE, replyWith } from "./assessment-reply-views.ts";
import { REPOSITORY, SHA } from "./stage-issue-views.ts";

/** Hostile text, or one that would be a command at the start of a line. */
const anyText = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "/dsp assess beta",
      " /DSP recheck",
      "- /dsp help",
      "1. /dsp status",
      "x\n/dsp status",
      "fixes #1",
      "Closes org/repo#9",
    ),
  },
);

const anyResult = anyResultIn(anyText);

const day = fc.constantFrom("2026-11-23", "2026-01-31");

/** A view in which all that people and files can say is hostile. */
const hostileView: fc.Arbitrary<AssessmentReplyView> = fc
  .record({
    hostile: hostileAssessment,
    expectations: fc.uniqueArray(anyResult, { maxLength: 8, selector: ({ id }) => id }),
    ref: anyText,
    askedBy: anyText,
    file: anyText,
    notes: fc.array(fc.record({ text: anyText, more: anyText }), { maxLength: 2 }),
    signed: fc.array(
      fc.record({
        by: anyText,
        date: day,
        role: anyText,
        statement: anyText,
        evidence: fc.array(anyText, { minLength: 1, maxLength: 5 }),
      }),
      { maxLength: 8 },
    ),
    sha: fc.constantFrom(SHA, undefined),
    before: fc.option(fc.subarray(EXPECTATIONS.map(({ id }) => id)), { nil: undefined }),
  })
  .map(({ hostile, expectations, ref, askedBy, file, notes, signed, sha, before }) => {
    // Findings bear on what is there, so that they are shown with it as well.
    const ids = expectations.map(({ id }) => id);
    const findings = hostile.findings.map((one) => ({ ...one, expectations: ids }));
    return replyWith({
      assessment: { ...hostile, gate: true, findings, expectations },
      ref,
      askedBy,
      notes,
      files: [{ artefact: "projectRecord", file, title: "project record", state: "unreadable" }],
      attestations: signed.map((one, index) => ({
        ...one,
        expectation: ids[index % (ids.length || 1)] ?? "DSP-DISC-2",
      })),
      sha,
      previous: before && {
        stage: "beta",
        at: "2026-10-01T09:30:00Z",
        sha: BEFORE,
        open: before,
        findings: { failure: 1, warning: 0, notice: 2 },
      },
    });
  });

/** A view takes a while to read as Markdown. */
const SOME_RUNS = someRuns(25);

/** The marker and the fold that are ours. */
const OUR_HTML = [
  /^<!-- dsp-lifecycle assessed beta 2026-11-23T12:00:00Z (?:[0-9a-f]{40}|none) f\d w\d n\d open [A-Z\d,-]+ -->$/,
  /^<!-- dsp-lifecycle assessed beta 2026-11-23T12:00:00Z (?:[0-9a-f]{40}|none) f\d w\d n\d open none -->$/,
  /^<details><summary>\d+ expectations? met<\/summary>$/,
  /^<\/details>$/,
];

const KNOWN = new Set(
  "root heading paragraph text strong emphasis inlineCode break thematicBreak list listItem link html".split(
    " ",
  ),
);

/** A line that would be a command, however it is indented, listed or quoted. */
const COMMAND = /^[\s>*+\d.-]*\/dsp/im;

const withoutNotes = ({ notes: _notes, ...view }: AssessmentReplyView) => ({ ...view, notes: [] });

it("lets nothing of anyone's making be more than text, and links into the repository alone", () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      // Notes are the App's own, and may link anywhere.
      const nodes = nodesOf(renderAssessmentReply(withoutNotes(view)));
      expect(nodes.filter(({ type }) => !KNOWN.has(type))).toEqual([]);
      const html = nodes.flatMap((node) => (node.type === "html" ? node.value.split("\n") : []));
      expect(html.filter((one) => !OUR_HTML.some((known) => known.test(one)))).toEqual([]);
      const urls = nodes.flatMap((node) => (node.type === "link" ? node.url : []));
      expect(urls.filter((url) => !url.startsWith(`${REPOSITORY}/`))).toEqual([]);
      expect(urls.filter((url) => new URL(url).pathname.split("/")[1] !== "custody")).toEqual([]);
      expect(nodes.filter(({ type }) => type === "thematicBreak")).toHaveLength(1);
      expect(nodes.filter((node) => "checked" in node && node.checked !== null)).toEqual([]);
      expect(actedOn(nodes)).toEqual([]);
    }),
    SOME_RUNS,
  );
});

it("lets notes be no more than text with a link", () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      const nodes = nodesOf(renderAssessmentReply(view));
      expect(nodes.filter(({ type }) => !KNOWN.has(type))).toEqual([]);
      expect(actedOn(nodes)).toEqual([]);
    }),
    SOME_RUNS,
  );
});

it("has no line that is a command", () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      expect(renderAssessmentReply(view)).not.toMatch(COMMAND);
    }),
    SOME_RUNS,
  );
});

it("stays below 60,000 bytes, closes what it opens, and keeps the verdict, the changes and the end", () => {
  fc.assert(
    fc.property(
      hostileView,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (view, findings, details) => {
        const { assessment, previous } = view;
        const body = renderAssessmentReply({
          ...view,
          notes: Array.from({ length: details }, () => view.notes).flat(),
          assessment: {
            ...assessment,
            findings: Array.from({ length: findings }, () => assessment.findings).flat(),
            expectations: assessment.expectations.map((one) => ({
              ...one,
              by: Array.from({ length: details }, () => one.by).flat(),
            })),
          },
        });
        expect(bytesOf(body)).toBeLessThan(60_000);
        expect(readAssessmentReply(body)?.stage).toBe("beta");
        expect(body.split("\n")[1]).toMatch(/^\*\*At the gate of beta, private: .*\.\*\*$/);
        expect(body).toContain(
          previous
            ? "\n### What changed since 2026-10-01\n\n- Newly open: "
            : "\nThis is the first assessment",
        );
        expect(body).toMatch(/\n- Commit: |\nThis is the first assessment/);
        expect(body).toMatch(
          /\n(?:Commit|No commit yet) .* · this is a report; people decide what it means\n\n\*\*(?:Passed|Failed|Cannot check): .*\*\*\n$/,
        );
        let open = 0;
        for (const [tag] of body.matchAll(/^<\/?details>/gm)) {
          open += tag === "<details>" ? 1 : -1;
          expect([0, 1]).toContain(open);
        }
        expect(open).toBe(0);
      },
    ),
    someRuns(25),
  );
});
