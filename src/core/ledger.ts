import type { Attestation } from "./artefacts/project-record.ts";
import { EXPECTATION_BY_ID } from "./catalogue/expectations.ts";
import { type AttestationShowing, attestationsIn } from "./catalogue/showing.ts";
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

/** What someone wrote, as nothing but letters, digits, `_`, `~`, `.` and `%`: it cannot end a marker. */
const ENCODED = "[\\w.~%]+";
const MARKER = new RegExp(
  `^<!-- dsp-lifecycle (attest|revoke) (DSP-[A-Z]+-\\d+) by (${LOGIN})(?: as (${ROLE}))?(?: from (\\d+))?((?: evidence ${ENCODED})*) -->$`,
);

/** What a person signs off for an expectation, and the required role; undefined if nobody can sign it off. */
export function toAttest(expectation: string): AttestationShowing | undefined {
  return attestationsIn(EXPECTATION_BY_ID.get(expectation)?.shown)[0];
}

/**
 * What the ledger attests, oldest first; of several entries for one expectation the last counts, and
 * one that revokes takes back those before it. An entry that answers somebody's comment counts only
 * while that comment is among these, unedited.
 */
export function attestationsInLedger(comments: readonly LedgerComment[]): Attestation[] {
  const entries = new Map<string, Attestation>();
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  for (const comment of [...comments].sort(byAge)) {
    const entry = entryIn(comment, byId);
    if (!entry) continue;
    // Taken out first, so that a later entry is also at its own place.
    entries.delete(entry.attestation.expectation);
    if (!entry.isRevoked) entries.set(entry.attestation.expectation, entry.attestation);
  }
  return [...entries.values()];
}

/** The comment for a ticked box, as Markdown. The role is the one that the expectation asks for, unless given. */
export function ledgerEntry(entry: { expectation: string; by: string; role?: string }): string {
  const { expectation, by } = entry;
  const asked = toAttest(expectation);
  if (!asked) throw new TypeError(`a person cannot sign off ${expectation}`);
  const role = entry.role ?? asked.role;
  const marker = markerOf({ did: "attest", expectation, by, role, evidence: [] });
  const signed = role ? `, signing as \`${role}\`` : "";
  return `${marker}
\`${by}\` ticked **${expectation}**${signed}: ${asked.attestation}

This sign-off lasts one year from today. This comment is the record, so do not edit it. To withdraw the sign-off, comment \`/dsp revoke ${expectation}\` or delete this comment.
`;
}

/** An entry that answers a command of somebody's: the first line of the App's reply, which nobody sees. */
export function commandEntryMarker(entry: {
  did: "attest" | "revoke";
  expectation: string;
  by: string;
  /** The id of their comment. */
  from: number;
  evidence?: readonly string[];
}): string {
  const asked = toAttest(entry.expectation);
  if (!asked) throw new TypeError(`${entry.expectation} is nothing that a person can attest`);
  const role = entry.did === "attest" ? asked.role : undefined;
  return markerOf({ evidence: [], ...entry, role });
}

function markerOf({
  did,
  expectation,
  by,
  role,
  from,
  evidence,
}: {
  did: "attest" | "revoke";
  expectation: string;
  by: string;
  role?: string;
  from?: number;
  evidence: readonly string[];
}): string {
  if (!IS_LOGIN.test(by)) throw new TypeError(`not a login: ${JSON.stringify(by)}`);
  if (role !== undefined && !IS_ROLE.test(role)) {
    throw new TypeError(`not the slug of a role: ${JSON.stringify(role)}`);
  }
  const parts = [
    `${did} ${expectation} by ${by}`,
    ...(role ? [`as ${role}`] : []),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...evidence.map((one) => `evidence ${encoded(one)}`),
  ];
  return `<!-- dsp-lifecycle ${parts.join(" ")} -->`;
}

/** As in an address, and without the characters that mean something in HTML or Markdown. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[-!*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Undefined if it is no encoding: only someone else can have written that. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Anyone can copy a marker: only what this App wrote, and nobody changed since, is an entry. */
function entryIn(
  comment: LedgerComment,
  byId: ReadonlyMap<number, LedgerComment>,
): { attestation: Attestation; isRevoked: boolean } | undefined {
  const { isOurs, isEdited, body, createdAt, url } = comment;
  if (!isOurs || isEdited) return undefined;
  const [first = ""] = body.split(/\r?\n/, 1);
  const [, did, expectation = "", by = "", role, from, given = ""] = MARKER.exec(first) ?? [];
  const on = createdAt.slice(0, 10);
  if (!toAttest(expectation) || !isIsoDate(on)) return undefined;
  // The attestation is what the person wrote; the App's reply only says what it took it for.
  const said = from === undefined ? comment : byId.get(Number(from));
  if (!said || said.isEdited) return undefined;
  const evidence = given.split(" evidence ").flatMap((one) => (one && decoded(one)) || []);
  return {
    attestation: {
      expectation,
      by,
      date: on,
      ...(role ? { role } : {}),
      evidence: [...evidence, from === undefined ? url : said.url],
    },
    isRevoked: did === "revoke",
  };
}

function byAge(one: LedgerComment, other: LedgerComment): number {
  if (one.createdAt === other.createdAt) return one.id - other.id;
  return one.createdAt < other.createdAt ? -1 : 1;
}
