import type { ExpectationResult } from "../core/assessment.ts";
import { holdsUntil, isSignedAs } from "../core/attestations.ts";
import { toAttest } from "../core/ledger.ts";
import { TO_BE_ATTESTED } from "../core/outcomes.ts";
import { list } from "../core/quote.ts";
import { code, linkTarget, md } from "./escape.ts";
import { Room } from "./room.ts";
import { boxMark } from "./stage-issue-marks.ts";
import { type StageIssueView, seenAt } from "./stage-issue-view.ts";

/** Code points of a sentence of ours, with what it quotes. */
export const LONGEST = 800;

/** Pieces of evidence named if not all are, and how many bytes those of one entry may take. */
const MOST_EVIDENCE = 3;
const MOST_EVIDENCE_BYTES = 8_000;

/** Whether a person can sign it off now, and nobody has. */
export function isToAttest(result: ExpectationResult): boolean {
  return openAttestations(result).length > 0 && toAttest(result.id) !== undefined;
}

/** A box as the text of an item, with what ticking it says. */
export function box(id: string, lead: string): string {
  const { attestation } = toAttest(id) ?? { attestation: "" };
  return `[ ] ${lead}${md(attestation, LONGEST)} ${boxMark(id)}`;
}

/** Who must tick it, and what is wrong with an earlier sign-off. */
export function asked(result: ExpectationResult): string[] {
  const role = toAttest(result.id)?.role;
  const who = role
    ? [`Who: a ${role.replaceAll("-", " ")}. If you tick the box, you sign as \`${role}\``]
    : [];
  const wrong = openAttestations(result)
    // One of several ways begins with "or".
    .map(({ detail }) => detail.replace(/^or /, ""))
    .filter((detail) => !detail.startsWith(TO_BE_ATTESTED))
    .map((detail) => `Signed off before, but ${md(detail, LONGEST)}`);
  return [...who, ...wrong];
}

/** What sign-offs are shown from. */
export type Signed = Pick<StageIssueView, "repositoryUrl" | "sha" | "attestations">;

/** Who signed it off, when, until when, and with what evidence: its first pieces, unless all are wanted. */
export function signatures(
  view: Signed,
  { id }: ExpectationResult,
  shownEvidence: "first" | "all" = "first",
): string[] {
  const role = toAttest(id)?.role;
  const most = shownEvidence === "all" ? Number.POSITIVE_INFINITY : MOST_EVIDENCE;
  return view.attestations
    .filter((one) => one.expectation === id && isSignedAs(one, role))
    .map((one) => {
      const as = one.role ? ` as ${md(one.role, 100)}` : "";
      const until = md(holdsUntil(one), 20);
      return `Signed off by ${md(one.by, 100)}${as} on ${md(one.date, 20)}, until ${until}: ${evidenceList(view, one.evidence, most)}`;
    });
}

function openAttestations({ by }: ExpectationResult): ExpectationResult["by"] {
  return by.filter(({ kind, outcome }) => kind === "attestation" && outcome === "open");
}

/** Pieces of evidence, at most so many and as much as a paragraph holds, and then how many more there are. */
export function evidenceList(
  view: Pick<Signed, "repositoryUrl" | "sha">,
  evidence: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string {
  const room = new Room(MOST_EVIDENCE_BYTES);
  const shown: string[] = [];
  for (const one of evidence.slice(0, most)) {
    const reference = referenceOf(view, one);
    if (room.take(reference) === "") break;
    shown.push(reference);
  }
  const rest = evidence.length - shown.length;
  return list(rest > 0 ? [...shown, `${rest} more`] : shown);
}

/** A comment of this repository and a path in it are links; an address that someone wrote is text. */
function referenceOf(view: Pick<Signed, "repositoryUrl" | "sha">, reference: string): string {
  const own = `${view.repositoryUrl}/issues/`;
  if (reference.startsWith(own) && /^\d+#issuecomment-\d+$/.test(reference.slice(own.length))) {
    return `[comment](${linkTarget(reference)})`;
  }
  const isPath = /^\.?[\w-][\w.-]*(?:\/\.?[\w-][\w.-]*)*\.\w+$/.test(reference);
  const target = isPath ? linkTarget(seenAt(view, reference)) : undefined;
  return target === undefined ? code(reference) : `[${code(reference)}](${target})`;
}
