import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../../src/core/artefacts/index.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The evidence of the small repositories under test/repos, as plain values: mostly right ones. */
const SEEDS: Readonly<Record<ArtefactName, readonly Json[]>> = seeds();

/**
 * One change to a value: which of its parts, and what becomes of it. A part that is swapped for
 * another under the same key leaves a right file with wrong facts: that is for the rules.
 */
interface Change {
  part: number;
  kind: "drop" | "replace" | "repeat" | "rename" | "swap";
  word: string;
  value: Json;
  other: number;
}

/** Words with which a file can be right, or nearly, in the wrong place. */
const WORDS = fc.oneof(
  fc.constantFrom(
    ..."2026-11-23 2026-02-30 9999-12-31 0000-01-01 P1Y P12M P999999Y PT0S P x- x-own GB gb C01".split(
      " ",
    ),
    ..."same-as-live criteria permanent running not-needed production law-enforcement".split(" "),
    ..."DSP-BETA-5 DSP-XXX-999 true null ~ - : # | > @ ` * & ! % [ { << stores".split(" "),
    "a: b",
    "\u202e",
    "\u0000",
    "::error::x",
    "](x)@o/t`|\n#",
    "😀",
  ),
  fc.string({ maxLength: 12 }),
);

const CHANGE: fc.Arbitrary<Change> = fc.record({
  part: fc.nat(),
  kind: fc.constantFrom("swap", "swap", "swap", "swap", "drop", "repeat", "replace", "rename"),
  word: WORDS,
  value: fc.oneof(WORDS, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>),
  other: fc.nat(),
});

/** YAML of an artefact of this kind with at most so many changes, in one of several styles. */
export function mutated(artefact: ArtefactName, most: number): fc.Arbitrary<string> {
  return mutatedFrom(SEEDS[artefact], most);
}

/** YAML of one of these values with at most so many changes, in one of several styles. */
export function mutatedFrom(seeds: readonly Json[], most: number): fc.Arbitrary<string> {
  return fc
    .record({
      seed: fc.constantFrom(...seeds),
      changes: fc.array(CHANGE, { maxLength: most }),
      collectionStyle: fc.constantFrom("any", "flow", "block"),
      indent: fc.constantFrom(1, 2, 4),
      lineWidth: fc.constantFrom(0, 40, 80),
    })
    .map(({ seed, changes, ...style }) => {
      const value = changes.reduce(changed, structuredClone(seed));
      return stringify(value, { ...style, aliasDuplicateObjects: false } as const);
    });
}

/** A file of each kind, or none. */
export function mutatedEvidence(
  most: number,
): fc.Arbitrary<Record<ArtefactName, string | undefined>> {
  const file = (artefact: ArtefactName) =>
    fc.option(mutated(artefact, most), { nil: undefined, freq: 8 });
  return fc.record({
    dataMap: file("dataMap"),
    deletionPlan: file("deletionPlan"),
    backupConfig: file("backupConfig"),
    projectRecord: file("projectRecord"),
  });
}

/** A place in a value: something in a list or a mapping. */
interface Slot {
  holder: Json[] | { [key: string]: Json };
  key: string | number;
}

function changed(root: Json, { part, kind, word, value, other }: Change): Json {
  const slots = slotsOf(root);
  const slot = slots[part % slots.length];
  if (!slot) return value;
  const { holder, key } = slot;
  if (kind === "replace") put(slot, value);
  else if (kind === "swap") {
    const alike = slots.filter((one) =>
      typeof key === "number" ? one.holder === holder : one.key === key,
    );
    put(slot, structuredClone(get(alike[other % alike.length] ?? slot)));
  } else if (Array.isArray(holder)) {
    if (kind === "drop") holder.splice(Number(key), 1);
    else holder.splice(Number(key), 0, structuredClone(get(slot)));
  } else {
    const before = get(slot);
    if (kind !== "repeat") delete holder[key];
    if (kind !== "drop") put({ holder, key: word }, before);
  }
  return root;
}

function slotsOf(value: Json): Slot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const slot: Slot = { holder: value, key: Array.isArray(value) ? Number(key) : key };
    return [slot, ...slotsOf(get(slot))];
  });
}

function get({ holder, key }: Slot): Json {
  return (holder as Record<string | number, Json>)[key] ?? null;
}

function put({ holder, key }: Slot, value: Json): void {
  // Also for `__proto__`, which an assignment would take for something else.
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function seeds(): Record<ArtefactName, Json[]> {
  const repositories = fileURLToPath(new URL("../repos/", import.meta.url));
  const found: Record<ArtefactName, Json[]> = {
    dataMap: [],
    deletionPlan: [],
    backupConfig: [],
    projectRecord: [],
  };
  for (const repository of readdirSync(repositories).sort()) {
    for (const artefact of ARTEFACT_NAMES) {
      const file = `${repositories}${repository}/${ARTEFACTS[artefact].defaultPath}`;
      if (!existsSync(file) || repository === "unreadable-files") continue;
      found[artefact].push(parse(readFileSync(file, "utf8")) as Json);
    }
  }
  return found;
}
