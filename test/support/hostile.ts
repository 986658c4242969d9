import fc from "fast-check";
import type { Assessment, ExpectationResult } from "../../src/core/assessment.ts";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { assessment, finding, result, waiver } from "./assessments.ts";

export { RUNS } from "./runs.ts";

/** What Markdown, terminals, workflow commands and GitHub itself act on. */
const TOKENS = [
  ..."`*_~|[]()<>&!#@:/\\$\"'-+=.1 \t\n\r",
  "```",
  "](",
  "![",
  "http://",
  "https://evil.example/x",
  "www.evil.example",
  "someone@evil.example",
  "@octocat",
  "@org/team",
  "#123",
  "GH-7",
  "org/repo#9",
  "0123abcdef0123abcdef0123abcdef0123abcdef",
  ":octocat:",
  "<img src=x>",
  "<!--",
  "-->",
  "</details>",
  "<script>",
  "&lt;",
  "&#35;",
  "[x](http://evil.example)",
  "[^1]",
  "[x]: http://evil.example",
  "::error file=x::",
  "::set-output name=x::",
  "##[add-path]",
  "%0A",
  "%0D%0A::stop-commands::x",
  "\u001b[31m",
  "\u0085",
  "\u009b",
  "\u2028",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\u3164",
  "\u{e0041}",
  "\ud800",
  "漢字",
  "😀",
  "e\u0301",
];

/** Text that tries to be more than text. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...TOKENS) },
      { weight: 2, arbitrary: fc.string({ maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(""));

/** An assessment in which all that can come from someone's files is hostile. */
export const hostileAssessment: fc.Arbitrary<Assessment> = fc
  .record({
    findings: fc.array(
      fc
        .record({
          file: hostileText,
          message: hostileText,
          fix: hostileText,
          about: fc.array(hostileText, { maxLength: 2 }),
          level: fc.constantFrom("failure" as const, "warning" as const, "notice" as const),
          inFile: fc.boolean(),
          place: fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.nat(40) }),
          waiver: fc.option(
            fc
              .record({ reason: hostileText, approved_by: hostileText, target: hostileText })
              .map(waiver),
            { nil: undefined },
          ),
        })
        .map(({ place, ...rest }) =>
          finding({ ...rest, place: { line: place.line, column: place.column + 1 } }),
        ),
      { maxLength: 2 },
    ),
    name: hostileText,
    disagreeing: fc.array(hostileText, { maxLength: 2 }),
    ref: hostileText,
    detail: hostileText,
  })
  .map(({ findings, name, disagreeing, ref, detail }) =>
    assessment({
      findings,
      stageSource: { kind: "topic", name, disagreeing },
      expectations: [
        result("DSP-BETA-5", "open", [
          { kind: "rule", ref, outcome: "open", detail },
          { kind: "attestation", ref, outcome: "open", detail },
        ]),
        result("DSP-BETA-6"),
      ],
    }),
  );

/** Results of any expectation, with any outcome, by anything, in words of this kind. */
export function anyResultIn(text: fc.Arbitrary<string>): fc.Arbitrary<ExpectationResult> {
  return fc
    .record({
      expectation: fc.constantFrom(...EXPECTATIONS),
      outcome: fc.constantFrom("met", "open", "waived", "allowed-later", "not-yet", "unreadable"),
      by: fc.array(
        fc.record({
          kind: fc.constantFrom("rule", "attestation", "assessment", "fact"),
          ref: fc.oneof(fc.constant("backup-outlives-data"), text),
          outcome: fc.constantFrom("met", "open", "waived", "unreadable"),
          detail: text,
        }),
        { maxLength: 3 },
      ),
    })
    .map(
      ({ expectation: { id, stage, level }, outcome, by }) =>
        ({ id, stage, level, outcome, by }) as ExpectationResult,
    );
}
