/** Sentences that break a rule and stay, each with the reason. */
export const EXCEPTIONS: readonly { file: string; says: string; reason: string }[] = [
  {
    file: "src/core/rules/exposure.ts",
    says: "admin administration and architects",
    reason: "a list of words, not a sentence",
  },
];
