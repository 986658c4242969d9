import type * as z from "zod/mini";
import { type BackupConfig, backupConfigSchema } from "./backup-config.ts";
import { type DataMap, dataMapSchema } from "./data-map.ts";
import { type DeletionPlan, deletionPlanSchema } from "./deletion-plan.ts";
import { type ProjectRecord, projectRecordSchema } from "./project-record.ts";

/** What each evidence file holds once it has been read. */
export interface Artefacts {
  dataMap: DataMap;
  deletionPlan: DeletionPlan;
  backupConfig: BackupConfig;
  projectRecord: ProjectRecord;
}

export type ArtefactName = keyof Artefacts;

export interface ArtefactKind<Name extends ArtefactName = ArtefactName> {
  name: Name;
  /** As the command line, file names and statuses write it. */
  slug: string;
  /** As a sentence has it. */
  title: string;
  /** Its key under `paths` in a policy. */
  pathKey: string;
  schema: z.ZodMiniType<Artefacts[Name]>;
  defaultPath: string;
}

/** The evidence: the three artefacts that the guidance needs as files, and the record beside them. */
export const ARTEFACTS: { readonly [Name in ArtefactName]: ArtefactKind<Name> } = {
  dataMap: {
    name: "dataMap",
    slug: "data-map",
    title: "data map",
    pathKey: "data_map",
    schema: dataMapSchema,
    defaultPath: ".dsp/data-map.yml",
  },
  deletionPlan: {
    name: "deletionPlan",
    slug: "deletion-plan",
    title: "deletion plan",
    pathKey: "deletion_plan",
    schema: deletionPlanSchema,
    defaultPath: ".dsp/deletion-plan.yml",
  },
  backupConfig: {
    name: "backupConfig",
    slug: "backup-config",
    title: "backup config",
    pathKey: "backup_config",
    schema: backupConfigSchema,
    defaultPath: ".dsp/backup-config.yml",
  },
  projectRecord: {
    name: "projectRecord",
    slug: "project-record",
    title: "project record",
    pathKey: "project_record",
    schema: projectRecordSchema,
    defaultPath: ".dsp/project-record.yml",
  },
};

export const ARTEFACT_NAMES = Object.keys(ARTEFACTS) as ArtefactName[];

/** The files that the guidance asks for, in the order in which one builds on another. */
export const GUIDANCE_ARTEFACTS = ARTEFACT_NAMES.filter((name) => name !== "projectRecord");
