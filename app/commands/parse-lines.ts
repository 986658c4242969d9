import { blocksOf } from "./parse-blocks.ts";
import { countTags, type Elements, isInside } from "./parse-elements.ts";
import { readInline } from "./parse-inline.ts";

/**
 * Which of a comment's lines are prose that its reader sees as written: not code, not quoted, not in
 * an HTML comment or in another place that is folded away or hidden. By index, in order.
 *
 * GitHub's own reading of Markdown is the measure. Where that is not certain, a line is not prose:
 * a command that has to be written again does less harm than one that nobody gave.
 */
export function proseLines(lines: readonly string[]): number[] {
  const nextEnd = commentEnds(lines);
  const elements: Elements = new Map();
  const prose: number[] = [];
  /** The last line of an HTML comment that goes on beyond the block that it begins in. */
  let hiddenTo = -1;
  for (const block of blocksOf(lines)) {
    if (block.last <= hiddenTo) continue;
    const isCounted = !block.isQuoted && block.first > hiddenTo;
    const after = nextEnd[block.last + 1] ?? Number.POSITIVE_INFINITY;
    if (block.kind === "html") {
      const isCut = countTags(block.texts.join("\n"), isCounted ? elements : new Map());
      if (isCut) hiddenTo = after;
      continue;
    }
    const { isPlain, tagsBefore, openFrom } = readInline(block.texts);
    // Without an end anywhere it is no comment: GitHub shows it as it stands.
    const isOpened = openFrom !== undefined && Number.isFinite(after);
    block.texts.forEach((_text, row) => {
      if (isCounted) countTags(tagsBefore[row] ?? "", elements);
      const index = block.first + row;
      const isHidden = index <= hiddenTo || (isOpened && row > openFrom);
      const isProse = isPlain[row] && !isHidden && !block.isQuoted && !isInside(elements);
      if (isProse) prose.push(index);
    });
    if (isCounted) countTags(tagsBefore.at(-1) ?? "", elements);
    if (isOpened) hiddenTo = after;
  }
  return prose;
}

/** For each line, the first one from there on that has the end of an HTML comment. */
function commentEnds(lines: readonly string[]): number[] {
  const ends: number[] = new Array(lines.length);
  let next = Number.POSITIVE_INFINITY;
  for (let index = lines.length - 1; index >= 0; index--) {
    if (lines[index]?.includes("-->")) next = index;
    ends[index] = next;
  }
  return ends;
}
