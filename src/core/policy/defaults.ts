import { ARTEFACTS } from "../artefacts/index.ts";
import type { Policy } from "./policy.ts";

/** Where a repository's policy stands; an organisation's, in its `.github` repository, too. */
export const POLICY_PATH = ".github/dsp.yml";

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
  loosened: [],
};
