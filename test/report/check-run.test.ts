import { describe, expect, it } from "@jest/globals";
import type { Governing } from "../../src/core/policy/change.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { FailOn } from "../../src/core/policy/policy.ts";
import {
  type CheckRunView,
  MOST_ANNOTATIONS,
  renderCheckRun,
  renderNotJudged,
  renderPolicyTrouble,
  type TroublePlace,
} from "../../src/report/check-run.ts";
import { policyChangeInWords } from "../../src/report/policy-change.ts";
import { untouchedInWords } from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";

const GOVERNING: Governing = { policy: DEFAULT_POLICY, change: "none" };

function view(given: Partial<CheckRunView> = {}): CheckRunView {
  return {
    assessment: assessment(),
    governing: GOVERNING,
    failOn: "failure",
    proposedFailOn: "failure",
    files: [],
    isTouched: true,
    linkTo: (file, line) => `https://github.com/moj/visits/blob/abc/${file}#L${line}`,
    issueUrl: "https://github.com/moj/visits/issues/1",
    ...given,
  };
}

const failing = assessment({ findings: [finding()] });
const warning = assessment({ findings: [finding({ level: "warning" })] });
const notice = assessment({ findings: [finding({ level: "notice" })] });

const HERE: TroublePlace = { isHere: () => true, isBefore: true };

describe("the conclusion", () => {
  it.each<[string, CheckRunView["assessment"], FailOn, string]>([
    ["nothing found", assessment(), "notice", "success"],
    ["a failure", failing, "failure", "failure"],
    ["a failure, where nothing is to fail", failing, "never", "success"],
    ["a warning", warning, "failure", "success"],
    ["a warning, where one fails", warning, "warning", "failure"],
    ["a notice, where a warning fails", notice, "warning", "success"],
    ["a notice, where one fails", notice, "notice", "failure"],
    [
      "a waived failure",
      assessment({ findings: [finding({ waiver: waiver() })] }),
      "failure",
      "success",
    ],
    [
      "a file that cannot be read",
      assessment({ verdict: "unreadable" }),
      "failure",
      "action_required",
    ],
    [
      "a file that cannot be read, where nothing is to fail",
      assessment({ verdict: "unreadable" }),
      "never",
      "action_required",
    ],
  ])("of %s", (_what, judged, failOn, expected) => {
    expect(renderCheckRun(view({ assessment: judged, failOn })).conclusion).toBe(expected);
  });
});

describe("the title", () => {
  it.each([
    [assessment(), "Passed: no failures at beta, private"],
    [failing, "Failed: 1 failure at beta, private"],
    [
      assessment({ verdict: "unreadable", findings: [finding()] }),
      "Cannot check: an evidence file has errors (1 failure) at beta, private",
    ],
  ])("says what was found", (judged, expected) => {
    expect(renderCheckRun(view({ assessment: judged })).title).toBe(expected);
  });
});

describe("the summary", () => {
  it("says what fails first, with its line and its fix, and where the stage issue is", () => {
    const { summary } = renderCheckRun(view({ assessment: failing }));
    expect(summary).toContain(
      "1. **failure** [`.dsp/data-map.yml:3:5`](https://github.com/moj/visits/blob/abc/.dsp/data-map.yml#L3) · copies of `bookings-db` are kept longer than the data; lower `retention` to `P90D` (`backup-outlives-data`)",
    );
    expect(summary).toContain(
      "- The stage issue lists everything that is expected ([more](https://github.com/moj/visits/issues/1))",
    );
  });

  it("says by whose policy a change to it is judged, and what its own would say", () => {
    const governing: Governing = { ...GOVERNING, change: "edited", proposed: DEFAULT_POLICY };
    const proposed = assessment();
    const { summary } = renderCheckRun(view({ assessment: failing, governing, proposed }));
    expect(summary).toContain(
      `- ${policyChangeInWords({ change: "edited", policy: DEFAULT_POLICY })}\n`,
    );
    expect(summary).toContain("By that policy this check would pass, with no findings");
  });

  it("names what waits for a person to attest, and nothing else", () => {
    const open = { kind: "attestation", ref: "a person", outcome: "open", detail: "" } as const;
    const judged = assessment({
      expectations: [
        result("DSP-BETA-6", "open", [open]),
        result("DSP-BETA-9", "met", [open]),
        result("DSP-BETA-11", "open", [{ ...open, kind: "rule" }]),
        result("DSP-BETA-5", "open", [{ ...open, outcome: "met" }]),
      ],
    });
    expect(renderCheckRun(view({ assessment: judged })).summary).toContain(
      "- A person must sign off 1 expectation in the stage issue: DSP-BETA-6 ([more](https://github.com/moj/visits/issues/1))\n",
    );
  });

  it.each<[FailOn, string]>([
    ["never", "findings do not fail this check"],
    ["warning", "warnings fail this check too"],
    ["notice", "any finding fails this check"],
  ])("says what `fail_on: %s` means", (failOn, expected) => {
    expect(renderCheckRun(view({ failOn })).summary).toContain(expected);
  });
});

