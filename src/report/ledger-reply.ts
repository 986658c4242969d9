import type { Attestation } from "../core/artefacts/project-record.ts";
import type { ExpectationResult } from "../core/assessment.ts";
import { holdsUntil } from "../core/attestations.ts";
import { toAttest } from "../core/ledger.ts";
import { code, md } from "./escape.ts";
import { evidenceList, LONGEST, type Signed } from "./stage-issue-attest.ts";
import { lackingIn, OUTCOME_WORDS } from "./words.ts";

/** What links to the evidence of an entry are made from. */
export type EntryView = Pick<Signed, "repositoryUrl" | "sha">;

/** A sign-off: what it says, who signed, how long it lasts, and what the expectation is now. */
export function attestedText(
  view: EntryView,
  entry: Attestation,
  { before, standing }: { before?: Attestation; standing: string },
): string {
  const { expectation, by, role } = entry;
  const { attestation = "" } = toAttest(expectation) ?? {};
  const as = role ? ` as ${code(role)}` : "";
  const instead = before
    ? `- Replaces: the sign-off by ${code(before.by)} on ${before.date}\n`
    : "";
  return `${code(by)} signed off **${expectation}**${as}.

- Statement: ${md(attestation, LONGEST)}
- Evidence: ${evidenceList(view, entry.evidence)}
- Lasts: from ${entry.date} until ${holdsUntil(entry)}
${instead}- ${standing}

${IS_RECORD} To withdraw the sign-off, comment \`/dsp revoke ${expectation}\`.
`;
}

/** A sign-off withdrawn: what the expectation is now, and where else it is signed off. */
export function revokedText(
  by: string,
  { expectation, by: signedBy, date }: Attestation,
  { standing, recorded }: { standing: string; recorded?: string },
): string {
  const whose = by === signedBy ? "their" : `${code(signedBy)}'s`;
  return `${code(by)} withdrew ${whose} sign-off of **${expectation}** from ${date}.

- ${standing}
${recorded === undefined ? "" : `- ${recorded}\n`}
${IS_RECORD} To sign it off again, comment \`/dsp attest ${expectation} <evidence>\`.
`;
}

const IS_RECORD =
  "This comment is the record: do not edit or delete it, or the comment that it answers.";

/** The outcome of an expectation at a stage: met, or what is still missing. */
export function standingInWords(
  id: string,
  stage: string,
  result: ExpectationResult | undefined,
): string {
  if (!result) return `At ${stage}: **${id}** is not expected, but the sign-off is kept`;
  const { outcome } = result;
  const lacking = lackingIn(result).map(({ detail }) => md(detail.replace(/^or /, ""), LONGEST));
  const what = lacking.length > 0 && outcome !== "met" ? `: ${lacking.join("; ")}` : "";
  return `At ${stage}: **${id}** is ${OUTCOME_WORDS[outcome]}${what}`;
}
