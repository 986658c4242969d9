import * as z from "zod/mini";
import { durationText, isoDate, optionalBoolean, optionalText, text } from "../artefacts/fields.ts";
import { ARTEFACTS } from "../artefacts/index.ts";
import { LEVELS, type Level } from "../levels.ts";
import { PATH_FIX, pathFault } from "../paths.ts";
import { ACCESSES, parseStage, STAGE_SPELLINGS, STAGES, type Stage } from "../stages.ts";
import {
  asksAtLeast,
  COMMAND_ROLES,
  type CommandRole,
  LEAST_ROLES,
  type RaisableCommand,
} from "./commands.ts";
import { ORGANISATION_REPOSITORY } from "./path.ts";
import { FAIL_ON } from "./policy.ts";

const stage = z.string().check(
  z.refine((value) => parseStage(value) !== undefined, {
    error: `use ${STAGE_SPELLINGS.join(", ")}`,
  }),
);

/** A plain path from the root of the repository. */
export const path = z
  .string()
  .check(z.refine((value) => pathFault(value) === undefined, { error: PATH_FIX }));

const level = z.enum(LEVELS);

/** One level for every stage, or some stages each with its own. */
const levels = z.record(
  z.string(),
  z.union([
    level,
    z.strictObject(
      Object.fromEntries(STAGES.map((name) => [name, z.optional(level)])) as Record<
        Stage,
        z.ZodMiniOptional<typeof level>
      >,
    ),
  ]),
);

const waiver = z.strictObject({
  rule: text,
  target: optionalText,
  reason: text,
  approved_by: text,
  expires: isoDate,
});

/** As GitHub writes people and teams in addresses; a managed user has an underscore, as `octo_acme`. */
const owner = z.string().check(
  z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:\/[a-z0-9][a-z0-9-_]{0,99})?$/, {
    error:
      "write a GitHub login, for example `octocat`, or a team, for example `octo-org/visits-team`",
  }),
);

/** A policy can only raise the role that a command needs. */
function roleFrom(least: CommandRole) {
  return z.optional(z.enum(COMMAND_ROLES.filter((role) => asksAtLeast(role, least))));
}

const commands = z.strictObject(
  Object.fromEntries(
    Object.entries(LEAST_ROLES).map(([name, least]) => [name, roleFrom(least)]),
  ) as Record<RaisableCommand, ReturnType<typeof roleFrom>>,
);

const common = {
  schema: z.optional(z.literal("dsp/policy@1")),
  paths: z.optional(
    z.strictObject(
      Object.fromEntries(
        Object.values(ARTEFACTS).map(({ pathKey }) => [pathKey, z.optional(path)]),
      ),
    ),
  ),
  fail_on: z.optional(z.enum(FAIL_ON)),
  levels: z.optional(levels),
  stricter: optionalBoolean,
  waivers: z.optional(z.array(waiver)),
  owners: z.optional(z.array(owner)),
  reminders: z.optional(z.strictObject({ every: durationText })),
  commands: z.optional(commands),
  app_checks: optionalBoolean,
};

/** `.github/dsp.yml` of a repository. */
export const repositoryPolicySchema = z.strictObject({
  ...common,
  stage: z.optional(stage),
  beta_access: z.optional(z.enum(ACCESSES)),
  closing: optionalBoolean,
  no_personal_data: z.optional(z.strictObject({ reason: text })),
  _extends: z.optional(z.literal(ORGANISATION_REPOSITORY)),
});

/** `.github/dsp.yml` of an organisation's `.github` repository: defaults, and a floor. */
export const organisationPolicySchema = z.strictObject({
  ...common,
  floor: z.optional(
    z.strictObject({
      fail_on: z.optional(z.enum(FAIL_ON)),
      levels: z.optional(levels),
      commands: z.optional(commands),
      unwaivable: z.optional(z.array(text)),
    }),
  ),
});

export type RepositoryPolicy = z.infer<typeof repositoryPolicySchema>;
export type OrganisationPolicy = z.infer<typeof organisationPolicySchema>;
export type LevelSetting = Level | Partial<Record<Stage, Level>>;
