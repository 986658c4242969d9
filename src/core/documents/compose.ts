import { Composer, type CST, type Document, Lexer, Parser, type YAMLError } from "yaml";
import { quote, visible } from "../quote.ts";
import { MAX_DEPTH, MAX_KEYS } from "./limits.ts";

/** A problem as long as nobody needs to know its line. */
export interface Fault {
  offset: number;
  message: string;
  fix: string;
}

/** Text to the library's tree, stopping at the first thing that could make the library slow. */
export function compose(text: string): { doc: Document.Parsed } | { fault: Fault } {
  const parser = new Parser();
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    stringKeys: true,
    // Ours, in one pass over all keys: the library's own check is quadratic.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const docs: Document.Parsed[] = [];
  const take = (token: CST.Token): Fault | undefined => {
    if (token.type === "directive") return directive(token);
    for (const doc of composer.next(token)) docs.push(doc);
    return undefined;
  };
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      const fault = take(token);
      if (fault) return { fault };
    }
    const fault = tooMuch(parser);
    if (fault) return { fault };
  }
  for (const token of parser.end()) {
    const fault = take(token);
    if (fault) return { fault };
  }
  for (const doc of composer.end(true, text.length)) docs.push(doc);
  const [doc, second] = docs;
  if (!doc) throw new Error("the composer gave no document, though it was asked for one");
  return second ? { fault: secondDocument(second) } : { doc };
}

/** What the parser has on its stack, held against the limits: cheap enough for every lexeme. */
function tooMuch({ stack, offset }: Parser): Fault | undefined {
  // The document itself stands at the bottom of the stack, and a scalar may stand on top.
  if (stack.length > MAX_DEPTH + 2) {
    return {
      offset,
      message: `more than ${MAX_DEPTH} levels of nesting`,
      fix: "write the structure that the schema describes: it needs six levels at most",
    };
  }
  const top = stack[stack.length - 1];
  if (top?.type !== "block-map" && top?.type !== "flow-collection") return undefined;
  if (top.type === "flow-collection" && top.start.source !== "{") return undefined;
  if (top.items.length <= MAX_KEYS) return undefined;
  return {
    offset,
    message: `more than ${MAX_KEYS} keys in one mapping`,
    fix: "write things that repeat as a list",
  };
}

function directive(token: { offset: number; source: string }): Fault {
  return {
    offset: token.offset,
    message: `${quote(token.source)} is a YAML directive`,
    fix: "remove the line: the files are plain YAML 1.2",
  };
}

function secondDocument(doc: Document.Parsed): Fault {
  return {
    offset: doc.range[0],
    message: "a second document starts here",
    fix: "keep one document in the file: remove the `---` and what does not belong",
  };
}

/** The library's own complaints, the commonest in our words. */
export function explainYamlError({ code, message, pos }: YAMLError): Fault {
  const offset = pos[0];
  switch (code) {
    case "TAB_AS_INDENT":
      return { offset, message: "a tab stands where YAML wants spaces", fix: "indent with spaces" };
    case "TAG_RESOLVE_FAILED":
      return {
        offset,
        message: "a YAML tag stands here",
        fix: "remove the tag: plain values only",
      };
    case "NON_STRING_KEY":
      return {
        offset,
        message: "a list or mapping is used as a key",
        fix: "write `key: value` with a plain word as the key",
      };
    default:
      return { offset, message: `not valid YAML: ${visible(message)}`, fix: "mend the syntax" };
  }
}
