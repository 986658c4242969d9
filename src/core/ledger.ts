import type { Attestation } from "./artefacts/project-record.ts";
import { EXPECTATION_BY_ID } from "./catalogue/expectations.ts";
import { type AttestationShowing, attestationsIn as leavesToAttest } from "./catalogue/showing.ts";
import { isIsoDate } from "./dates.ts";

/** A comment on a stage issue, as GitHub tells of it. */
export interface LedgerComment {
  id: number;
  url: string;
  author: string;
  /** Whether this App wrote it: GitHub says so, and nobody can pretend. */
  isOurs: boolean;
  isEdited: boolean;
  /** ISO instant, in UTC. */
  createdAt: string;
  body: string;
}

/** Whether an account can be named in the ledger. Accounts that a company manages have `_` in theirs. */
const LOGIN = "[A-Za-z0-9_-]{1,39}";
const ROLE = "[a-z0-9]+(?:-[a-z0-9]+)*";

const IS_LOGIN = new RegExp(`^${LOGIN}$`);
const IS_ROLE = new RegExp(`^${ROLE}$`);
const MARKER = new RegExp(
  `^<!-- dsp-lifecycle attest (DSP-[A-Z]+-\\d+) by (${LOGIN})(?: as (${ROLE}))? -->$`,
);

/** What a person says who attests an expectation, and the role asked for; undefined where nobody can. */
export function toAttest(expectation: string): AttestationShowing | undefined {
  return leavesToAttest(EXPECTATION_BY_ID.get(expectation)?.shown)[0];
}

/** What the ledger attests, oldest first; of several entries for one expectation the last counts. */
export function attestationsIn(comments: readonly LedgerComment[]): Attestation[] {
  const entries = new Map<string, Attestation>();
  for (const comment of [...comments].sort(byAge)) {
    const entry = entryIn(comment);
    if (!entry) continue;
    // Taken out first, so that a later entry also stands at its own place.
    entries.delete(entry.expectation);
    entries.set(entry.expectation, entry);
  }
  return [...entries.values()];
}

/** The comment for a ticked box, as Markdown. The role is the one that the expectation asks for, unless given. */
export function ledgerEntry(entry: { expectation: string; by: string; role?: string }): string {
  const { expectation, by } = entry;
  const asked = toAttest(expectation);
  if (!asked) throw new TypeError(`${expectation} is nothing that a person can attest`);
  const role = entry.role ?? asked.role;
  if (!IS_LOGIN.test(by)) throw new TypeError(`not a login: ${JSON.stringify(by)}`);
  if (role !== undefined && !IS_ROLE.test(role)) {
    throw new TypeError(`not the slug of a role: ${JSON.stringify(role)}`);
  }
  const marker = `<!-- dsp-lifecycle attest ${expectation} by ${by}${role ? ` as ${role}` : ""} -->`;
  const signed = role ? `, signing as \`${role}\`` : "";
  return `${marker}
\`${by}\` ticked **${expectation}**${signed}: ${asked.attestation}

It holds for a year from the day of this comment. To take it back, delete the comment: it counts only while it stands here as it was written.
`;
}

/** One comment as an entry. What people write themselves is no entry yet; it would be read here. */
function entryIn(comment: LedgerComment): Attestation | undefined {
  return entryOfApp(comment);
}

/** Anyone can copy a marker: only what this App wrote, and nobody changed since, is an entry. */
function entryOfApp(comment: LedgerComment): Attestation | undefined {
  const { isOurs, isEdited, body, createdAt, url } = comment;
  if (!isOurs || isEdited) return undefined;
  const [first = ""] = body.split(/\r?\n/, 1);
  const [, expectation = "", by = "", role] = MARKER.exec(first) ?? [];
  const on = createdAt.slice(0, 10);
  if (!toAttest(expectation) || !isIsoDate(on)) return undefined;
  return { expectation, by, on, ...(role ? { role } : {}), evidence: [url] };
}

function byAge(one: LedgerComment, other: LedgerComment): number {
  if (one.createdAt === other.createdAt) return one.id - other.id;
  return one.createdAt < other.createdAt ? -1 : 1;
}
