import { leavesOf } from "../core/catalogue/showing.ts";
import { SOURCE } from "../core/catalogue/source.ts";
import type { Consideration, Expectation, ExpectationLevel } from "../core/catalogue/types.ts";
import { dayInWords } from "../core/dates.ts";
import type { Level, StageLevels } from "../core/levels.ts";
import type { Rule } from "../core/rule.ts";
import { RELAXATIONS } from "../core/rules/relaxations.ts";
import { STAGES } from "../core/stages.ts";
import { type FindRule, showingInWords } from "./showing.ts";
import { wrap } from "./wrap.ts";

/** What a level asks for, in words. */
export const LEVEL_WORDS: Readonly<Record<ExpectationLevel, string>> = {
  must: "must",
  should: "should",
  later: "allowed later",
  context: "context, never checked",
};

/** A page for the terminal on one expectation. `findRule` finds the rules that it names. */
export function explainExpectation(expectation: Expectation, findRule: FindRule): string {
  const { id, level, statement, why, shown, how, heading } = expectation;
  return page(`${id}  ${LEVEL_WORDS[level]}, ${heldAt(expectation)}`, statement, [
    section("Why", why),
    [
      "What shows it",
      ...(shown ? showingInWords(shown, findRule, "  ") : ["  nothing is checked: it is context"]),
    ],
    section("What to do", how),
    section("Source", `${SOURCE.publisher}, ${SOURCE.title}${underHeading(heading)}. ${EXPIRY}`),
  ]);
}

/** A page for the terminal on one of the considerations that DSP-ALPHA-4 counts. */
export function explainConsideration({ id, statement, why, how, manual }: Consideration): string {
  const title = `${id}  consideration${manual ? ", you can meet it by hand" : ""}`;
  const bearsOn = manual
    ? "DSP-ALPHA-4 counts it. DSP-BETA-5 expects it from beta on, because a person can meet it by hand."
    : "DSP-ALPHA-4 counts it.";
  return page(title, statement, [
    section("Why", why),
    section("What to do", how),
    section("Counts towards", bearsOn),
    section("Source", `${SOURCE.publisher}, Data Security & Privacy Triage Standards.`),
  ]);
}

/** A page for the terminal on one rule. `expectations` are those that may name it. */
export function explainRule(rule: Rule, expectations: readonly Expectation[]): string {
  const { id, code, summary, why, source, mend, example } = rule;
  const named = expectations.filter(({ shown }) =>
    leavesOf(shown).some((leaf) => "rule" in leaf && leaf.rule === id),
  );
  return page(`${code}  ${id}`, summary, [
    section("Why", why),
    ["Levels", ...levelTable(rule), ...relaxationNote(id)],
    section("How to fix it", mend),
    ["Example", ...example.split("\n").map((line) => `  ${line}`.trimEnd())],
    [
      "Expectations",
      ...(named.length === 0
        ? ["  no expectation names this rule"]
        : named.flatMap((one) => wrap(one.statement, `  ${one.id.padEnd(12)}  `))),
    ],
    section("Source", `${source}.`),
  ]);
}

const EXPIRY = `The guidance has its own expiry date: ${dayInWords(SOURCE.expires)}.`;

/** When an expectation holds, in words. */
export function heldAt({ stage, holds }: Expectation): string {
  if (stage === "all") return "at every stage";
  if (stage === STAGES[STAGES.length - 1]) return `at ${stage}`;
  return holds === "onward" ? `from ${stage} on` : `at ${stage} only`;
}

function underHeading(heading: string): string {
  return heading === SOURCE.title ? "" : `, under "${heading}"`;
}

/** A title, a statement and sections, an empty line between each. */
export function page(
  title: string,
  statement: string,
  sections: readonly (readonly string[])[],
): string {
  return [[title], wrap(statement), ...sections].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** A heading with a paragraph below, broken into lines. */
export function section(heading: string, paragraph: string): string[] {
  return [heading, ...wrap(paragraph, "  ")];
}

/** Levels as a cell of a table has them; the dagger is a gate's. */
export const CELL_WORDS: Readonly<Record<Level, string>> = {
  none: "none",
  notice: "notice",
  warning: "warning",
  "failure-at-gate": "warning†",
  failure: "failure",
};

/** The levels by stage as a small table; a row for each variant that has levels of its own. */
function levelTable({ levels, variants = {}, fixed = [] }: Rule): string[] {
  const rows: [string, StageLevels][] = [
    ...Object.entries(variants).map(([variant, own]): [string, StageLevels] => [
      fixed.includes(variant) ? `${variant} (fixed)` : variant,
      own,
    ]),
    [Object.keys(variants).length > 0 ? "otherwise" : "", levels],
  ];
  const cells = [
    ["", ...STAGES],
    ...rows.map(([label, own]) => [label, ...STAGES.map((stage) => CELL_WORDS[own[stage]])]),
  ];
  const hasGate = rows.some(([, own]) => STAGES.some((stage) => own[stage] === "failure-at-gate"));
  return [
    ...aligned(cells).map((line) => `  ${line}`),
    ...(hasGate ? wrap("† a failure when you leave the stage or meet a panel (--gate)", "  ") : []),
    ...(fixed.length > 0 ? wrap("(fixed) no policy can change these levels", "  ") : []),
  ];
}

/** Rows of cells in columns; a first column that is empty throughout takes no room. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .flatMap((cell, column) => (widths[column] === 0 ? [] : [cell.padEnd(widths[column] ?? 0)]))
      .join("  ")
      .trimEnd(),
  );
}

function relaxationNote(id: string): string[] {
  return RELAXATIONS.filter(({ rule }) => rule === id).flatMap(({ until, expectation }) =>
    wrap(
      `The guidance relaxes this rule until ${until} (${expectation}). Before then, a policy can raise it above notice only with \`stricter: true\`.`,
      "  ",
    ),
  );
}
