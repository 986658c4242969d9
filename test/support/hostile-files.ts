import type { ArtefactName } from "../../src/core/artefacts/index.ts";
import { type Reading, readDossier } from "../../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { fileOfBytes } from "../../src/core/snapshot.ts";

const BY_PREFIX: readonly (readonly [prefix: string, artefact: ArtefactName])[] = [
  ["deletion-plan-", "deletionPlan"],
  ["backup-config-", "backupConfig"],
  ["project-record-", "projectRecord"],
];

/** Reads a file of the hostile corpus: as a data map, unless its name says otherwise. */
export function readAs(file: string, bytes: Uint8Array): Reading<unknown> {
  const [, artefact] = BY_PREFIX.find(([prefix]) => file.startsWith(prefix)) ?? ["", "dataMap"];
  const { paths } = DEFAULT_POLICY;
  const name = artefact as ArtefactName;
  return readDossier(new Map([[paths[name], fileOfBytes(bytes)]]), paths)[name];
}
