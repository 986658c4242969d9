import type { Path } from "../documents/place.ts";
import { isAtLeast, type Level } from "../levels.ts";
import { name } from "../quote.ts";
import { levelsOf, type Rule } from "../rule.ts";
import { findRule } from "../rules/index.ts";
import { RELAXATIONS } from "../rules/relaxations.ts";
import { hasReached, parseStage, type Stage } from "../stages.ts";
import { asksAtLeast, type CommandRoles, RAISABLE_COMMANDS } from "./commands.ts";
import { DEFAULT_POLICY, pathsOf } from "./defaults.ts";
import { levelsIn, type PolicyFile } from "./parse.ts";
import { FAIL_ON, type FailOn, type LevelChanges, type Policy, type Waiver } from "./policy.ts";
import type { OrganisationPolicy, RepositoryPolicy } from "./schema.ts";

/**
 * What a repository is held to. The organisation's policy sets the defaults and the floor. The
 * repository's own replaces the defaults and can only tighten the floor: if it would loosen the
 * floor, the floor applies and `loosened` says so.
 */
export function resolvePolicy(
  organisation: PolicyFile<OrganisationPolicy> | undefined,
  repository: PolicyFile<RepositoryPolicy> | undefined,
): Policy {
  const org = organisation?.value ?? {};
  const repo = repository?.value ?? {};
  const claim = repo.stage === undefined ? undefined : parseStage(repo.stage);
  const floor = changes(org.floor?.levels);
  const own = changes(repo.levels);
  const unwaivable = (org.floor?.unwaivable ?? []).map(idOf);
  const waivers = (repo.waivers ?? []).map(
    (waiver, index): Waiver => ({ ...waiver, rule: idOf(waiver.rule), index }),
  );
  const failOn = repo.fail_on ?? org.fail_on ?? DEFAULT_POLICY.failOn;
  return {
    stage: claim?.stage,
    access: repo.beta_access ?? claim?.access,
    paths: pathsOf((key, usual) => repo.paths?.[key] ?? org.paths?.[key] ?? usual),
    failOn: stricterOf(failOn, org.floor?.fail_on),
    failOnFloor: org.floor?.fail_on,
    levels: new Map([...changes(org.levels), ...merged(changes(org.levels), own)]),
    floor,
    stricter: (repo.stricter ?? false) || (org.stricter ?? false),
    waivers: [
      ...waivers.filter(({ rule }) => !unwaivable.includes(rule)),
      ...(org.waivers ?? []).map((waiver): Waiver => ({ ...waiver, rule: idOf(waiver.rule) })),
    ],
    unwaivable: organisation && { rules: unwaivable, file: organisation.file },
    closing: repo.closing ?? false,
    owners: repo.owners ?? org.owners ?? DEFAULT_POLICY.owners,
    reminders: repo.reminders ?? org.reminders,
    commands: raised({ ...org.commands, ...repo.commands }, org.floor?.commands),
    appChecks: repo.app_checks ?? org.app_checks ?? DEFAULT_POLICY.appChecks,
    noPersonalData: repo.no_personal_data,
    extendsOrganisation: repo._extends !== undefined,
    loosened: [
      ...loosenedFailOn(repo.fail_on, org.floor?.fail_on),
      ...loosenedLevels(own, floor, repo.levels ?? {}),
      ...loosenedCommands(repo.commands, org.floor?.commands),
      ...waivers
        .filter(({ rule }) => unwaivable.includes(rule))
        .map(({ rule, index }) => ({
          at: ["waivers", index ?? 0] as Path,
          message: `the organisation does not let anyone waive ${name(rule)}`,
        })),
    ],
    source: repository && { file: repository.file, document: repository.document },
  };
}

/** The level at which a problem of a rule counts at a stage, after policy, floor and relaxations. */
export function levelAt(
  policy: Policy,
  rule: Rule,
  variant: string | undefined,
  stage: Stage,
): Level {
  const own = levelsOf(rule, variant)[stage];
  if (variant !== undefined && rule.fixed?.includes(variant)) return own;
  const set = policy.levels.get(rule.id)?.[stage] ?? own;
  const least = policy.floor.get(rule.id)?.[stage];
  const level = least !== undefined && !isAtLeast(set, least) ? least : set;
  return !policy.stricter && isAtLeast(level, "warning") && isRelaxed(rule, stage)
    ? "notice"
    : level;
}

/** Whether the guidance says that what the rule finds is not required yet at this stage. */
export function isRelaxed(rule: Rule, stage: Stage): boolean {
  return RELAXATIONS.some(({ rule: id, until }) => id === rule.id && hasReached(until, stage));
}

/** Rules may be named by id or code; from here on by id. */
function idOf(named: string): string {
  return findRule(named)?.id ?? named;
}

function changes(levels: RepositoryPolicy["levels"]): LevelChanges {
  return new Map(
    Object.entries(levels ?? {}).map(([named, setting]) => [idOf(named), levelsIn(setting)]),
  );
}

function merged(defaults: LevelChanges, own: LevelChanges): LevelChanges {
  return new Map([...own].map(([id, levels]) => [id, { ...defaults.get(id), ...levels }]));
}

/** The stricter of the setting and the floor. */
export function stricterOf(failOn: FailOn, floor: FailOn | undefined): FailOn {
  return floor !== undefined && FAIL_ON.indexOf(failOn) > FAIL_ON.indexOf(floor) ? floor : failOn;
}

/** The stricter of the setting and the floor. */
function raised(asked: CommandRoles, floor: CommandRoles = {}): CommandRoles {
  return Object.fromEntries(
    RAISABLE_COMMANDS.flatMap((command) => {
      const [role = floor[command], least] = [asked[command], floor[command]];
      if (role === undefined) return [];
      return [[command, least !== undefined && !asksAtLeast(role, least) ? least : role]];
    }),
  );
}

function loosenedCommands(own: CommandRoles = {}, floor: CommandRoles = {}): Policy["loosened"] {
  return RAISABLE_COMMANDS.flatMap((command) => {
    const [role, least] = [own[command], floor[command]];
    if (role === undefined || least === undefined || asksAtLeast(role, least)) return [];
    const message = `\`${command}: ${role}\` is looser than the organisation's ${least}`;
    return [{ at: ["commands", command], message }];
  });
}

function loosenedFailOn(own: FailOn | undefined, floor: FailOn | undefined): Policy["loosened"] {
  if (own === undefined || stricterOf(own, floor) === own) return [];
  return [
    { at: ["fail_on"], message: `\`fail_on: ${own}\` is looser than the organisation's ${floor}` },
  ];
}

function loosenedLevels(
  own: LevelChanges,
  floor: LevelChanges,
  written: NonNullable<RepositoryPolicy["levels"]>,
): Policy["loosened"] {
  return Object.keys(written).flatMap((named) => {
    const id = idOf(named);
    const least = floor.get(id) ?? {};
    const below = Object.entries(own.get(id) ?? {}).filter(([stage, level]) => {
      const bound = least[stage as Stage];
      return bound !== undefined && !isAtLeast(level, bound);
    });
    if (below.length === 0) return [];
    const stages = below.map(([stage]) => stage).join(", ");
    return [
      {
        at: ["levels", named],
        message: `${name(named)} is set below the organisation's floor at ${stages}`,
      },
    ];
  });
}
