import { TAG } from "./parse-html.ts";

/** What the prose of a block is, line by line. */
export interface Inline {
  /** Whether the line starts as text that a reader sees. */
  isPlain: boolean[];
  /** HTML tags that stand before the line, after the one before it; at the end, those of the last. */
  tagsBefore: string[];
  /** Behind which line an HTML comment has begun that does not end here. */
  openFrom: number | undefined;
}

/** What starts a construct in which a line may be hidden, and the backslash, which keeps it from one. */
const SPECIAL = /[\\`<\]!]/g;

const AUTOLINK =
  /<(?:[a-z][a-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*)>/iy;
const RAW: readonly (readonly [RegExp, string])[] = [
  [/<\?/y, "?>"],
  [/<!\[CDATA\[/y, "]]>"],
  [/<![a-z]/iy, ">"],
];

/** Links and images on one line, of which nothing can be misread; others hide what follows them. */
const TARGET =
  /\]\([^\s()[\]<>"'`\\]*(?:\([^\s()[\]<>"'`\\]*\)[^\s()[\]<>"'`\\]*)*(?: +"[^"[\]`<\\\n]*")?\)/y;
const LABEL = /\]\[[^[\]\\`<\n]*(?=\])/y;
const IMAGE = /!\[[^[\]\\`<\n]*(?=\])/y;

/** A definition of a link or a footnote begins a paragraph, and may take in the lines after it. */
const DEFINITION = /^\[(?:[^\\[\]]|\\[\s\S])*\]:/;

/** No tag that anyone writes is longer and then turns out not to be one. */
const LONGEST_ATTEMPT = 256;

/** Takes the lines of a paragraph; finds code, HTML and links that run from one line into others. */
export function readInline(lines: readonly string[]): Inline {
  const text = lines.join("\n");
  const { hidden, tags, openAt } = constructsIn(text);
  const isPlain: boolean[] = [];
  const tagsBefore: string[] = [];
  let start = 0;
  let next = 0;
  let nextTag = 0;
  for (const line of lines) {
    while ((hidden[next]?.to ?? start) < start) next++;
    isPlain.push(!((hidden[next]?.from ?? start) < start));
    const from = nextTag;
    while ((tags[nextTag]?.at ?? start) < start) nextTag++;
    tagsBefore.push(joined(tags.slice(from, nextTag)));
    start += line.length + 1;
  }
  return {
    isPlain,
    tagsBefore: [...tagsBefore, joined(tags.slice(nextTag))],
    openFrom: openAt === undefined ? undefined : text.slice(0, openAt).split("\n").length - 1,
  };
}

interface Range {
  from: number;
  to: number;
}

interface Tag {
  at: number;
  text: string;
}

function joined(tags: readonly Tag[]): string {
  return tags.map(({ text }) => text).join("");
}

/** Where text is not what it looks like; in order, none within another. */
function constructsIn(text: string): { hidden: Range[]; tags: Tag[]; openAt?: number } {
  const hidden: Range[] = [];
  const tags: Tag[] = [];
  const runs = new Runs(text);
  const ends = new Ends(text);
  let openAt: number | undefined;
  let at = 0;

  /** Goes on behind a construct; to the end where it is not certain what it is. */
  function hide(from: number, to = Number.POSITIVE_INFINITY): number {
    hidden.push({ from, to });
    return to;
  }

  function afterAngle(from: number): number {
    if (text.startsWith("<!--", from)) {
      const end = ends.after("-->", from + 4);
      if (end === -1) openAt ??= from;
      if (end === -1 || /^-?>/.test(text.slice(from + 4, from + 6))) return from + 4;
      // Versions of Markdown differ on whether this is one.
      const isOdd = text.slice(from + 4, end).includes("--");
      return hide(from, isOdd ? undefined : end + 3);
    }
    const raw = RAW.find(([start]) => lengthAt(start, text, from) > 0);
    if (raw) {
      const end = ends.after(raw[1], from + 2);
      return end === -1 ? from + 1 : hide(from, end + raw[1].length);
    }
    const link = lengthAt(AUTOLINK, text, from);
    if (link > 0) return from + link;
    TAG.lastIndex = from;
    const tag = TAG.exec(text);
    if (!tag) return from + 1;
    if (tag[1] === undefined) return tag[0].length > LONGEST_ATTEMPT ? hide(from) : from + 1;
    tags.push({ at: from, text: tag[0] });
    return hide(from, from + tag[0].length);
  }

  function afterBracket(from: number): number {
    const pattern = { "](": TARGET, "][": LABEL, "![": IMAGE }[text.slice(from, from + 2)];
    if (!pattern) return from + 1;
    const length = lengthAt(pattern, text, from);
    return length > 0 ? from + length : hide(from);
  }

  if (DEFINITION.test(text)) at = hide(-1);
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const special = SPECIAL.exec(text);
    if (!special) break;
    const from = special.index;
    switch (special[0]) {
      case "\\":
        at = from + 2;
        break;
      case "`": {
        const behind = runs.behind(from);
        const close = runs.next(behind - from, behind);
        at = close === undefined ? behind : hide(from, close + behind - from);
        break;
      }
      case "<":
        at = afterAngle(from);
        break;
      default:
        at = afterBracket(from);
    }
  }
  return { hidden, tags, openAt };
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The runs of backticks, so that the end of a code span is found without looking at all between. */
class Runs {
  private readonly text: string;
  /** Where runs of a length stand, from the last to the first. */
  private readonly places = new Map<number, number[]>();

  constructor(text: string) {
    this.text = text;
    for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse()) {
      const known = this.places.get(run.length);
      if (known) known.push(index);
      else this.places.set(run.length, [index]);
    }
  }

  /** Where the run that `at` stands in is over. */
  behind(at: number): number {
    let end = at;
    while (this.text[end] === "`") end++;
    return end;
  }

  /** The next run of this length; to be asked for ever later places. */
  next(length: number, from: number): number | undefined {
    const places = this.places.get(length) ?? [];
    while ((places.at(-1) ?? from) < from) places.pop();
    return places.at(-1);
  }
}

/** Where something ends, without looking again for what is not there. */
class Ends {
  private readonly text: string;
  private readonly missing = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  after(end: string, from: number): number {
    if (this.missing.has(end)) return -1;
    const at = this.text.indexOf(end, from);
    if (at === -1) this.missing.add(end);
    return at;
  }
}
