import { CONSIDERATION_BY_ID } from "../core/catalogue/considerations.ts";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../core/catalogue/expectations.ts";
import { plainWord } from "../core/plain-word.ts";
import { findRule, RULES } from "../core/rules/index.ts";
import { nearest } from "../core/suggest.ts";
import { explainConsideration, explainExpectation, explainRule } from "./explain.ts";
import { explainField, fieldNames } from "./explain-field.ts";

/** What a rule (by id or code), an expectation, a consideration or a field wants; undefined if nothing is called so. */
export function explanationOf(id: string): string | undefined {
  const meant = plainWord(id);
  const known = meant.toUpperCase();
  const expectation = EXPECTATION_BY_ID.get(known);
  if (expectation) return explainExpectation(expectation, findRule);
  const consideration = CONSIDERATION_BY_ID.get(known);
  if (consideration) return explainConsideration(consideration);
  const rule = findRule(meant);
  return rule ? explainRule(rule, EXPECTATIONS) : explainField(meant);
}

/** The id that is nearest to one that nothing is called; undefined where none is near. */
export function nearestId(id: string): string | undefined {
  return nearest(plainWord(id), [
    ...RULES.flatMap((rule) => [rule.id, rule.code]),
    ...EXPECTATION_BY_ID.keys(),
    ...CONSIDERATION_BY_ID.keys(),
    ...fieldNames(),
  ]);
}
