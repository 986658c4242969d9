import { CONSIDERATION_BY_ID } from "../core/catalogue/considerations.ts";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../core/catalogue/expectations.ts";
import { plainWord } from "../core/plain-word.ts";
import { findRule, RULES } from "../core/rules/index.ts";
import { nearest } from "../core/suggest.ts";
import { explainConsideration, explainExpectation, explainRule } from "./explain.ts";
import { explainField, fieldNames } from "./explain-field.ts";
import { explainTerm, termWords } from "./explain-term.ts";

/**
 * What a rule (by id or code), an expectation, a consideration or a field wants, and what a word of the glossary
 * means. A word that is both says both, the meaning last. Undefined if nothing has this name.
 */
export function explanationOf(id: string): string | undefined {
  const meant = plainWord(id);
  const parts = [explainedId(meant), explainTerm(meant)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join("\n") : undefined;
}

function explainedId(meant: string): string | undefined {
  const known = meant.toUpperCase();
  const expectation = EXPECTATION_BY_ID.get(known);
  if (expectation) return explainExpectation(expectation, findRule);
  const consideration = CONSIDERATION_BY_ID.get(known);
  if (consideration) return explainConsideration(consideration);
  const rule = findRule(meant);
  if (rule) return explainRule(rule, EXPECTATIONS);
  // Fields have underscores; people write words apart, or with hyphens.
  return explainField(meant.replace(/[-\s]+/g, "_"));
}

/** The id or field that is nearest to a name that nothing has; undefined if nothing is near. */
export function nearestId(id: string): string | undefined {
  return nearest(plainWord(id), ids());
}

/** As `nearestId`, of the words of the glossary too. */
export function nearestWord(word: string): string | undefined {
  return nearest(plainWord(word), [...ids(), ...termWords()]);
}

function ids(): string[] {
  return [
    ...RULES.flatMap((rule) => [rule.id, rule.code]),
    ...EXPECTATION_BY_ID.keys(),
    ...CONSIDERATION_BY_ID.keys(),
    ...fieldNames(),
  ];
}