describe("annotations", () => {
  it("stand on their lines, the gravest first, with the fix; what is waived has none", () => {
    const { annotations } = renderCheckRun(
      view({
        assessment: assessment({
          findings: [
            finding({ level: "notice", place: { line: 1, column: 2 } }),
            finding({ waiver: waiver() }),
            finding({ place: { line: 9, column: 1, endLine: 12 } }),
          ],
        }),
      }),
    );
    const message =
      "copies of `bookings-db` are kept longer than the data\nfix: lower `retention` to `P90D`";
    const about = { path: ".dsp/data-map.yml", title: "backup-outlives-data (X13)", message };
    expect(annotations).toEqual([
      { ...about, start_line: 9, end_line: 12, annotation_level: "failure" },
      {
        ...about,
        start_line: 1,
        end_line: 1,
        start_column: 2,
        end_column: 2,
        annotation_level: "notice",
      },
    ]);
  });
});

describe("GitHub's limits", () => {
  const long = "\u{1f4a5}".repeat(70_000);
  const many = Array.from({ length: MOST_ANNOTATIONS + 7 }, (_, line) =>
    finding({ message: long, fix: long, place: { line: line + 1, column: 1 } }),
  );

  it("hold for findings without number, whose texts are without end", () => {
    const { title, summary, annotations } = renderCheckRun(
      view({ assessment: assessment({ findings: many }) }),
    );
    expect(annotations).toHaveLength(MOST_ANNOTATIONS);
    expect(summary).toContain(
      `The first ${MOST_ANNOTATIONS} findings are shown on their lines. The other 7 are not`,
    );
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(title.length).toBeLessThanOrEqual(255);
    for (const { message } of annotations) {
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024);
    }
  });

  it("hold for a policy with problems without number", () => {
    const problems = Array.from({ length: 3_000 }, (_, index) => ({
      file: ".github/dsp.yml",
      line: index + 1,
      column: 1,
      message: `unknown key "${"x".repeat(50)}"`,
      fix: "remove it",
    }));
    const { summary, annotations } = renderPolicyTrouble(problems, HERE);
    expect(annotations).toHaveLength(MOST_ANNOTATIONS);
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/- … and \d+ more problems\n\n/);
  });

  it("hold for a reason without end", () => {
    const { title, summary } = renderNotJudged(long, long);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(summary.length).toBeLessThanOrEqual(65_535);
  });
});

describe("a policy that cannot be used", () => {
  const problem = { line: 2, column: 8, message: 'stage is "bta"', fix: "use beta" };

  it("is never a pass, and is shown on its line", () => {
    const problems = [{ ...problem, file: ".github/dsp.yml" }];
    const { conclusion, title, summary, annotations } = renderPolicyTrouble(problems, HERE);
    expect([conclusion, title]).toEqual([
      "action_required",
      "Cannot check: the policy cannot be used",
    ]);
    expect(summary).toContain("`.github/dsp.yml:2:8`");
    expect(annotations).toEqual([
      expect.objectContaining({
        path: ".github/dsp.yml",
        start_line: 2,
        annotation_level: "failure",
        message: 'stage is "bta"\nfix: use beta',
      }),
    ]);
  });

  it.each([
    [true, "The policy has these problems on the base branch already"],
    [false, "This change brings these problems"],
  ])("says who broke it: before, %p", (isBefore, expected) => {
    const problems = [{ ...problem, file: ".github/dsp.yml" }];
    expect(renderPolicyTrouble(problems, { ...HERE, isBefore }).summary).toContain(expected);
  });

  it("in another repository has no line here", () => {
    const problems = [{ ...problem, file: "moj/.github/.github/dsp.yml" }];
    expect(renderPolicyTrouble(problems, { ...HERE, isHere: () => false }).annotations).toEqual([]);
  });
});

it("says nothing that GitHub would act on: no mention, no reference, no HTML of a file's making (T6)", () => {
  const hostile = "@moj/everyone closes #1 <img src=x> [a](https://x.example) ```\n# h";
  const judged = assessment({ findings: [finding({ message: hostile, fix: hostile })] });
  const { summary, annotations } = renderCheckRun(view({ assessment: judged }));
  expect(summary).not.toMatch(/@moj|#1\b|<img|\]\(https:\/\/x\./);
  // An annotation is plain text: all that could harm there is another line.
  expect(annotations[0]?.message.split("\n")).toHaveLength(2);
});

describe("what was there before a change", () => {
  const findings = [
    finding({ message: "old fault", isNew: false }),
    finding({ message: "new fault", isNew: true, level: "warning" }),
  ];

  it("stands on no line, and is told from what is new in the summary", () => {
    const { annotations, summary, conclusion } = renderCheckRun(
      view({ assessment: assessment({ findings }) }),
    );
    expect(annotations.map(({ message }) => message.split("\n")[0])).toEqual(["new fault"]);
    expect(summary).toContain("New: 1 warning; there before: 1 failure.");
    expect(conclusion).toBe("failure");
  });

  it("is a sentence where the change touches nothing", () => {
    const old = assessment({ findings: findings.slice(0, 1) });
    const { summary } = renderCheckRun(view({ assessment: old, isTouched: false }));
    expect(summary).toContain(`${untouchedInWords(old, "failure")}.`);
  });
});
