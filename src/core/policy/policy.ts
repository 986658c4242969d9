import type { ArtefactName } from "../artefacts/index.ts";
import type { Path } from "../documents/place.ts";
import type { YamlDocument } from "../documents/yaml.ts";
import type { Level, Severity } from "../levels.ts";
import type { Access, Stage } from "../stages.ts";
import type { CommandRoles } from "./commands.ts";
import { POLICY_PATH } from "./path.ts";

/** From which severity on a finding fails the run, strictest first. */
export const FAIL_ON = ["notice", "warning", "failure", "never"] as const;
export type FailOn = Severity | "never";

/** Levels by rule id; a stage that is not named keeps the rule's own. */
export type LevelChanges = ReadonlyMap<string, Readonly<Partial<Record<Stage, Level>>>>;

/** A rule silenced on purpose, by someone, until a day. */
export interface Waiver {
  /** A rule's id. */
  rule: string;
  /** The id of what is excused, or a file's path; absent: everything that the rule finds. */
  target?: string;
  reason: string;
  approved_by: string;
  expires: string;
  /** Its place in the repository's list; undefined if the organisation waived. */
  index?: number;
}

/** What a repository is held to: its own policy, tightened by its organisation's floor. */
export interface Policy {
  stage?: Stage;
  access?: Access;
  paths: Readonly<Record<ArtefactName, string>>;
  failOn: FailOn;
  /** The organisation's least strict, which no option of a run goes below either. */
  failOnFloor?: FailOn;
  /** Levels set in place of the rules' own. */
  levels: LevelChanges;
  /** Levels that no repository goes below. */
  floor: LevelChanges;
  /** Whether levels may rise above what the guidance relaxes. */
  stricter: boolean;
  waivers: readonly Waiver[];
  /** The ids of rules that no repository waives, and the organisation's file that says so. */
  unwaivable?: { rules: readonly string[]; file: string };
  closing: boolean;
  /** Logins, and teams as `organisation/team`, that the stage issue is for. */
  owners: readonly string[];
  /** How often the stage issue reminds of what is open: a duration. Absent: never. */
  reminders?: { every: string };
  /** The roles that the App's commands need, if they are raised. */
  commands: CommandRoles;
  /** Whether the App checks pull requests; if not, the Action does. */
  appChecks: boolean;
  noPersonalData?: { reason: string };
  /** Whether the repository says that its organisation has a policy, which then must exist. */
  extendsOrganisation: boolean;
  /** The settings that would loosen the organisation's floor, which applies all the same. */
  loosened: readonly { at: Path; message: string }[];
  /** The repository's own policy file, for the places of its parts; absent if it has none. */
  source?: { file: string; document: YamlDocument };
}

/** The repository's own policy file: the one that was read, or the one that would be. */
export function policyFileOf({ source }: Pick<Policy, "source">): string {
  return source?.file ?? POLICY_PATH;
}
