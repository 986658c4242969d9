import type { DataMap } from "./artefacts/data-map.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "./artefacts/index.ts";
import { CONSIDERATIONS } from "./catalogue/considerations.ts";
import { EXPECTATIONS } from "./catalogue/expectations.ts";
import type { Path } from "./documents/place.ts";
import type { Dossier } from "./dossier.ts";
import { name } from "./quote.ts";

/** What an id can stand for. */
export type Referent =
  | "activity"
  | "category"
  | "consideration"
  | "end"
  | "expectation"
  | "flow"
  | "party"
  | "service"
  | "store"
  | "system";

/** One place in which a file names something that is elsewhere. */
export interface Reference {
  in: ArtefactName;
  at: Path;
  /** What names it, in words. */
  by: string;
  /** The id of what names it; absent if it has none. */
  owner?: string;
  to: Referent;
  id: string;
}

/** The ids that are there to be named: those of the data map, and of the catalogue. */
export function knownIds(map: DataMap): Readonly<Record<Referent, ReadonlySet<string>>> {
  const systems = idsOf(map.systems);
  const stores = idsOf(map.stores);
  const parties = idsOf(map.parties);
  return {
    activity: idsOf(map.activities),
    category: idsOf(map.category_extensions),
    consideration: idsOf(CONSIDERATIONS),
    end: new Set([...systems, ...stores, ...parties]),
    expectation: idsOf(EXPECTATIONS),
    flow: idsOf(map.flows),
    party: parties,
    service: new Set(map.service?.id === undefined ? [] : [map.service.id]),
    store: stores,
    system: systems,
  };
}

/** Every reference in the files that can be read, in the order of the files. */
export function* referencesIn(dossier: Dossier): Generator<Reference> {
  for (const artefact of ARTEFACT_NAMES) yield* REFERENCES[artefact](dossier);
}

type References = {
  readonly [Name in ArtefactName]: (dossier: Pick<Dossier, Name>) => Generator<Reference>;
};

/** What each file names. */
const REFERENCES: References = {
  dataMap: ofDataMap,
  deletionPlan: ofDeletionPlan,
  backupConfig: ofBackupConfig,
  projectRecord: ofProjectRecord,
};

type Source = Pick<Reference, "in" | "by" | "owner">;

function* ofDataMap({ dataMap: reading }: Pick<Dossier, "dataMap">): Generator<Reference> {
  if (reading.state !== "read") return;
  const { activities, stores, flows } = reading.value;
  for (const [index, { id, data_categories }] of activities.entries()) {
    const from = sourceOf("dataMap", "activity", id);
    yield* categories(from, ["activities", index], data_categories);
  }
  for (const [index, store] of stores.entries()) {
    const from = sourceOf("dataMap", "store", store.id);
    const at = ["stores", index];
    yield* one(from, [...at, "system"], "system", store.system);
    yield* one(from, [...at, "hosted_by"], "party", store.hosted_by);
    yield* categories(from, at, store.data_categories);
  }
  for (const [index, flow] of flows.entries()) {
    const from = sourceOf("dataMap", "flow", flow.id);
    const at = ["flows", index];
    yield* one(from, [...at, "from"], "end", flow.from);
    yield* one(from, [...at, "to"], "end", flow.to);
    yield* each(from, [...at, "activity"], "activity", flow.activity);
    yield* categories(from, at, flow.data_categories);
  }
}

function* ofDeletionPlan({
  deletionPlan: reading,
}: Pick<Dossier, "deletionPlan">): Generator<Reference> {
  if (reading.state !== "read") return;
  const { service, rules, exempt } = reading.value;
  yield* serviceOf("deletionPlan", service);
  for (const [index, rule] of rules.entries()) {
    const from = sourceOf("deletionPlan", "rule", rule.id);
    yield* each(from, ["rules", index, "stores"], "store", rule.stores);
    yield* categories(from, ["rules", index], rule.data_categories);
  }
  for (const [index, { store }] of exempt.entries()) {
    const from: Source = { in: "deletionPlan", by: "`exempt`" };
    yield* one(from, ["exempt", index, "store"], "store", store);
  }
}

