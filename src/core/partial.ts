import { ARTEFACT_NAMES, type ArtefactName } from "./artefacts/index.ts";
import type { Losses } from "./documents/salvage.ts";
import type { Dossier, Reading } from "./dossier.ts";
import type { Problem } from "./rule.ts";

/** A dossier in which files with faults read as what is left of them. */
export interface View {
  dossier: Dossier;
  /**
   * The files of which something was looked at that is lost. Without a look at lost parts, the result is
   * what the whole file would have shown. With one, nobody can know, so nothing is met by it.
   */
  missed: Set<ArtefactName>;
}

/** A view for one question: what is looked at through it is told by it. */
export function partialViewOf(dossier: Dossier): View {
  const missed = new Set<ArtefactName>();
  const isWhole = ARTEFACT_NAMES.every((artefact) => restOf(dossier, artefact) === undefined);
  if (isWhole) return { dossier, missed };
  const readings = ARTEFACT_NAMES.map((artefact) => [
    artefact,
    asRead(dossier[artefact], () => missed.add(artefact)),
  ]);
  return { dossier: Object.fromEntries(readings), missed };
}

/** Whether a problem that was found in the rest of a file may be there only because of what is lost. */
export function mayFollowFromLoss(problem: Problem, dossier: Dossier): boolean {
  const rest = problem.in === "policy" ? undefined : restOf(dossier, problem.in);
  if (!rest) return true;
  const at = rest.toSource(problem.at);
  return rest.losses.regions.some(({ path, words }) => {
    // Entries of one list stand for themselves; entries of another may be what is lost.
    const isBeside = path.length > 1 && at.length > 1 && at[0] === path[0] && at[1] !== path[1];
    // What mentions nothing could have been of anything.
    return !isBeside || words.size === 0 || problem.about.some((id) => words.has(id));
  });
}

/** Whether a view has only a part of a file. */
export function isInPart(dossier: Dossier, artefact: ArtefactName): boolean {
  const reading = dossier[artefact];
  return reading.state === "read" && reading.problems !== undefined;
}

function restOf(dossier: Dossier, artefact: ArtefactName) {
  const reading = dossier[artefact];
  return reading.state === "unreadable" ? reading.rest : undefined;
}

function asRead(reading: Reading<object>, miss: () => void): Reading<object> {
  if (reading.state !== "unreadable" || !reading.rest) return reading;
  const { file, problems, rest } = reading;
  const { value, document, losses } = rest;
  return { state: "read", file, value: watched(value, losses, miss), document, problems };
}

/** The value; `miss` is called as soon as something is looked at that it has lost. */
function watched(value: object, { shape, keys, lists }: Losses, miss: () => void): object {
  const seen = new WeakMap<object, object>();
  return watch(value, shape);

  function watch(inner: object, form: unknown): object {
    // What the schema adds to the form is as it always is.
    if (typeof form !== "object" || form === null) return inner;
    const known = seen.get(inner);
    if (known) return known;
    const lost = keys.get(form);
    const isShort = lists.has(form);
    const whenAll = () => {
      if (lost !== undefined || isShort) miss();
    };
    const proxy = new Proxy(inner, {
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        // A default that the schema puts in place of nothing is no more than that.
        if (isShort || isLost(lost, key, Reflect.get(form, key))) miss();
        return typeof found === "object" && found !== null
          ? watch(found, Reflect.get(form, key))
          : found;
      },
      has(target, key) {
        whenAll();
        return Reflect.has(target, key);
      },
      ownKeys(target) {
        whenAll();
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor(target, key) {
        whenAll();
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    seen.set(inner, proxy);
    return proxy;
  }
}

function isLost(
  lost: ReadonlySet<string> | "any" | undefined,
  key: string | symbol,
  written: unknown,
): boolean {
  if (lost === undefined || typeof key === "symbol") return false;
  return lost === "any" ? written === undefined : lost.has(key);
}
