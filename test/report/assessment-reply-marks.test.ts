import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { STAGES } from "../../src/core/stages.ts";
import { readAssessmentReply, renderAssessmentReply } from "../../src/report/assessment-reply.ts";
import { assessment, result } from "../support/assessments.ts";
import { RUNS } from "../support/hostile.ts";
import { replyWith } from "./assessment-reply-views.ts";
import { SHA } from "./stage-issue-views.ts";

const MARK = `<!-- dsp-lifecycle assessed beta 2026-11-23T12:00:00Z ${SHA} f1 w2 n3 open DSP-BETA-10,DSP-BETA-5 -->`;

describe("readAssessmentReply", () => {
  const read = {
    stage: "beta",
    at: "2026-11-23T12:00:00Z",
    sha: SHA,
    open: ["DSP-BETA-10", "DSP-BETA-5"],
    findings: { failure: 1, warning: 2, notice: 3 },
  };

  it.each([
    ["its marker alone", MARK, read],
    ["other line ends", `${MARK}\r\nand more`, read],
    ["nothing open", MARK.replace(/open .* -->/, "open none -->"), { ...read, open: [] }],
    ["an id twice", MARK.replace("BETA-5", "BETA-10"), { ...read, open: ["DSP-BETA-10"] }],
  ])("reads a comment with %s", (_name, body, expected) => {
    expect(readAssessmentReply(body)).toEqual(expected);
  });

  it("reads one that was judged at no commit", () => {
    const found = readAssessmentReply(MARK.replace(SHA, "none"));
    expect(found).toMatchObject({ stage: "beta" });
    expect(found).not.toHaveProperty("sha");
  });

  it.each([
    ["nothing", ""],
    ["its marker on a later line", `\n${MARK}`],
    ["its marker quoted", `> ${MARK}`],
    ["text behind its marker", `${MARK} x`],
    ["an unknown stage", MARK.replace("beta", "gamma")],
    ["a day only", MARK.replace("T12:00:00Z", "")],
    ["the start of a sha", MARK.replace(SHA, SHA.slice(0, 7))],
    ["no counts", MARK.replace("f1 w2 n3 ", "")],
    ["no ids", MARK.replace(/open .* -->/, "open -->")],
    ["something else for an id", MARK.replace("DSP-BETA-5", "@octocat")],
    ["a marker of another kind", MARK.replace("assessed", "stage")],
  ])("takes no comment for an answer that has %s", (_name, body) => {
    expect(readAssessmentReply(body)).toBeUndefined();
  });

  it("gives back what was written, of every expectation there is", () => {
    const counts = fc.record({
      failure: fc.nat(99_999),
      warning: fc.nat(99_999),
      notice: fc.nat(99_999),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...STAGES),
        fc.date({ min: new Date("2020-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        fc.constantFrom(SHA, "a".repeat(64), undefined),
        counts,
        fc.oneof(fc.constant([...EXPECTATIONS]), fc.subarray([...EXPECTATIONS])),
        (stage, date, sha, found, lacking) => {
          const expectations = lacking.map(({ id }, index) =>
            result(id, index % 2 === 0 ? "open" : "unreadable"),
          );
          const body = renderAssessmentReply(
            replyWith({
              assessment: assessment({
                stage,
                counts: { ...found, waived: 4 },
                expectations: [...expectations, result("DSP-X-1"), result("DSP-X-2", "waived")],
              }),
              askedAt: date.toISOString(),
              sha,
            }),
          );
          expect(readAssessmentReply(body)).toEqual({
            stage,
            at: date.toISOString(),
            ...(sha ? { sha } : {}),
            open: lacking.map(({ id }) => id),
            findings: found,
          });
        },
      ),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });
});

it.each([
  ["an instant", { askedAt: "2026-11-23" }],
  ["an instant in UTC", { askedAt: "2026-11-23T12:00:00+01:00" }],
  ["a whole sha", { sha: "4da72ef" }],
  ["a sha", { sha: "main -->" }],
])("refuses what is not %s", (_name, given) => {
  expect(() => renderAssessmentReply(replyWith(given))).toThrow("not what a marker can hold");
});