function* ofBackupConfig({
  backupConfig: reading,
}: Pick<Dossier, "backupConfig">): Generator<Reference> {
  if (reading.state !== "read") return;
  const { service, backups, not_backed_up } = reading.value;
  yield* serviceOf("backupConfig", service);
  for (const [index, { store, live, current }] of backups.entries()) {
    yield* one(
      { in: "backupConfig", by: "`backups`" },
      ["backups", index, "store"],
      "store",
      store,
    );
    const from = sourceOf("backupConfig", "a backup copy of", store);
    const regimens = { live, current: typeof current === "object" ? current : undefined };
    for (const [block, regimen] of Object.entries(regimens)) {
      for (const [place, copy] of (regimen?.copies ?? []).entries()) {
        const at = ["backups", index, block, "copies", place, "hosted_by"];
        yield* one(from, at, "party", copy.hosted_by);
      }
    }
  }
  for (const [index, { store }] of not_backed_up.entries()) {
    const from: Source = { in: "backupConfig", by: "`not_backed_up`" };
    yield* one(from, ["not_backed_up", index, "store"], "store", store);
  }
}

function* ofProjectRecord({
  projectRecord: reading,
}: Pick<Dossier, "projectRecord">): Generator<Reference> {
  if (reading.state !== "read") return;
  const record = reading.value;
  const from = (by: string): Source => ({ in: "projectRecord", by });
  yield* serviceOf("projectRecord", record.service);
  for (const [index, { id }] of record.considerations.entries()) {
    const at = ["considerations", index, "id"];
    yield* one(from("`considerations`"), at, "consideration", id);
  }
  for (const [index, { expectation }] of record.attestations.entries()) {
    const at = ["attestations", index, "expectation"];
    yield* one(from("an attestation"), at, "expectation", expectation);
  }
  for (const [index, { id, data_protection_aspects }] of record.assessments.entries()) {
    const by = sourceOf("projectRecord", "assessment", id);
    for (const [place, { expectation }] of data_protection_aspects.entries()) {
      const at = ["assessments", index, "data_protection_aspects", place, "expectation"];
      yield* one(by, at, "expectation", expectation);
    }
  }
  const exercises = record.mapping_exercises?.done ?? [];
  // What an exercise found gone may well be in an earlier one.
  const gone = new Set(exercises.flatMap(({ removed }) => removed));
  for (const [index, exercise] of exercises.entries()) {
    const by = from(`the mapping exercise of ${exercise.date}`);
    for (const field of ["confirmed", "added"] as const) {
      const at = ["mapping_exercises", "done", index, field];
      for (const reference of each(by, at, "flow", exercise[field])) {
        if (!gone.has(reference.id)) yield reference;
      }
    }
  }
}

function* serviceOf(artefact: ArtefactName, service: { id?: string } | undefined) {
  const from: Source = { in: artefact, by: `the ${ARTEFACTS[artefact].title}` };
  yield* one(from, ["service", "id"], "service", service?.id);
}

function* one(from: Source, at: Path, to: Referent, id: string | undefined): Generator<Reference> {
  if (id !== undefined) yield { ...from, at, to, id };
}

function* each(
  from: Source,
  at: Path,
  to: Referent,
  ids: readonly string[] | undefined,
): Generator<Reference> {
  for (const [index, id] of (ids ?? []).entries()) yield { ...from, at: [...at, index], to, id };
}

/** Categories of one's own making; the schema knows the others. */
function* categories(from: Source, at: Path, ids: readonly string[] | undefined) {
  for (const reference of each(from, [...at, "data_categories"], "category", ids)) {
    if (reference.id.startsWith("x-")) yield reference;
  }
}

function sourceOf(artefact: ArtefactName, kind: string, owner: string): Source {
  return { in: artefact, by: `${kind} ${name(owner)}`, owner };
}

function idsOf(elements: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(elements.map(({ id }) => id));
}
