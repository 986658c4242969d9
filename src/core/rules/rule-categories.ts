import { KNOWN_CATEGORIES } from "../artefacts/categories.ts";
import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import { nameList } from "../quote.ts";

const categorySets = new WeakMap<DeletionRule, ReadonlySet<string>>();

/** The categories that a rule lists, as a set made once; undefined if it covers all of a store's. */
export function categoriesOf(rule: DeletionRule): ReadonlySet<string> | undefined {
  if (!rule.data_categories) return undefined;
  const known = categorySets.get(rule);
  if (known) return known;
  const categories = new Set<string>(rule.data_categories);
  categorySets.set(rule, categories);
  return categories;
}

/** What two sets share, at the cost of the smaller: a long rule may list many small stores. */
export function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return [...small].filter((element) => large.has(element));
}

/** Names categories, all of the known ones if need be: you should not learn of the next only after you fix one. */
export function categoryNames(categories: readonly string[]): string {
  return nameList(categories, KNOWN_CATEGORIES.length);
}
