import { pathFault } from "../../src/core/paths.ts";
import { list, quote } from "../../src/core/quote.ts";
import { hasCommit, hasIssue, hasPath } from "../../src/github/presence.ts";
import type { Reader } from "../../src/github/reader.ts";
import type { StateFacts } from "../state/facts.ts";

/** Evidence as someone wrote it, and what it is. */
export type GivenEvidence = { text: string } & (
  | { kind: "link" | "path" | "commit" }
  /** Without a number: of another repository, which the App may not be allowed to see. */
  | { kind: "issue"; number?: number }
);

/** How many pieces of evidence one command may name: each takes a request. */
export const MOST_EVIDENCE = 3;

const LONGEST = 500;

const ACCEPTED =
  "write a link (`https://…`), a path of the default branch, an issue (`#12` or `owner/repo#12`) or a commit (7 to 40 hexadecimal digits)";

/** The kind of evidence that a word is, or one line on why it cannot be evidence. Others look whether it exists. */
export function readEvidence(word: string): GivenEvidence | string {
  // Markdown's own way to write an address.
  const text = word.replace(/^<(https:.*)>$/i, "$1").replace(/(?<=[^/])\/$/, "");
  const kind = kindOf(text);
  return kind ? { text, ...kind } : `the evidence is ${quote(word)}; ${ACCEPTED}`;
}

function kindOf(text: string): Pick<GivenEvidence, "kind"> | undefined {
  if (text.length > LONGEST) return undefined;
  const [issue, repository, number] = /^([\w.-]+\/[\w.-]+)?#([1-9]\d{0,9})$/.exec(text) ?? [];
  if (issue)
    return { kind: "issue", ...(repository ? {} : { number: Number(number) }) } as GivenEvidence;
  if (/^[0-9a-f]{7,40}$/i.test(text)) return { kind: "commit" };
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return isLink(text) ? { kind: "link" } : undefined;
  return pathFault(text) === undefined ? { kind: "path" } : undefined;
}

/** Nobody shows a name and a password to all who read the entry. */
function isLink(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}

/**
 * The evidence that is missing, as one line; undefined if it all exists. One request for each piece,
 * and none for links and other repositories' issues, which nobody follows. Rejects with a `CannotRunError`.
 */
export async function lackingEvidence(
  evidence: readonly GivenEvidence[],
  reader: Reader,
  facts: StateFacts,
): Promise<string | undefined> {
  const lacking: string[] = [];
  for (const one of evidence) {
    if (!(await isThere(one, reader, facts))) lacking.push(quote(one.text));
  }
  if (lacking.length === 0) return undefined;
  const { defaultBranch, head } = facts.repository;
  const commit = head ? `, commit \`${head.slice(0, 7)}\`` : "";
  return `the evidence ${list(lacking)} is not in this repository (branch \`${defaultBranch}\`${commit}); ${ACCEPTED}`;
}

async function isThere(
  one: GivenEvidence,
  reader: Reader,
  { repository }: StateFacts,
): Promise<boolean> {
  switch (one.kind) {
    case "link":
      return true;
    case "issue":
      return one.number === undefined || hasIssue(reader, repository, one.number);
    case "commit":
      return hasCommit(reader, repository, one.text);
    case "path":
      return (
        repository.head !== undefined && hasPath(reader, repository, repository.head, one.text)
      );
  }
}
