import {
  ARTEFACTS,
  type ArtefactKind,
  type ArtefactName,
  type Artefacts,
} from "./artefacts/index.ts";
import { duplicateIds } from "./artefacts/unique.ts";
import type { Limits } from "./documents/limits.ts";
import type { DocumentProblem } from "./documents/place.ts";
import { type Rest, readDocument } from "./documents/read.ts";
import type { YamlDocument } from "./documents/yaml.ts";
import type { Snapshot } from "./snapshot.ts";

/** The file that a problem is in. */
export type DocumentName = ArtefactName | "policy";

/**
 * One evidence file: read and typed, not there, or there with faults. Of one with faults, `rest` is what
 * can be judged all the same. Rules see that as read, with the problems beside it.
 */
export type Reading<T> =
  | {
      state: "read";
      file: string;
      value: T;
      document: YamlDocument;
      problems?: readonly DocumentProblem[];
    }
  /** `stray` is where a file of its name is, which is not read. */
  | { state: "absent"; file: string; stray?: string }
  | {
      state: "unreadable";
      file: string;
      problems: readonly DocumentProblem[];
      rest?: Rest<T>;
    };

/** The evidence of one commit. */
export type Dossier = { readonly [Name in ArtefactName]: Reading<Artefacts[Name]> };

/** Takes the files of a commit and their paths in the policy, returns them parsed. Never throws. */
export function readDossier(
  snapshot: Snapshot,
  paths: Readonly<Record<ArtefactName, string>>,
  limits?: Limits,
): Dossier {
  return {
    dataMap: read("dataMap"),
    deletionPlan: read("deletionPlan"),
    backupConfig: read("backupConfig"),
    projectRecord: read("projectRecord"),
  };

  function read<Name extends ArtefactName>(artefactName: Name): Reading<Artefacts[Name]> {
    const path = paths[artefactName];
    const found = snapshot.get(path);
    if (!found) return { state: "absent", file: path };
    if (found.stray !== undefined) return { state: "absent", file: path, stray: found.stray };
    const file = found.at ?? path;
    if (!found.ok) return { state: "unreadable", file, problems: [found.problem] };
    const { schema }: ArtefactKind<Name> = ARTEFACTS[artefactName];
    const reading = readDocument(schema, found.text, limits, (value) =>
      duplicateIds(artefactName, value),
    );
    return reading.ok
      ? { state: "read", file, value: reading.value, document: reading.document }
      : { state: "unreadable", file, problems: reading.problems, ...restIn(reading.rest?.()) };
  }
}

/** The document that the parts of a file are found in; undefined when nothing of it can be judged. */
export function documentOf(reading: Reading<unknown>): YamlDocument | undefined {
  if (reading.state === "read") return reading.document;
  return reading.state === "unreadable" ? reading.rest?.document : undefined;
}

/** Several evidence files at once: the values of those that can be judged, the names of the others. */
export function readableValues(
  dossier: Dossier,
  needs: readonly ArtefactName[],
): { values: Partial<Artefacts>; lacking: ArtefactName[] } {
  const found = needs.map((artefact) => [artefact, readableValue(dossier, artefact)] as const);
  return {
    values: Object.fromEntries(found.filter(([, value]) => value !== undefined)),
    lacking: found.filter(([, value]) => value === undefined).map(([artefact]) => artefact),
  };
}

const EMPTY_RECORD: Artefacts["projectRecord"] = ARTEFACTS.projectRecord.schema.parse({
  schema: "dsp/project@1",
});

/**
 * The value of an evidence file, or undefined if there is nothing to judge. A project record that is
 * not there reads as an empty one: nothing is attested, assessed or addressed yet.
 */
export function readableValue<Name extends ArtefactName>(
  dossier: Dossier,
  artefactName: Name,
): Artefacts[Name] | undefined {
  const reading: Reading<Artefacts[Name]> = dossier[artefactName];
  if (reading.state === "read") return reading.value;
  if (reading.state === "absent" && artefactName === "projectRecord") {
    return EMPTY_RECORD as Artefacts[Name];
  }
  return undefined;
}

function restIn<T>(rest: Rest<T> | undefined): { rest?: Rest<T> } {
  return rest ? { rest } : {};
}
