import { fingerprint } from "../../src/core/fingerprint.ts";
import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { code, md } from "../../src/report/escape.ts";

/** Code points of a message, which is ours with what it quotes. */
const LONGEST = 500;

/** People hardly read more, and to fix one often fixes others. */
const MOST_LISTED = 5;

/** What is wrong, without its line: one more line above it changes nothing. */
export function whatIsWrong(problems: readonly PolicyProblem[]): string {
  return fingerprint(problems.map(({ message }) => message));
}

/** What is wrong with a policy, as items of a list; one more says how many others there are. */
export function problemItems(problems: readonly PolicyProblem[]): string[] {
  const items = itemsOf(problems);
  const listed = items.slice(0, MOST_LISTED);
  const more = items.length - listed.length;
  return more > 0 ? [...listed, `- … and ${more} more\n`] : listed;
}

function itemsOf(problems: readonly PolicyProblem[]): string[] {
  return problems.map(
    ({ file, line, column, message, fix }) =>
      `- ${code(`${file}:${line}:${column}`)} · ${md(message, LONGEST)}; ${md(fix, LONGEST)}\n`,
  );
}
