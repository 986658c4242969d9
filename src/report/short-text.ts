import { fingerprint } from "../core/fingerprint.ts";
import { oneLine } from "./escape.ts";
import { capitalised } from "./words.ts";

/**
 * Text on one line in characters that GitHub takes in statuses and names: it refuses those beyond
 * U+FFFF, for example emoji, which are written out. Source: its answer "description doesn't accept 4-byte
 * Unicode".
 */
export function takenLine(text: string): string {
  return oneLine(text).replace(
    /[\u{10000}-\u{10ffff}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** As `takenLine`, of at most so many characters: what is longer loses its end, at a word if there is one. */
export function shortLine(text: string, most: number): string {
  const line = takenLine(text);
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const blank = cut.lastIndexOf(" ");
  return `${(blank > most * 0.8 ? cut.slice(0, blank) : cut).replace(/[\s,;:]+$/, "")}…`;
}

/** The most that the name of a status or of a check run has. */
const LONGEST_NAME = 255;

/**
 * The name of a status or a check run, with its scope, if any, in brackets. A scope that is too
 * long ends in a hash, so that two scopes never share a name.
 */
export function scopedName(name: string, scope: string | undefined): string {
  if (scope === undefined) return name;
  const line = takenLine(scope);
  const room = LONGEST_NAME - name.length - " ()".length;
  if (line.length <= room) return `${name} (${line})`;
  const hash = fingerprint([scope]).slice(0, 12);
  return `${name} (${line.slice(0, room - hash.length - 1)}…${hash})`;
}

/** What a short line says, the most important first. */
export interface Point {
  /** Kept whole: `Beta, private: 1 failure.` */
  lead?: string;
  /** `.dsp/data-map.yml:12` or `line 12`. */
  where?: string;
  what: string;
  toDo?: string;
}

/**
 * A line of at most so many characters. When there is no room for all, what to do goes first,
 * then the folders of a path, then the end of what is wrong.
 */
export function pointedLine({ lead = "", where, what, toDo }: Point, most: number): string {
  const start = lead === "" ? "" : `${lead} `;
  const at = (place: string | undefined) =>
    place === undefined ? capitalised(what) : `${capitalised(place)}: ${what}`;
  const lines = [
    ...(toDo === undefined ? [] : [`${at(where)}; ${toDo}`]),
    at(where),
    at(where === undefined ? undefined : lastOf(where)),
  ].map((text) => takenLine(start + text));
  return lines.find((line) => line.length <= most) ?? shortLine(lines.at(-1) ?? "", most);
}

/** A path without the folders above its last one. */
function lastOf(path: string): string {
  const steps = path.split("/");
  return steps.length > 2 ? `…/${steps.slice(-2).join("/")}` : path;
}
