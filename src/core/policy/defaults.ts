import { ARTEFACTS } from "../artefacts/index.ts";
import type { Policy } from "./policy.ts";

export { POLICY_PATH } from "./path.ts";

/** What holds where nobody has written a policy. */
export const DEFAULT_POLICY: Policy = {
  paths: {
    dataMap: ARTEFACTS.dataMap.defaultPath,
    deletionPlan: ARTEFACTS.deletionPlan.defaultPath,
    backupConfig: ARTEFACTS.backupConfig.defaultPath,
    projectRecord: ARTEFACTS.projectRecord.defaultPath,
  },
  failOn: "failure",
  levels: new Map(),
  floor: new Map(),
  stricter: false,
  waivers: [],
  closing: false,
  owners: [],
  commands: {},
  appChecks: true,
  extendsOrganisation: false,
  loosened: [],
};
