/** The lifecycle stages, in order. Source: `guidance.md`, its five headings. */
export const STAGES = ["discovery", "alpha", "beta", "live", "post-live"] as const;
export type Stage = (typeof STAGES)[number];

/** Who can use a beta service. Only beta has an access. */
export const ACCESSES = ["private", "public"] as const;
export type Access = (typeof ACCESSES)[number];

/** What someone says a repository's stage is: the stage, and at beta who can use the service. */
export interface StageClaim {
  stage: Stage;
  access?: Access;
}

const SPELLINGS = new Map<string, StageClaim>([
  ...STAGES.map((stage) => [stage, { stage }] as const),
  ["pre-discovery", { stage: "discovery" }],
  ["private-beta", { stage: "beta", access: "private" }],
  ["public-beta", { stage: "beta", access: "public" }],
  ["postlive", { stage: "post-live" }],
]);

/** Every spelling of a stage that is accepted on input. */
export const STAGE_SPELLINGS: readonly string[] = [...SPELLINGS.keys()];

/** What counts as a hyphen between two words: blanks, underscores, and what word processors make of a hyphen. */
const BETWEEN_WORDS = "[\\s\\u200b_\\u2010-\\u2015\\u2212-]+";

/** A longer text names no stage; looking through it would take too long. */
export const LONGEST_STAGE = 100;

/** What counts for nothing before and after a stage. */
const AROUND = "[\\s\\u200b]*";

/**
 * Returns the stage that a text means, or undefined. This is the one rule of spelling, wherever a stage is
 * written: any case, and blanks or underscores for hyphens, as in `Private beta`.
 */
export function parseStage(text: string): StageClaim | undefined {
  if (text.length > LONGEST_STAGE) return undefined;
  const plain = text.replace(new RegExp(`^${AROUND}|${AROUND}$`, "g"), "");
  return SPELLINGS.get(plain.replace(new RegExp(BETWEEN_WORDS, "g"), "-").toLowerCase());
}

/** The same rule as a regular expression without flags, for JSON Schema. */
export function stagePattern(): string {
  const spelt = STAGE_SPELLINGS.map((spelling) =>
    [...spelling].map((one) => (one === "-" ? BETWEEN_WORDS : anyCase(one))).join(""),
  );
  return `^${AROUND}(?:${spelt.join("|")})${AROUND}$`;
}

function anyCase(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`;
}

/** Whether a project at `current` is at `required` or past it. */
export function hasReached(current: Stage, required: Stage): boolean {
  return STAGES.indexOf(current) >= STAGES.indexOf(required);
}
