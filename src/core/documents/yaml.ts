import type { ParsedNode } from "yaml";
import { forbiddenCharacter } from "./characters.ts";
import { compose } from "./compose.ts";
import { type Fault, Faults } from "./faults.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { type DocumentProblem, FILE_START, Lines, type Path, type Place } from "./place.ts";
import { keyOf, nodeAt, Walk } from "./plain.ts";
import { tooLarge } from "./size.ts";

/** A document's plain value, and the way from its parts back to the text. */
export interface YamlDocument {
  value: unknown;
  /** The place of the value at a path, or of the nearest parent that exists. */
  locate(path: Path): Place;
  /** The place of a key of the mapping at a path, or of the mapping. */
  locateKey(path: Path, key: string): Place;
}

export type YamlReading =
  | { ok: true; document: YamlDocument }
  | { ok: false; problems: DocumentProblem[] };

/**
 * YAML 1.2 text to a plain value with positions. Never throws. Refuses what we never need and what
 * can hurt: aliases, tags, directives, merge keys, duplicate keys, deep nesting, a second document.
 * An empty value (`stores:`) is undefined, as if the key had been left out.
 */
export function parseYaml(text: string, limits: Limits = DEFAULT_LIMITS): YamlReading {
  if (isLarger(text, limits.maxBytes)) return { ok: false, problems: [tooLarge(limits.maxBytes)] };
  const forbidden = forbiddenCharacter(text);
  if (forbidden) return refuse(only(forbidden), text);
  const composed = compose(text, limits);
  if (!composed.ok) return refuse(composed.faults, text);
  const { root } = composed;
  const walk = new Walk();
  const value = root === null ? undefined : walk.toPlain(root);
  if (walk.faults.total > 0) return refuse(walk.faults, text);
  if (root === null || value === undefined) return refuse(only(nothing(text)), text);

  let lines: Lines | undefined;
  const place = (node: ParsedNode): Place => {
    lines ??= new Lines(text);
    return lines.place(node.range[0], node.range[1]);
  };
  return {
    ok: true,
    document: {
      value,
      locate: (path) => place(nodeAt(root, path)),
      locateKey: (path, key) => {
        const node = nodeAt(root, path);
        return place(keyOf(node, key) ?? node);
      },
    },
  };
}

function nothing(text: string): Fault {
  const found = text.trim() === "" ? "the file is empty" : "the file holds no value";
  return { offset: 0, message: found, fix: "fill it in, or delete it" };
}

function only(fault: Fault): Faults {
  const faults = new Faults();
  faults.add(fault);
  return faults;
}

function isLarger(text: string, maxBytes: number): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8, so most texts need no encoding to be sure.
  if (text.length > maxBytes) return true;
  return text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes;
}

/** In the order of the file, the first of them in full, the rest counted. */
function refuse(faults: Faults, text: string): YamlReading {
  const lines = new Lines(text);
  const problems = faults.kept
    .sort((one, other) => one.offset - other.offset)
    .map(({ offset, ...fault }) => ({ ...fault, ...lines.place(offset) }));
  return { ok: false, problems: withRest(problems, faults.isCutShort ? "more" : faults.total) };
}

/** Says how many problems are not listed, if some are not. */
export function withRest(problems: DocumentProblem[], total: number | "more"): DocumentProblem[] {
  if (total !== "more" && total <= problems.length) return problems;
  const last = problems[problems.length - 1] ?? FILE_START;
  const rest = total === "more" ? total : `${total - problems.length} more`;
  return [
    ...problems,
    {
      message: `${rest} problems are not listed`,
      fix: "fix those above first",
      line: last.line,
      column: last.column,
    },
  ];
}
