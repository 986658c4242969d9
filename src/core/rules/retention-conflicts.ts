import type { Store } from "../artefacts/data-map.ts";
import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import { type PlacedRule, rulesFor } from "../coverage.ts";
import { isSameLength, parseDuration } from "../durations.ts";
import { append } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name, quote } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { categoriesOf, categoryNames, inBoth } from "./rule-categories.ts";

export const conflictingRules = defineRule({
  id: "conflicting-rules",
  code: "X42",
  summary: "All rules for one category in one store set the same retention period.",
  why: "If two rules disagree, nobody can say when you must delete the data, and the longer period wins by accident.",
  source: "UK GDPR Art 5(1)(e) and 30(1)(f); consideration C06",
  mend: "Agree one period. If categories differ on purpose, list in `data_categories` of each rule only what the rule is for.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    data_categories: [name, contact]
    retention: { period: P2Y }
  - id: access-needs
    stores: [bookings-db]
    data_categories: [health]
    retention: { period: P30D }`,
  levels: byStage("none", "warning", "failure", "failure", "failure"),
  needs: ["dataMap", "deletionPlan"],
  check: ({ dataMap, deletionPlan }) =>
    dataMap.stores.flatMap((store) => conflictsIn(store, rulesFor(deletionPlan, store.id))),
});

/**
 * Conflicts in one store: each rule against the first rule for the same category, since all pairs
 * would be too many. If those agree, all agree, so every conflict is found or follows from one found.
 */
function conflictsIn(store: Store, rules: readonly PlacedRule[]): Problem[] {
  const timed = rules.filter(({ rule }) => saysHowLong(rule));
  if (timed.length < 2) return [];
  const held = new Set<string>(store.data_categories);
  const all = [...held];
  const whole = timed.find(({ rule }) => !categoriesOf(rule));
  if (!whole) return conflictsByCategory(store, held, timed);
  return timed.flatMap((other) => {
    if (isSamePeriod(whole.rule, other.rule)) return [];
    const listed = categoriesOf(other.rule);
    const concerned = listed ? inBoth(held, listed) : all;
    return concerned.length === 0 ? [] : conflict(store, whole, other, concerned);
  });
}

function conflictsByCategory(
  store: Store,
  held: ReadonlySet<string>,
  rules: readonly PlacedRule[],
): Problem[] {
  const first = new Map<string, PlacedRule>();
  return rules.flatMap((later) => {
    const conflicts = new Map<PlacedRule, string[]>();
    for (const category of inBoth(held, categoriesOf(later.rule) ?? held)) {
      const earlier = first.get(category);
      if (!earlier) first.set(category, later);
      else if (!isSamePeriod(earlier.rule, later.rule)) append(conflicts, earlier, category);
    }
    return [...conflicts].map(([earlier, concerned]) => conflict(store, earlier, later, concerned));
  });
}

function conflict(
  store: Store,
  one: PlacedRule,
  other: PlacedRule,
  categories: readonly string[],
): Problem {
  const [earlier, later] = one.index < other.index ? [one, other] : [other, one];
  const rules = [earlier, later].map(({ rule }) => `${name(rule.id)} (${periodInWords(rule)})`);
  return {
    in: "deletionPlan",
    at: ["rules", later.index, "retention", "period"],
    message: `rules ${rules.join(" and ")} set different periods for ${categoryNames(categories)} in store ${name(store.id)}`,
    fix: "set the same period for both, or list in `data_categories` of each rule only what the rule is for",
    about: [store.id, earlier.rule.id, later.rule.id],
    apart: [store.id, earlier.rule.id],
  };
}

function periodInWords({ retention }: DeletionRule): string {
  const { period, criteria } = retention ?? {};
  return period === "criteria" ? quote(criteria) : String(period);
}

/** Whether there is a period to compare. If not, unlimited-retention reports it. */
function saysHowLong({ retention }: DeletionRule): boolean {
  const { period, criteria } = retention ?? {};
  return period !== undefined && (period !== "criteria" || criteria !== undefined);
}

function isSamePeriod(one: DeletionRule, other: DeletionRule): boolean {
  const [a, b] = [one.retention, other.retention];
  const [span, otherSpan] = [parseDuration(a?.period ?? ""), parseDuration(b?.period ?? "")];
  if (span && otherSpan) return isSameLength(span, otherSpan);
  if (a?.period !== b?.period) return false;
  return a?.period !== "criteria" || a.criteria?.trim() === b?.criteria?.trim();
}
