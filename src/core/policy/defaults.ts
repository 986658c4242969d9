import { ARTEFACTS, type ArtefactName } from "../artefacts/index.ts";
import type { Policy } from "./policy.ts";

export { POLICY_PATH } from "./path.ts";

/** What applies if nobody has written a policy. */
export const DEFAULT_POLICY: Policy = {
  paths: pathsOf((_key, usual) => usual),
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

/** The place of each evidence file: of its key under `paths`, and of its usual path, what `pathOf` returns. */
export function pathsOf(pathOf: (key: string, usual: string) => string): Policy["paths"] {
  return Object.fromEntries(
    Object.values(ARTEFACTS).map(({ name, pathKey, defaultPath }) => [
      name,
      pathOf(pathKey, defaultPath),
    ]),
  ) as Record<ArtefactName, string>;
}
