import { renderMarkdown } from "../report/markdown.ts";
import type { Note } from "../report/markdown-parts.ts";
import type { JudgedOccasion } from "./judge.ts";

/** The runner refuses a step's summary above 1 MiB; it counts bytes. */
const MOST_BYTES = 1_000_000;

/** The summary of a verdict. */
export function verdictSummary(
  { assessment, files, folder, failOn, isTouched }: JudgedOccasion,
  notes: readonly Note[],
  linkTo: (file: string, line: number | undefined) => string | undefined,
  docs: string | undefined,
): string {
  return renderMarkdown(assessment, {
    linkTo,
    docs,
    files,
    notes,
    hasFold: true,
    folder,
    failOn,
    isTouched,
    maxBytes: MOST_BYTES,
  });
}
