import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { consideredText } from "../../../app/commands/considered.ts";
import { explainReply, unknownId } from "../../../app/commands/explain.ts";
import { helped } from "../../../app/commands/help.ts";
import { readCommands } from "../../../app/commands/parse.ts";
import { reminderMark, replyMark, snoozeMark, stateMark, troubleMark } from "../../../app/marks.ts";
import { CONSIDERATIONS } from "../../../src/core/catalogue/considerations.ts";
import { EXPECTATIONS } from "../../../src/core/catalogue/expectations.ts";
import { commandEntryMarker, ledgerEntry, toAttest } from "../../../src/core/ledger.ts";
import { RULES } from "../../../src/core/rules/index.ts";
import { attestedText, revokedText } from "../../../src/report/ledger-reply.ts";
import { renderStageIssue } from "../../../src/report/stage-issue.ts";
import { viewWith } from "../../report/stage-issue-views.ts";
import { hostileAssessment, hostileText, RUNS } from "../../support/hostile.ts";
import { actedOn, nodesOf } from "../../support/markdown.ts";

const VIEW = { repositoryUrl: "https://github.com/moj/visits", sha: "a".repeat(40) };
const REPOSITORY = { url: VIEW.repositoryUrl, defaultBranch: "main" };

/** Text that would be a command if it stood at the start of a line. */
const calling = fc
  .tuple(hostileText, fc.constantFrom("\n/dsp help\n", "/dsp recheck", "\r/dsp\r", "\n\n /DSP x"))
  .chain((parts) => fc.shuffledSubarray([...parts, "\n"], { minLength: 2 }))
  .map((parts) => parts.join(""));

describe("what the App writes", () => {
  it("gives no command, whatever is quoted in it (F25)", () => {
    const bodies = fc
      .record({ text: calling, hostile: hostileAssessment })
      .map(({ text, hostile }) => {
        const entry = { expectation: "DSP-DISC-6", by: "octocat", date: "2026-11-23" };
        const signed = { ...entry, evidence: [text] };
        return [
          attestedText(VIEW, signed, { standing: "x" }),
          revokedText("octocat", signed, { standing: "x" }),
          consideredText(REPOSITORY, { state: "absent", file: text }, "C06", [text]),
          commandEntryMarker({ did: "attest", ...entry, from: 1, evidence: [text] }),
          unknownId(text),
          renderStageIssue(viewWith({ assessment: hostile, attestations: [signed] })),
        ];
      });
    fc.assert(
      fc.property(bodies, (all) => {
        for (const body of all) expect(readCommands(body)).toEqual([]);
      }),
      // A thousand, unless more are asked for: a whole issue takes a while.
      { numRuns: Math.ceil(RUNS.numRuns / 2) },
    );
  });

  it("gives no command by what the catalogue says of anything (F25)", () => {
    const ids = [...EXPECTATIONS, ...CONSIDERATIONS, ...RULES].map(({ id }) => id);
    const bodies = [
      helped({}),
      ...ids.map(explainReply),
      ...ids.filter(toAttest).map((expectation) => ledgerEntry({ expectation, by: "octocat" })),
      replyMark(1, 0),
      reminderMark("a1"),
      snoozeMark("2026-11-23"),
      stateMark({ did: "closed", because: "met" }),
      troubleMark("a1"),
    ];
    expect(bodies.length).toBeGreaterThan(100);
    expect(bodies.flatMap((body) => readCommands(body))).toEqual([]);
  });

  it("is inert where it quotes what someone wrote (T6)", () => {
    fc.assert(
      fc.property(calling, (text) => {
        const body = consideredText(REPOSITORY, { state: "absent", file: text }, "C06", [text]);
        const nodes = nodesOf(`${unknownId(text)}\n${body}`);
        expect(actedOn(nodes)).toEqual([]);
        expect(nodes.filter(({ type }) => type === "code")).toHaveLength(1);
      }),
      RUNS,
    );
  });
});
