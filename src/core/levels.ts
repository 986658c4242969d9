import { STAGES, type Stage } from "./stages.ts";

/** How grave a finding is, mildest first. GitHub's annotations know the same three. */
export const SEVERITIES = ["notice", "warning", "failure"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule does at a stage. `failure-at-gate` is a warning that hardens when a stage is left. */
export const LEVELS = ["none", "notice", "warning", "failure-at-gate", "failure"] as const;
export type Level = (typeof LEVELS)[number];

export type StageLevels = Readonly<Record<Stage, Level>>;

/** Levels in the order of the stages: discovery, alpha, beta, live, post-live. */
export function byStage(...levels: readonly [Level, Level, Level, Level, Level]): StageLevels {
  const [discovery, alpha, beta, live, postLive] = levels;
  return { discovery, alpha, beta, live, "post-live": postLive };
}

/** The same level at every stage. */
export function atEveryStage(level: Level): StageLevels {
  return byStage(level, level, level, level, level);
}

/** The severity of a finding at this level, in or out of gate mode; undefined if the rule is off. */
export function severityOf(level: Level, gate: boolean): Severity | undefined {
  if (level === "none") return undefined;
  if (level === "failure-at-gate") return gate ? "failure" : "warning";
  return level;
}

/** Whether `level` is at least as strict as `other`. */
export function isAtLeast(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(other);
}

/** Whether `severity` is at least as grave as `other`. */
export function isAsGraveAs(severity: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(other);
}

/** Applies `change` to the level of each stage. */
export function mapLevels(
  levels: StageLevels,
  change: (level: Level, stage: Stage) => Level,
): StageLevels {
  return Object.fromEntries(STAGES.map((stage) => [stage, change(levels[stage], stage)])) as Record<
    Stage,
    Level
  >;
}
