import { type Container, expanded, goesOn, indentOf } from "./parse-containers.ts";
import { type HtmlStart, htmlStart, isLoneTag, UNTIL_BLANK } from "./parse-html.ts";

/** Lines that stand together as prose, or as HTML, without what they are nested in. */
export interface Block {
  kind: "prose" | "html";
  first: number;
  last: number;
  texts: string[];
  isQuoted: boolean;
}

type Leaf =
  | { kind: "fence"; mark: string; length: number }
  | { kind: "html"; block: Block; until: RegExp }
  | { kind: "prose"; block: Block; isTable: boolean };

/** Deeper than this nobody writes; the work on a line stays within it. */
const DEEPEST = 32;

const LOST = Symbol("what follows cannot be told for certain");

/**
 * The prose and the HTML of a text, as CommonMark finds it; code is left out. It ends early where
 * what GitHub would make of the rest is not certain.
 */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const reader = new BlockReader((block) => blocks.push(block));
  for (const [index, line] of lines.entries()) {
    if (reader.read(expanded(line), index) === LOST) return blocks;
  }
  reader.end();
  return blocks;
}

class BlockReader {
  private readonly found: (block: Block) => void;
  private readonly stack: Container[] = [];
  private leaf: Leaf | undefined;

  constructor(found: (block: Block) => void) {
    this.found = found;
  }

  read(line: string, index: number): typeof LOST | undefined {
    let rest = line;
    let kept = 0;
    for (const container of this.stack) {
      const inner = goesOn(container, rest);
      if (inner === undefined) break;
      rest = inner;
      kept++;
    }
    if (kept === this.stack.length && this.fillsLeaf(rest, index)) return undefined;
    for (;;) {
      const indent = indentOf(rest);
      if (indent === -1) {
        this.close(kept);
        return undefined;
      }
      const text = rest.slice(indent);
      if (indent > 3) {
        if (this.leaf?.kind === "prose") return this.write(text, index);
        this.open(kept);
        return undefined;
      }
      const opened = this.opens(text, indent, kept, index);
      if (opened === "text") return this.write(text, index, kept);
      if (opened === "leaf") return undefined;
      if (opened === LOST) return LOST;
      if (this.stack.length > DEEPEST) return LOST;
      kept = this.stack.length;
      rest = opened.rest;
    }
  }

  end(): void {
    const { leaf } = this;
    if (leaf && leaf.kind !== "fence") this.found(leaf.block);
    this.leaf = undefined;
  }

  /** Whether the line is more of code or of HTML that is open. */
  private fillsLeaf(rest: string, index: number): boolean {
    const { leaf } = this;
    if (leaf?.kind === "fence") {
      const run = /^ {0,3}(`+|~+) *$/.exec(rest)?.[1];
      if (run?.startsWith(leaf.mark) && run.length >= leaf.length) this.end();
      return true;
    }
    if (leaf?.kind !== "html") return false;
    add(leaf.block, rest, index);
    if (leaf.until.test(rest)) this.end();
    return true;
  }

  /** What a line that is not blank begins: a container with more to read, a leaf, or just text. */
  private opens(
    text: string,
    indent: number,
    kept: number,
    index: number,
  ): "text" | "leaf" | typeof LOST | { rest: string } {
    const prose = this.leaf?.kind === "prose" ? this.leaf : undefined;
    const isOwn = prose !== undefined && kept === this.stack.length;
    if (text.startsWith(">")) {
      this.open(kept);
      this.stack.push({ kind: "quote" });
      return { rest: text.slice(text[1] === " " ? 2 : 1) };
    }
    if (/^#{1,6}(?: |$)/.test(text)) {
      this.open(kept);
      this.write(text, index);
      this.end();
      return "leaf";
    }
    const fence = /^(?:(`{3,})[^`]*$|(~{3,}))/.exec(text);
    if (fence) {
      const run = fence[1] ?? fence[2] ?? "";
      this.open(kept);
      this.leaf = { kind: "fence", mark: run.charAt(0), length: run.length };
      return "leaf";
    }
    const html = htmlStart(text) ?? (isLoneTag(text) ? UNTIL_BLANK : undefined);
    if (html === "unsure") return LOST;
    if (html === UNTIL_BLANK && prose) return isOwn && !prose.isTable ? "text" : LOST;
    if (html) {
      this.openHtml(html, text, kept, index);
      return "leaf";
    }
    if (isOwn && /^(?:=+|-+) *$/.test(text)) {
      // Under a table, or under nothing but definitions of links, it is no underline.
      if (prose.isTable ? text.startsWith("=") : mayDefine(prose.block.texts)) return LOST;
      this.open(kept);
      return "leaf";
    }
    if (/^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/.test(text)) {
      this.open(kept);
      return "leaf";
    }
    return this.opensItem(text, indent, kept);
  }

  private opensItem(
    text: string,
    indent: number,
    kept: number,
  ): "text" | typeof LOST | { rest: string } {
    const [marker, number] = /^(?:[-+*]|(\d{1,9})[.)])(?= |$)/.exec(text) ?? [];
    if (marker === undefined) return "text";
    const after = text.slice(marker.length);
    const blanks = indentOf(after);
    const isEmpty = blanks === -1;
    if (this.leaf?.kind === "prose" && kept === this.stack.length) {
      const isInterrupting = !isEmpty && (number === undefined || Number(number) === 1);
      if (!isInterrupting) return this.leaf.isTable ? LOST : "text";
    }
    const gap = isEmpty || blanks > 4 ? 1 : blanks;
    this.open(kept);
    this.stack.push({ kind: "item", indent: indent + marker.length + gap, isEmpty });
    return { rest: after.slice(gap) };
  }

  private openHtml(
    { until }: Exclude<HtmlStart, string>,
    text: string,
    kept: number,
    index: number,
  ): void {
    this.open(kept);
    const block = this.newBlock("html", index);
    add(block, text, index);
    this.leaf = { kind: "html", block, until };
    if (until.test(text)) this.end();
  }

  /** Text of a paragraph: of the one that is open, even where the line leaves what that stands in. */
  private write(text: string, index: number, kept = this.stack.length): undefined {
    if (this.leaf?.kind !== "prose") {
      this.open(kept);
      this.leaf = { kind: "prose", block: this.newBlock("prose", index), isTable: false };
    }
    add(this.leaf.block, text, index);
    this.leaf.isTable ||= /^[-:| ]+$/.test(text) && /[|:]/.test(text) && text.includes("-");
  }

  private close(kept: number): void {
    this.end();
    this.stack.length = kept;
  }

  /** Closes what the line has left, for something new to stand there. */
  private open(kept: number): void {
    this.close(kept);
    const inner = this.stack.at(-1);
    if (inner?.kind === "item") inner.isEmpty = false;
  }

  private newBlock(kind: Block["kind"], first: number): Block {
    const isQuoted = this.stack.some((container) => container.kind === "quote");
    return { kind, first, last: first, texts: [], isQuoted };
  }
}

/** Whether a paragraph may hold definitions of links; they begin it. */
function mayDefine(texts: readonly string[]): boolean {
  return texts[0]?.startsWith("[") === true && texts.some((text) => text.includes("]:"));
}

function add(block: Block, text: string, index: number): void {
  block.texts.push(text);
  block.last = index;
}
