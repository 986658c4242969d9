import type { Path } from "../documents/place.ts";
import type { Circumstances } from "../rule.ts";
import type { Stage } from "../stages.ts";
import type { FieldGuide, Guide } from "./guide.ts";
import { GUIDES } from "./guides.ts";
import { ARTEFACT_NAMES, type ArtefactName } from "./index.ts";

/** A mapping with missing fields, all required from the same stage. */
export interface Gap {
  at: Path;
  /** The mapping as people name it, `stores[bookings-db]`; empty for the file as a whole. */
  label: string;
  /** Id of the element that the mapping is, or is part of. */
  id?: string;
  from: Stage;
  missing: MissingFields;
}

/** A field that is not there: its path from the mapping that is, `privacy_notice.ref`. */
export interface MissingField {
  path: string;
  guide: FieldGuide;
}

/** In the order of the guide. */
export type MissingFields = readonly [MissingField, ...MissingField[]];

/** A guide as a tree, so that a walk over a file looks nothing up. */
type Plan = readonly PlannedField[];

interface PlannedField {
  key: string;
  guide: FieldGuide;
  isList: boolean;
  /** The fields of the mapping here, or of each mapping in the list here. */
  inner: Plan;
}

const PLANS = Object.fromEntries(
  ARTEFACT_NAMES.map((artefact) => [artefact, planOf(GUIDES[artefact])]),
) as Readonly<Record<ArtefactName, Plan>>;

type MissingByStage = Map<Stage, [MissingField, ...MissingField[]]>;
type Mapping = Readonly<Record<string, unknown>>;
type Spot = Pick<Gap, "at" | "label" | "id">;

/**
 * The required fields that are missing from an evidence file, whatever the stage, without those that
 * other rules report. In the order of the file, each mapping once per stage.
 */
export function gapsIn(
  artefact: ArtefactName,
  value: Mapping,
  circumstances: Circumstances,
): Gap[] {
  const gaps: Gap[] = [];
  visit(PLANS[artefact], value, { at: [], label: "" });
  return gaps;

  function visit(plan: Plan, mapping: Mapping, spot: Spot): void {
    const missing: MissingByStage = new Map();
    collect(plan, mapping, "", missing);
    for (const [from, fields] of missing) gaps.push({ ...spot, from, missing: fields });
    for (const { key, inner } of plan) {
      const value = inner.length > 0 ? mapping[key] : undefined;
      if (Array.isArray(value)) {
        for (const [index, element] of value.entries()) {
          visit(inner, element, elementSpot(spot, key, index, element));
        }
      } else if (isMapping(value)) visit(inner, value, fieldSpot(spot, key));
    }
  }

  function collect(plan: Plan, mapping: Mapping, above: string, missing: MissingByStage): void {
    for (const { key, guide, isList, inner } of plan) {
      if (!isMissing(mapping[key], guide)) continue;
      if (guide.from === undefined) {
        // A mapping that is not required by itself: some of its fields may be.
        if (!isList && inner.length > 0) collect(inner, {}, `${above}${key}.`, missing);
      } else if (!guide.rule && (!guide.when || guide.when(mapping, circumstances))) {
        const field = { path: above + key, guide };
        const fields = missing.get(guide.from);
        if (fields) fields.push(field);
        else missing.set(guide.from, [field]);
      }
    }
  }
}

function isMissing(value: unknown, { mayBeEmpty }: FieldGuide): boolean {
  if (Array.isArray(value)) return value.length === 0 && !mayBeEmpty;
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldSpot({ at, label, id }: Spot, key: string): Spot {
  return { at: [...at, key], label: label === "" ? key : `${label}.${key}`, id };
}

function elementSpot(parent: Spot, key: string, index: number, element: Mapping): Spot {
  const { at, label, id } = fieldSpot(parent, key);
  const own = element.id ?? element.store;
  // Ids of one's own making have no bound on their length.
  const isPlain = typeof own === "string" && own.length <= 80;
  return {
    at: [...at, index],
    label: `${label}[${isPlain ? own : index}]`,
    id: isPlain ? own : id,
  };
}

interface Branch {
  guide: FieldGuide;
  isList: boolean;
  inner: Map<string, Branch>;
}

function planOf(guide: Guide): Plan {
  const root = new Map<string, Branch>();
  for (const [path, row] of Object.entries(guide)) {
    const steps = path.split(".");
    let level = root;
    for (const [depth, step] of steps.entries()) {
      const key = step.replace("[]", "");
      const branch = level.get(key) ?? { guide: row, isList: false, inner: new Map() };
      level.set(key, branch);
      branch.isList ||= step.endsWith("[]");
      if (depth === steps.length - 1) branch.guide = row;
      level = branch.inner;
    }
  }
  return freeze(root);
}

function freeze(level: ReadonlyMap<string, Branch>): Plan {
  return [...level].map(([key, { inner, ...field }]) => ({ key, ...field, inner: freeze(inner) }));
}
