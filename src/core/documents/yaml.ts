import type { ParsedNode } from "yaml";
import { compose, explainYamlError, type Fault } from "./compose.ts";
import { DEFAULT_LIMITS, type Limits, MAX_PROBLEMS } from "./limits.ts";
import { type DocumentProblem, FILE_START, Lines, type Path, type Place } from "./place.ts";
import { keyOf, nodeAt, Walk } from "./plain.ts";

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
  const composed = compose(text);
  if ("fault" in composed) return refuse([composed.fault], text);
  const { doc } = composed;
  const walk = new Walk();
  const root = doc.contents as ParsedNode | null;
  const value = root === null ? undefined : walk.toPlain(root);
  const faults = [...[...doc.errors, ...doc.warnings].map(explainYamlError), ...walk.faults];
  if (faults.length > 0) return refuse(faults, text);
  if (root === null || value === undefined) return refuse([EMPTY], text);

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

const EMPTY: Fault = { offset: 0, message: "the file is empty", fix: "fill it in, or delete it" };

/** The problem of a file over the cap, for readers that can tell from its size alone. */
export function tooLarge(maxBytes: number): DocumentProblem {
  return {
    message: `the file is larger than ${maxBytes} bytes`,
    fix: "shorten it, or raise the cap with --max-bytes",
    ...FILE_START,
  };
}

function isLarger(text: string, maxBytes: number): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8, so most texts need no encoding to be sure.
  if (text.length > maxBytes) return true;
  return text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes;
}

/** In the order of the file, the first of them in full, the rest counted. */
function refuse(faults: Fault[], text: string): YamlReading {
  faults.sort((one, other) => one.offset - other.offset);
  const lines = new Lines(text);
  const problems = faults
    .slice(0, MAX_PROBLEMS)
    .map(({ offset, ...fault }) => ({ ...fault, ...lines.place(offset) }));
  return { ok: false, problems: withRest(problems, faults.length) };
}

/** Says how many problems are not listed, where some are not. */
export function withRest(problems: DocumentProblem[], total: number): DocumentProblem[] {
  if (total <= problems.length) return problems;
  const last = problems[problems.length - 1] ?? FILE_START;
  return [
    ...problems,
    {
      message: `${total - problems.length} more problems of this kind are not listed`,
      fix: "mend those above first",
      line: last.line,
      column: last.column,
    },
  ];
}
