import type { CST } from "yaml";
import { quote } from "../quote.ts";
import type { Fault } from "./faults.ts";
import { MAX_DEPTH, MAX_KEYS } from "./limits.ts";
import { RAISE_CAP } from "./size.ts";

/** What the parser has on its stack, held against the limits: cheap enough for every lexeme. */
export function tooMuch(stack: readonly CST.Token[], offset: number): Fault | undefined {
  const top = stack[stack.length - 1];
  const isMapping =
    top?.type === "block-map" || (top?.type === "flow-collection" && top.start.source === "{");
  // The last item may be a comma and no more.
  if (isMapping && top.items.length > MAX_KEYS && top.items.at(-1)?.sep) {
    return {
      offset,
      message: `more than ${MAX_KEYS} keys in one mapping`,
      fix: "write things that repeat as a list",
    };
  }
  // Below the collections is the document itself; above them may be a scalar.
  if (stack.length <= MAX_DEPTH + 1) return undefined;
  if (!isMapping && top?.type !== "block-seq" && top?.type !== "flow-collection") return undefined;
  return {
    offset,
    message: `more than ${MAX_DEPTH} levels of nesting`,
    fix: "write the structure that the schema describes: it needs seven levels at most",
  };
}

export function tooLong(offset: number, most: number): Fault {
  return {
    offset,
    message: `more than ${most} words and marks up to here`,
    fix: `shorten the file; ${RAISE_CAP}, of which this is a quarter`,
  };
}

/** The start of a document, while another is already there. */
export function secondDocument([bottom]: readonly CST.Token[]): Fault | undefined {
  if (bottom?.type !== "document") return undefined;
  return {
    offset: bottom.offset,
    message: "a second document starts here",
    fix: "keep one document in the file: remove the `---` and what does not belong",
  };
}

/** The innermost bracket that is still open. */
export function unclosed(stack: readonly CST.Token[]): Fault | undefined {
  for (let at = stack.length - 1; at >= 0; at--) {
    const token = stack[at];
    if (token?.type === "flow-collection" && token.end.length === 0) {
      const [opening, closing] = token.start.source === "{" ? "{}" : "[]";
      return {
        offset: token.offset,
        message: `the \`${opening}\` here is not closed`,
        fix: `add the \`${closing}\`, and indent the lines up to it deeper than the key`,
      };
    }
  }
  return undefined;
}

/** Quoted text whose closing quote is missing. The library lets some of it through. */
export function unclosedQuote(lexeme: string, offset: number): Fault | undefined {
  const [mark] = lexeme;
  if (mark !== '"' && mark !== "'") return undefined;
  // A quote closes unless it is escaped: by a backslash before it, or by being one of a pair.
  const escaping = mark === '"' ? "\\" : "'";
  let escapes = 0;
  for (let at = lexeme.length - 2; at > 0 && lexeme[at] === escaping; at--) escapes += 1;
  if (lexeme.length > 1 && lexeme.endsWith(mark) && escapes % 2 === 0) return undefined;
  return {
    offset,
    message: `the text that starts here with ${mark} has no closing ${mark}`,
    fix: `close it on the same line; inside it, write ${mark === '"' ? '\\"' : "''"} for ${mark}`,
  };
}

const UNNEEDED: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  "&": ["anchor", "remove it, or put the value in quotes if the `&` belongs to it"],
  "*": ["alias", "write the value out, or put it in quotes if the `*` belongs to it"],
  "!": ["tag", "remove it, or put the value in quotes if the `!` belongs to it"],
  "%": ["directive", "remove the line: the files are plain YAML 1.2"],
};

/** What YAML has beyond plain values. A value that starts so was probably meant as text. */
export function unneeded(lexeme: string, offset: number): Fault | undefined {
  const kind = UNNEEDED[lexeme[0] ?? ""];
  return kind && { offset, message: `${quote(lexeme)} is a YAML ${kind[0]}`, fix: kind[1] };
}
