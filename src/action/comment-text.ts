import { pathUri } from "../report/escape.ts";
import { lastLine } from "../report/last-line.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { heading, type Note } from "../report/markdown-parts.ts";
import { standingAndWaived } from "../report/order.ts";
import type { Posting } from "./inputs.ts";
import type { JudgedOccasion } from "./judge.ts";

/** Tells the comment of this check from others of the same account; nobody sees it. */
export function commentMarker(folder: string | undefined): string {
  return `<!-- dsp-lifecycle check ${folder === undefined ? "." : pathUri(folder)} -->`;
}

export interface CommentOptions {
  posting: Exclude<Posting, "never">;
  notes: readonly Note[];
  linkTo: (file: string, line: number | undefined) => string | undefined;
  /** Address of the docs, for links to rules. */
  docs?: string;
  /** The page of the runs that checked the pull request: the same for each of them. */
  checksUrl: string;
}

/** GitHub takes 65,536 characters; some room is left for what it may add. */
const MOST_BYTES = 60_000;

/**
 * What the comment says, or undefined if there must be no comment. A comment on an earlier push is
 * marked as settled, not removed: people may have answered it.
 */
export function commentText(
  judged: JudgedOccasion,
  { posting, notes, linkTo, docs, checksUrl }: CommentOptions,
  isThere: boolean,
): string | undefined {
  const { assessment, files, isTouched, folder, failOn } = judged;
  const more = `\n[Checks of this pull request](${checksUrl})\n`;
  const { standing } = standingAndWaived(assessment.findings);
  const hasWork = standing.some(({ level }) => level !== "notice");
  if (hasWork && (isTouched || posting === "always")) {
    const options = {
      linkTo,
      docs,
      files,
      notes,
      hasFold: true,
      folder,
      failOn,
      isTouched,
      beforeLast: more,
      maxBytes: MOST_BYTES,
    };
    return renderMarkdown(assessment, options);
  }
  if (!isThere) return undefined;
  const settled = hasWork
    ? "This pull request no longer changes what is judged here."
    : "Settled: everything here is done.";
  return `${heading(assessment, folder)}\n${settled}\n${more}\n**${lastLine(assessment, failOn)}**\n`;
}
