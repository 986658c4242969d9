import { Composer, type CST, type ParsedNode } from "yaml";
import { Faults } from "./faults.ts";
import type { Limits } from "./limits.ts";
import { parseTokens } from "./parse.ts";
import type { SyntaxFaults } from "./syntax.ts";

/** A document's tree, or what keeps it from being read. The root is null if there is no document. */
export type Composed = { ok: true; root: ParsedNode | null } | { ok: false; faults: Faults };

/** Text to the library's tree. Never throws; time and memory stay in proportion to the limits. */
export function compose(text: string, limits: Limits): Composed {
  const { document, refused, syntax } = parseTokens(text, limits);
  if (refused.total > 0) return { ok: false, faults: refused };
  const root = document ? composeDocument(document, syntax) : null;
  const faults = new Faults();
  for (const fault of syntax.list()) faults.add(fault);
  return faults.total > 0 ? { ok: false, faults } : { ok: true, root };
}

function composeDocument(document: CST.Document, syntax: SyntaxFaults): ParsedNode | null {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    stringKeys: true,
    // Ours, in one pass over all keys: the library's own check is quadratic.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  // The library makes an Error, with a stack, of every complaint, and one file can raise 80,000.
  Object.assign(composer, {
    onError: (source: Source, _code: string, says: string) => syntax.add(offsetOf(source), says),
  });
  const [composed] = [...composer.next(document), ...composer.end()];
  return composed?.contents ?? null;
}

/** What the library's complaints point at. */
type Source = number | readonly number[] | { offset: number };

function offsetOf(source: Source): number {
  if (typeof source === "number") return source;
  return "offset" in source ? source.offset : (source[0] ?? 0);
}
