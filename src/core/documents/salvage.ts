import type * as z from "zod/mini";
import { innermost, type SchemaIssue } from "./explain.ts";
import type { Path } from "./place.ts";
import { keysOf, nearestMissing, schemaAt } from "./schema-at.ts";
import { UNWORDED } from "./validate.ts";

/** What of a document its schema takes, once the parts that it refuses are left out. */
export interface Salvaged<T> {
  value: T;
  losses: Losses;
  /** The path in the document of something in `value`: what is left out moves what comes after it. */
  toSource(path: Path): Path;
}

/** What was left out, told by the collections of `shape` that it is missing from. */
export interface Losses {
  /** Has the form of the value, as it was written. */
  shape: unknown;
  /** Mappings that lost keys: which; `any` when nobody can know which one was meant. */
  keys: ReadonlyMap<object, ReadonlySet<string> | "any">;
  /** Lists that lost elements. */
  lists: ReadonlySet<object>;
  /** The entries of lists, and the keys, of the document that something is missing from. */
  regions: readonly Region[];
}

/** A path in the document, and every text that is written there. */
export interface Region {
  path: Path;
  words: ReadonlySet<string>;
}

/** Each round goes one level up or makes one level of misspelt keys good; ours are seven deep. */
const MOST_ROUNDS = 16;

/**
 * Leaves out of a value what its schema refuses, as little as possible: an optional value alone, or else
 * the entry of a list that requires it. A misspelt key is read as the nearest known one, and
 * counts as lost all the same. `more` says what else must go from a value that the schema takes.
 * Undefined when nothing is left to judge.
 */
export function salvage<T>(
  schema: z.ZodMiniType<T>,
  source: unknown,
  more: (value: T) => readonly Path[] = () => [],
): Salvaged<T> | undefined {
  const cutting = new Cutting(schema, source);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parsed = schema.safeParse(cutting.root, UNWORDED);
    if (!parsed.success) {
      if (!cutting.takeOut(parsed.error.issues)) return undefined;
      continue;
    }
    const paths = more(parsed.data);
    if (paths.length === 0) return cutting.result(parsed.data);
    if (!cutting.takeOutAll(paths)) return undefined;
  }
  return undefined;
}

type Mapping = Record<string, unknown>;

class Cutting {
  readonly root: unknown;
  readonly #schema: z.core.$ZodType;
  readonly #source: unknown;
  readonly #keys = new Map<object, Set<string> | "any">();
  readonly #lists = new Set<object>();
  readonly #regions = new Map<string, Path>();
  /** Of lists that lost elements: the places in the document of those that are left. */
  readonly #indexes = new Map<object, number[]>();
  /** Of mappings with misspelt keys: how these are written. */
  readonly #spellings = new Map<object, Map<string, string>>();

  constructor(schema: z.core.$ZodType, source: unknown) {
    this.#schema = schema;
    this.#source = source;
    this.root = copyOf(source);
  }

  /** Takes out what a schema complains of; says whether anything is left. */
  takeOut(issues: readonly SchemaIssue[]): boolean {
    const all = issues.flatMap(innermost);
    const unknown = all.filter(({ code }) => code === "unrecognized_keys");
    // Once a misspelt key has its name, the one that is missing may be there.
    if (unknown.length > 0) {
      for (const issue of unknown) this.#unknownKeys(issue);
      return true;
    }
    return this.takeOutAll(all.map(({ path }) => path as Path));
  }

  /** Takes out what is at these paths; says whether anything is left. */
  takeOutAll(paths: readonly Path[]): boolean {
    const dropped: Dropped = new Map();
    const isLeft = paths.every((path) => this.#takeOutAt(path, dropped));
    this.#compact(dropped);
    return isLeft;
  }

  result<T>(value: T): Salvaged<T> {
    const regions = [...this.#regions.values()].map((path) => {
      const words = new Set<string>();
      collectWords(lookUp(this.#source, path), words);
      return { path, words };
    });
    const { root: shape } = this;
    const losses = { shape, keys: this.#keys, lists: this.#lists, regions };
    return { value, losses, toSource: (path) => this.#toSource(path) };
  }

  #unknownKeys({ path, keys }: SchemaIssue & { keys?: readonly string[] }): void {
    const mapping = lookUp(this.root, path as Path);
    if (!isMapping(mapping)) return;
    const known = keysOf(schemaAt(this.#schema, path as Path));
    for (const key of keys ?? []) {
      this.#note([...(path as Path), key]);
      const near = nearestMissing(key, known, mapping);
      const value = mapping[key];
      delete mapping[key];
      if (near === undefined) this.#keys.set(mapping, "any");
      else {
        mapping[near] = value;
        this.#loseKey(mapping, near);
        const spellings = this.#spellings.get(mapping) ?? new Map<string, string>();
        this.#spellings.set(mapping, spellings.set(near, key));
      }
    }
  }

  /** An optional value goes alone; when it is required, what requires it goes. */
  #takeOutAt(path: Path, dropped: Dropped): boolean {
    const step = path.at(-1);
    if (step === undefined) return false;
    const holder = lookUp(this.root, path.slice(0, -1));
    // It has gone already, with what it was in.
    if (holder === undefined) return true;
    if (Array.isArray(holder) && typeof step === "number") {
      this.#note(path);
      this.#lists.add(holder);
      dropped.set(holder, (dropped.get(holder) ?? new Set()).add(step));
      return true;
    }
    if (isMapping(holder) && Object.hasOwn(holder, step) && holder[step] !== undefined) {
      this.#note(path);
      this.#loseKey(holder, String(step));
      delete holder[step];
      return true;
    }
    return this.#takeOutAt(path.slice(0, -1), dropped);
  }

  #loseKey(mapping: object, key: string): void {
    const lost = this.#keys.get(mapping);
    if (lost === "any") return;
    this.#keys.set(mapping, (lost ?? new Set()).add(key));
  }

  #compact(dropped: Dropped): void {
    for (const [list, indexes] of dropped) {
      const kept = list.map((_, index) => index).filter((index) => !indexes.has(index));
      const before = this.#indexes.get(list);
      this.#indexes.set(
        list,
        kept.map((index) => before?.[index] ?? index),
      );
      list.splice(0, list.length, ...kept.map((index) => list[index]));
    }
  }

  #note(path: Path): void {
    const [key = "", index] = this.#toSource(path);
    const isOfList = Array.isArray(lookUp(this.#source, [key]));
    const region = isOfList && index !== undefined ? [key, index] : [key];
    this.#regions.set(JSON.stringify(region), region);
  }

  #toSource(path: Path): Path {
    let here: unknown = this.root;
    return path.map((step) => {
      const holder = here;
      here = lookUp(holder, [step]);
      if (Array.isArray(holder)) return this.#indexes.get(holder)?.[Number(step)] ?? step;
      return isMapping(holder) ? (this.#spellings.get(holder)?.get(String(step)) ?? step) : step;
    });
  }
}

type Dropped = Map<unknown[], Set<number>>;

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

function lookUp(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Mapping)[step];
  }
  return here;
}

function collectWords(value: unknown, words: Set<string>): void {
  if (typeof value === "string") words.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) collectWords(inner, words);
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
