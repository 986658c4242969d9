import type { PolicyProblem } from "../core/policy/found.ts";
import { code, md } from "../report/escape.ts";
import { renderMarkdown } from "../report/markdown.ts";
import type { Note } from "../report/markdown-parts.ts";
import type { Judged } from "./judge.ts";

/** The runner refuses a step's summary above 1 MiB; it counts bytes. */
const MOST_BYTES = 1_000_000;

const HEADING = "## Data security and privacy";

/** Code points of a message, which is ours with what it quotes. */
const LONGEST = 800;

/** The summary of a verdict. */
export function verdictSummary(
  { assessment, files }: Judged,
  notes: readonly Note[],
  linkTo: (file: string, line: number | undefined) => string | undefined,
): string {
  return renderMarkdown(assessment, {
    linkTo,
    files,
    notes,
    hasFold: true,
    maxBytes: MOST_BYTES,
  });
}

/** The summary of a run that came to no verdict. */
export function refusalSummary(message: string): string {
  const lines = message.split("\n").map((line) => `- ${md(line, LONGEST)}\n`);
  return `${HEADING}: not judged\n\n${lines.join("")}`;
}

/** The summary of a run whose policy cannot be used. */
export function policySummary(problems: readonly PolicyProblem[]): string {
  const items = problems.map(
    ({ file, line, column, message, fix }) =>
      `- ${code(`${file}:${line}:${column}`)} · ${md(message, LONGEST)}; ${md(fix, LONGEST)}\n`,
  );
  return `${HEADING}: not judged\n\nNothing is judged by a policy that cannot be used.\n\n${items.join("")}`;
}
