/** Bounds on one document, so that no file can hang or exhaust the process that reads it. */
export interface Limits {
  /** UTF-8 bytes in a file. */
  maxBytes: number;
}

/**
 * 256 KiB: some fifty times the worked example's data map. It is small enough that a process that has read
 * other texts before refuses or reads the worst text of that size in a quarter of a second.
 * Source: `architecture.md`, hostile documents; `test/hostile.test.ts` holds it to that.
 */
export const DEFAULT_LIMITS: Limits = { maxBytes: 256 * 1024 };

/** Collections inside collections. Ours need seven; the YAML library recurses, so the stack is at stake. */
export const MAX_DEPTH = 32;

/** Keys in one mapping. The schemas know at most some sixty; a policy may name every rule. */
export const MAX_KEYS = 500;

/** Problems reported for one document; the rest are counted. */
export const MAX_PROBLEMS = 50;

/**
 * Words, marks (`-`, `:`, `,`, brackets), indents and line ends in a document, for they are what
 * reading costs: one for every four bytes allowed. The worked example has one for every five, flows
 * in the tersest words one for every two, a text of nothing but commas one for each.
 */
export function maxTokens({ maxBytes }: Limits): number {
  return Math.floor(maxBytes / 4);
}
