import { BACKUP_CONFIG_GUIDE } from "./backup-config.guide.ts";
import { DATA_MAP_GUIDE } from "./data-map.guide.ts";
import { DELETION_PLAN_GUIDE } from "./deletion-plan.guide.ts";
import type { Guides } from "./guide.ts";
import { PROJECT_RECORD_GUIDE } from "./project-record.guide.ts";

/** What is expected of each field of each evidence file, by path. */
export const GUIDES: Guides = {
  dataMap: DATA_MAP_GUIDE,
  deletionPlan: DELETION_PLAN_GUIDE,
  backupConfig: BACKUP_CONFIG_GUIDE,
  projectRecord: PROJECT_RECORD_GUIDE,
};
