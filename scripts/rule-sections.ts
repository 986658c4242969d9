// The part of docs/rules.md that is made from the rules: a section for each, whose heading is its
// id.
import { EXPECTATIONS } from "../src/core/catalogue/expectations.ts";
import { leavesOf } from "../src/core/catalogue/showing.ts";
import type { StageLevels } from "../src/core/levels.ts";
import type { Rule } from "../src/core/rule.ts";
import { RULES } from "../src/core/rules/index.ts";
import { RELAXATIONS } from "../src/core/rules/relaxations.ts";
import { STAGES } from "../src/core/stages.ts";
import { CELL_WORDS } from "../src/report/explain.ts";
import { table, withPart, yamlBlock } from "./parts.ts";

/** The documentation with a list of the rules and a section for each. */
export function withRules(markdown: string, rules: readonly Rule[] = RULES): string {
  const list = table(
    ["code", "rule", "what holds when all is well"],
    rules.map(({ id, code, summary }) => [code, `[\`${id}\`](#${id})`, summary]),
  );
  return withPart(markdown, "rules", `${list}\n${rules.map(section).join("\n")}`);
}

function section(rule: Rule): string {
  const { id, code, summary, why, source, mend, example } = rule;
  return `### ${id}

\`${code}\` · ${summary}

${why}

${levels(rule)}${relaxations(id)}
**How to fix it.** ${mend}

${yamlBlock(example)}
**Bears on.** ${expectationsOf(id)}

**Source.** ${source}.
`;
}

function levels({ levels: own, variants = {}, fixed = [] }: Rule): string {
  const rows: [string, StageLevels][] = [
    ...Object.entries(variants),
    [Object.keys(variants).length > 0 ? "otherwise" : "all", own],
  ];
  return table(
    ["case", ...STAGES],
    rows.map(([variant, of]) => [
      `${variant}${fixed.includes(variant) ? " (fixed)" : ""}`,
      ...STAGES.map((stage) => CELL_WORDS[of[stage]]),
    ]),
  );
}

function relaxations(id: string): string {
  return RELAXATIONS.filter(({ rule }) => rule === id)
    .map(
      ({ until, expectation }) =>
        `\nThe guidance relaxes it until ${until} (${linkTo(expectation)}): a policy raises it above a notice there only with \`stricter: true\`.\n`,
    )
    .join("");
}

/** Expectations that name the rule; problems of it can name others by themselves. */
function expectationsOf(id: string): string {
  const named = EXPECTATIONS.filter(({ shown }) =>
    leavesOf(shown).some((leaf) => "rule" in leaf && leaf.rule === id),
  );
  if (named.length === 0) return "No expectation by itself.";
  return `${named.map((one) => linkTo(one.id)).join(", ")}.`;
}

function linkTo(expectation: string): string {
  return `[${expectation}](expectations.md#${expectation.toLowerCase()})`;
}
