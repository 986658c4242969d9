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

/** Takes one of the accepted spellings, any case; gives the stage it means, or undefined. */
export function parseStage(text: string): StageClaim | undefined {
  return SPELLINGS.get(text.trim().toLowerCase());
}

/** Whether a project at `current` is at `required` or past it. */
export function hasReached(current: Stage, required: Stage): boolean {
  return STAGES.indexOf(current) >= STAGES.indexOf(required);
}
