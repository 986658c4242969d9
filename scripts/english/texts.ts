// Finds the texts that people read: in the source, what is shown and the comments; in the docs, the prose.
import { parse } from "@babel/parser";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { SKIP, visit } from "unist-util-visit";

/** A text that people read, with the line that it starts on. */
export interface Text {
  line: number;
  kind: "shown" | "comment";
  /** Plain prose: code is one made-up word, and so is what is put in when the program runs. */
  prose: string;
}

const CODE = "codeword";

/** Texts with fewer words are labels and keys. */
const FEWEST_WORDS = 4;

/** The texts of a TypeScript or JavaScript file. Throws a `SyntaxError` for what is neither. */
export function textsOfSource(source: string): Text[] {
  const file = parse(source, {
    sourceType: "module",
    plugins: ["typescript"],
    attachComment: false,
  });
  return [...commentsOf(file.comments ?? []), ...stringsOf(file.program)].filter(isProse);
}

interface Comment {
  type: string;
  value: string;
  loc?: { start: { line: number }; end: { line: number } } | null;
}

/** Line comments that follow each other are one text. */
function commentsOf(comments: readonly Comment[]): Text[] {
  const texts: (Text & { last: number })[] = [];
  for (const { type, value, loc } of comments) {
    const line = loc?.start.line ?? 1;
    const before = texts.at(-1);
    const prose = plain(value.replace(/^\s*\* ?/gm, "").replace(/^\*/, "")).replace(/@\w+.*$/s, "");
    if (type === "CommentLine" && before?.last === line - 1) {
      before.prose += ` ${prose}`;
      before.last = line;
    } else texts.push({ line, kind: "comment", prose, last: loc?.end.line ?? line });
  }
  return texts.map(({ last: _, ...text }) => text);
}

type Node = { type: string; loc?: { start: { line: number } } | null } & Record<string, unknown>;

/** Every string and template, those that `+` joins as one; not the names of modules and keys. */
function stringsOf(root: unknown): Text[] {
  const texts: Text[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one);
      return;
    }
    if (typeof node !== "object" || node === null || !("type" in node)) return;
    const one = node as Node;
    // The name of a module is no text.
    if (/^(?:Import|Export(?:All|Named))Declaration$/.test(one.type) && one.source) return;
    const prose = literal(one);
    if (prose !== undefined) {
      const line = one.loc?.start.line ?? 1;
      // Lines of Markdown within a text are texts of their own.
      for (const [index, part] of prose.split("\n").entries()) {
        texts.push({ line: line + index, kind: "shown", prose: plain(part) });
      }
      if (one.type === "TemplateLiteral") walk(one.expressions);
      return;
    }
    for (const [key, value] of Object.entries(one)) {
      const isName = key === "key" || key === "loc" || key === "comments" || key === "errors";
      if (!isName) walk(value);
    }
  };
  walk(root);
  return texts;
}

function literal(node: Node): string | undefined {
  if (node.type === "StringLiteral") return String(node.value);
  if (node.type === "TemplateLiteral") {
    const quasis = node.quasis as { value: { cooked: string } }[];
    return quasis.map(({ value }) => value.cooked).join(CODE);
  }
  if (node.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const [left, right] = [literal(node.left as Node), literal(node.right as Node)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** The prose of a Markdown page: generated parts come from source that is looked at by itself. */
export function textsOfMarkdown(markdown: string): Text[] {
  const own = markdown.replace(/<!-- generated: [\s\S]*?<!-- end -->/g, (part) =>
    part.replace(/[^\n]/g, ""),
  );
  const tree = fromMarkdown(own, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const texts: Text[] = [];
  visit(tree, (node) => {
    if (node.type === "code" || node.type === "html") return SKIP;
    if (node.type !== "paragraph" && node.type !== "heading" && node.type !== "tableCell")
      return undefined;
    visit(node, (inner) => {
      if (inner.type === "inlineCode") inner.value = CODE;
    });
    texts.push({
      line: node.position?.start.line ?? 1,
      kind: "shown",
      prose: plain(textOf(node)),
    });
    return SKIP;
  });
  return texts.filter(isProse);
}

/** The comments and long values of a YAML file. */
export function textsOfYaml(yaml: string): Text[] {
  const texts: (Text & { last: number })[] = [];
  const lines = unfolded(yaml).split("\n");
  for (const [index, line] of lines.entries()) {
    const comment = /^\s*# ?(.*)$/.exec(line)?.[1];
    const value = /^\s*(?:description|name): (.*)$/.exec(line)?.[1];
    const prose = comment ?? value;
    if (prose === undefined) continue;
    const before = texts.at(-1);
    if (comment !== undefined && before?.last === index) {
      before.prose += ` ${plain(prose)}`;
      before.last = index + 1;
    } else texts.push({ line: index + 1, kind: "shown", prose: plain(prose), last: index + 1 });
  }
  return texts.map(({ last: _, ...text }) => text).filter(isProse);
}

/** YAML in which a folded value is on one line; the lines keep their numbers. */
function unfolded(yaml: string): string {
  return yaml.replace(
    /^( *)([a-z]+:) >-?\n((?:\1 +\S.*\n)+)/gm,
    (_all, lead, key, value: string) =>
      `${lead}${key} ${value.trim().replace(/\s*\n\s*/g, " ")}\n${value.replace(/[^\n]/g, "")}`,
  );
}

/** Without what is no prose: code, addresses, the marks of Markdown. */
function plain(text: string): string {
  return text
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/`[^`]*`/g, CODE)
    .replace(/https?:\/\/\S+/g, CODE)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<!--[\s\S]*?-->|<\/?[a-z][^>]*>/g, " ")
    .replace(/^\s*(?:[-*>#|]+|\d+\.)\s+/gm, "")
    .replace(/[*_]{1,2}(\S[^*_]*)[*_]{1,2}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function isProse({ prose }: Text): boolean {
  const words = prose.match(/[A-Za-z]{2,}/g) ?? [];
  return words.length >= FEWEST_WORDS && /[a-z] [a-z]/.test(prose);
}
