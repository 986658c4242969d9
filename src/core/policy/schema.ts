import * as z from "zod";
import { isoDate, text } from "../artefacts/fields.ts";
import { LEVELS, type Level } from "../levels.ts";
import { PATH_FIX, pathFault } from "../paths.ts";
import { ACCESSES, parseStage, STAGE_SPELLINGS, STAGES, type Stage } from "../stages.ts";
import { FAIL_ON } from "./policy.ts";

const stage = z.string().refine((value) => parseStage(value) !== undefined, {
  error: `use ${STAGE_SPELLINGS.join(", ")}`,
});

const path = z.string().refine((value) => pathFault(value) === undefined, { error: PATH_FIX });

const level = z.enum(LEVELS);

/** One level for every stage, or some stages each with its own. */
const levels = z.record(
  z.string(),
  z.union([
    level,
    z.strictObject(
      Object.fromEntries(STAGES.map((name) => [name, level.optional()])) as Record<
        Stage,
        z.ZodOptional<typeof level>
      >,
    ),
  ]),
);

const waiver = z.strictObject({
  rule: text,
  target: text.optional(),
  reason: text,
  approved_by: text,
  expires: isoDate,
});

const common = {
  schema: z.literal("dsp/policy@1").optional(),
  paths: z
    .strictObject({
      data_map: path.optional(),
      deletion_plan: path.optional(),
      backup_config: path.optional(),
      project_record: path.optional(),
    })
    .optional(),
  fail_on: z.enum(FAIL_ON).optional(),
  levels: levels.optional(),
  stricter: z.boolean().optional(),
  waivers: z.array(waiver).optional(),
};

/** `.github/dsp.yml` of a repository. */
export const repositoryPolicySchema = z.strictObject({
  ...common,
  stage: stage.optional(),
  beta_access: z.enum(ACCESSES).optional(),
  closing: z.boolean().optional(),
  no_personal_data: z.strictObject({ reason: text }).optional(),
});

/** `.github/dsp.yml` of an organisation's `.github` repository: defaults, and a floor. */
export const organisationPolicySchema = z.strictObject({
  ...common,
  floor: z
    .strictObject({
      fail_on: z.enum(FAIL_ON).optional(),
      levels: levels.optional(),
      unwaivable: z.array(text).optional(),
    })
    .optional(),
});

export type RepositoryPolicy = z.infer<typeof repositoryPolicySchema>;
export type OrganisationPolicy = z.infer<typeof organisationPolicySchema>;
export type LevelSetting = Level | Partial<Record<Stage, Level>>;
