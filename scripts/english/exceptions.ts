/** Sentences that break a rule and stay, each with the reason. */
export const EXCEPTIONS: readonly { file: string; says: string; reason: string }[] = [];
