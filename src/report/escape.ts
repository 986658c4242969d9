import { visible } from "../core/quote.ts";

/** Code points of one untrusted value in Markdown. */
const LONGEST = 200;

/** Put inside a reference or a link, it keeps GitHub from acting on it, and nobody sees it. */
const GAP = "\u200b";

/** Text that others wrote on one line, for terminals and logs; cut at `most` code points. */
export function oneLine(text: string, most = Number.POSITIVE_INFINITY): string {
  return visible(cut(text.replace(/\s+/gu, " ").trim(), most));
}

/**
 * Text that others wrote as Markdown for one line, cut at `most` code points. Code spans stay
 * code; nothing else in it becomes a link, an image, HTML, a mention, a reference or a block.
 */
export function md(text: string, most = LONGEST): string {
  const line = cut(text.replace(/\s+/gu, " ").trim(), most);
  let out = "";
  // Prose is disarmed as a whole: parts of an address on both sides of a seam would make one.
  let plain = "";
  let at = 0;
  for (const { 0: span, 1: content = "", index } of line.matchAll(/`([^`]+)`/g)) {
    plain += line.slice(at, index);
    at = index + span.length;
    if (!canBeCode(visible(content))) {
      plain += content;
      continue;
    }
    out += prose(plain);
    plain = "";
    // Two spans in a row would otherwise read as one with double fences.
    if (out.endsWith("`")) out += GAP;
    out += code(content, most);
  }
  // A blank from inside of what was no span could hide what begins a block, or break a line.
  return unblocked((out + prose(plain + line.slice(at))).trim());
}

/** Text that others wrote as a code span, or as plain text if a span cannot hold it. */
export function code(text: string, most = LONGEST): string {
  const content = visible(cut(text, most));
  if (!canBeCode(content)) return prose(content.trim());
  const padded = /^ .*[^ ].* $/.test(content) ? ` ${content} ` : content;
  return `\`${padded.replaceAll("<!--", `<${GAP}!--`)}\``;
}

/** No escape works in a code span, and in a table a bar would end the cell. */
function canBeCode(content: string): boolean {
  return content !== "" && !/[`|]/.test(content);
}

/** An address for a Markdown link; undefined if it is not a web address. */
export function linkTarget(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  return wellFormed(url).replace(/[^\w\-.~:/?#@!&*+,=%]/gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

/** JSON text whose strings hold no character that a terminal obeys or an eye misses. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu,
    (character) =>
      Array.from({ length: character.length }, (_unit, index) => character.charCodeAt(index))
        .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
        .join(""),
  );
}

/** A path relative to the repository as a URI: percent-encoded between its slashes. */
export function pathUri(path: string): string {
  return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}

/** Lone surrogates have no encoding: they become replacement characters. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Cuts at so many code points, never inside one, and says so with `…`. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // One unit beyond what `most` pairs take, so that what is longer is seen to be longer.
  const points = Array.from(text.slice(0, most * 2 + 1));
  return points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  "`": "&#96;",
  // It begins mathematics on GitHub, and a backslash does not always prevent that.
  $: "&#36;",
};

function prose(text: string): string {
  return disarmed(visible(text)).replace(
    /[\\`*_[\]()!|~<>&$]/g,
    (character) => ENTITIES[character] ?? `\\${character}`,
  );
}

/** Breaks what GitHub turns into links by itself: mentions, references, commits, addresses, emoji. */
function disarmed(text: string): string {
  return text
    .replaceAll("@", `@${GAP}`)
    .replace(/#(?=\d)/g, `#${GAP}`)
    .replace(/GH-(?=\d)/gi, `$&${GAP}`)
    .replaceAll("://", `:${GAP}//`)
    .replace(/www(?=\.)/gi, `$&${GAP}`)
    .replace(/:(?=[\w+-]+:)/g, `:${GAP}`)
    .replace(/\b[\da-f]{7,40}\b/gi, (commit) => commit.replace(/.{4}/g, `$&${GAP}`));
}

/** What makes a list, a rule, an underline or a heading of the line that it begins. */
const BLOCK_START =
  /^(?:[-+](?=\s|$)|-(?=[-\s]+$)|=(?=[=\s]*$)|#(?=#{0,5}(?:\s|$))|\d+(?=\.(?:\s|$)))/;

function unblocked(text: string): string {
  return text.replace(BLOCK_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
