import type { Explained } from "../documents/explain.ts";
import type { Path } from "../documents/place.ts";
import { name } from "../quote.ts";
import type { ArtefactName, Artefacts } from "./index.ts";

type IdsOf = { readonly [Name in ArtefactName]: (artefact: Artefacts[Name]) => [Path, string][] };

/** The ids that must differ within one file, with their places. Source: `domain.md` section 2. */
const IDS: IdsOf = {
  dataMap: (map) => [
    ...ids("activities", map.activities),
    ...ids("systems", map.systems),
    ...ids("stores", map.stores),
    ...ids("parties", map.parties),
    ...ids("flows", map.flows),
    ...ids("category_extensions", map.category_extensions),
  ],
  deletionPlan: (plan) => ids("rules", plan.rules),
  backupConfig: (config) => [
    ...stores("backups", config.backups),
    ...stores("not_backed_up", config.not_backed_up),
  ],
  projectRecord: (record) => [
    ...ids("issues", record.issues),
    ...ids("considerations", record.considerations),
    ...ids("assessments", record.assessments),
  ],
};

/** Every id of a file that is written twice, at its second place. */
export function duplicateIds<Name extends ArtefactName>(
  artefactName: Name,
  artefact: Artefacts[Name],
): Explained[] {
  const first = new Map<string, Path>();
  const faults: Explained[] = [];
  for (const [at, id] of IDS[artefactName](artefact)) {
    const taken = first.get(id);
    if (taken) {
      const message = `the id ${name(id)} is already used in \`${taken[0]}\``;
      faults.push({
        at,
        message,
        fix: "use a different id here (ids must be unique in the file, and each store has one entry)",
      });
    } else first.set(id, at);
  }
  return faults;
}

function ids(list: string, elements: readonly { id: string }[]): [Path, string][] {
  return elements.map(({ id }, index) => [[list, index, "id"], id]);
}

function stores(list: string, elements: readonly { store: string }[]): [Path, string][] {
  return elements.map(({ store }, index) => [[list, index, "store"], store]);
}
