import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { EXPECTATION_BY_ID } from "../../src/core/catalogue/expectations.ts";
import { attestationsIn } from "../../src/core/catalogue/showing.ts";
import { bytesOf } from "../../src/report/room.ts";
import { renderStageIssue, type StageIssueView } from "../../src/report/stage-issue.ts";
import { anyResultIn, hostileAssessment, hostileText } from "../support/hostile.ts";
import { actedOn, nodesOf } from "../support/markdown.ts";
import { someRuns } from "../support/runs.ts";
import { REPOSITORY, SHA, viewWith } from "./stage-issue-views.ts";

const anyResult = anyResultIn(hostileText);

const day = fc.constantFrom("2026-11-23", "2026-01-31");

/** A view in which all that people and files can say is hostile. */
const hostileView: fc.Arbitrary<StageIssueView> = fc
  .record({
    hostile: hostileAssessment,
    expectations: fc.uniqueArray(anyResult, { maxLength: 8, selector: ({ id }) => id }),
    branch: hostileText,
    file: hostileText,
    due: fc.array(fc.record({ file: hostileText, title: hostileText, on: day }), { maxLength: 2 }),
    signed: fc.array(
      fc.record({
        by: hostileText,
        date: day,
        role: hostileText,
        evidence: fc.array(hostileText, { minLength: 1, maxLength: 5 }),
      }),
      { maxLength: 8 },
    ),
    sha: fc.constantFrom(SHA, undefined),
  })
  .map(({ hostile, expectations, branch, file, due, signed, sha }) =>
    viewWith({
      assessment: { ...hostile, expectations },
      defaultBranch: branch,
      files: [{ artefact: "projectRecord", file, title: "project record", state: "read" }],
      due,
      attestations: signed.map((one, index) => ({
        ...one,
        expectation: expectations[index % (expectations.length || 1)]?.id ?? "DSP-DISC-2",
      })),
      sha,
    }),
  );

/** A view takes a while to read as Markdown. */
const SOME_RUNS = someRuns(25);

/** The marks and folds that are ours. */
const OUR_HTML = [
  /^<!-- dsp-lifecycle stage beta topic -->$/,
  /^<!-- judged 2026-11-23T09:05:00Z -->$/,
  /^<!-- attest DSP-[A-Z]+-\d+ -->$/,
  /^<!-- dsp-lifecycle: what stands below this line is yours -->$/,
  /^<details><summary>\d+ (?:further findings?|waived findings?|expectations? met)<\/summary>$/,
  /^<\/details>$/,
];

const KNOWN = new Set(
  "root heading paragraph text strong emphasis inlineCode break thematicBreak list listItem link html".split(
    " ",
  ),
);

it("lets nothing of anyone's making be more than text, and links into the repository alone", () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      const nodes = nodesOf(renderStageIssue(view));
      expect(nodes.filter(({ type }) => !KNOWN.has(type))).toEqual([]);
      const html = nodes.flatMap((node) => (node.type === "html" ? node.value : []));
      expect(html.filter((one) => !OUR_HTML.some((known) => known.test(one)))).toEqual([]);
      const urls = nodes.flatMap((node) => (node.type === "link" ? node.url : []));
      expect(urls.filter((url) => !url.startsWith(`${REPOSITORY}/`))).toEqual([]);
      expect(urls.filter((url) => new URL(url).pathname.split("/")[1] !== "custody")).toEqual([]);
      expect(nodes.filter(({ type }) => type === "thematicBreak")).toHaveLength(2);
      expect(actedOn(nodes)).toEqual([]);
    }),
    SOME_RUNS,
  );
});

it("has boxes for what is open and a person can attest, and for nothing else", () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      const body = renderStageIssue(view);
      const boxes = nodesOf(body).filter((node) => "checked" in node && node.checked !== null);
      const ids = [...body.matchAll(/\[ \] .* <!-- attest (\S+) -->$/gm)].map(([, id = ""]) => id);
      expect(ids).toHaveLength(boxes.length);
      const expected = view.assessment.expectations.filter(
        ({ id, outcome, by }) =>
          (outcome === "open" || outcome === "unreadable") &&
          by.some((one) => one.kind === "attestation" && one.outcome === "open") &&
          attestationsIn(EXPECTATION_BY_ID.get(id)?.shown).length > 0,
      );
      expect([...ids].sort()).toEqual(expected.map(({ id }) => id).sort());
    }),
    SOME_RUNS,
  );
});

it("stays within 60,000 bytes, and closes what it opens", () => {
  fc.assert(
    fc.property(
      hostileView,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 56_000 }),
      (view, findings, details, written) => {
        const { assessment } = view;
        const body = renderStageIssue({
          ...view,
          assessment: {
            ...assessment,
            findings: Array.from({ length: findings }, () => assessment.findings).flat(),
            expectations: assessment.expectations.map((one) => ({
              ...one,
              by: one.by.map((basis) => ({ ...basis, detail: basis.detail.repeat(details) })),
            })),
          },
          yours: "y".repeat(written),
        });
        expect(bytesOf(body)).toBeLessThanOrEqual(60_000);
        expect(body.endsWith(`\n${"y".repeat(written)}`)).toBe(true);
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
