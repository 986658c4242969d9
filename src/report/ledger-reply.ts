import type { Attestation } from "../core/artefacts/project-record.ts";
import type { ExpectationResult } from "../core/assessment.ts";
import { holdsUntil } from "../core/attestations.ts";
import { toAttest } from "../core/ledger.ts";
import { code, md } from "./escape.ts";
import { evidenceList, LONGEST, type Signed } from "./stage-issue-attest.ts";
import { lackingIn, OUTCOME_WORDS } from "./words.ts";

/** Where an entry of the ledger is shown. */
export type EntryView = Pick<Signed, "repositoryUrl" | "sha">;

/** What an entry attests, by whom and how, until when it holds, and what it comes to. */
export function attestedText(
  view: EntryView,
  entry: Attestation,
  { before, standing }: { before?: Attestation; standing: string },
): string {
  const { expectation, by, role } = entry;
  const { attestation = "" } = toAttest(expectation) ?? {};
  const as = role ? `, signing as ${code(role)}` : "";
  const instead = before
    ? `- In place of: what ${code(before.by)} attested on ${before.date}\n`
    : "";
  return `${code(by)} attests **${expectation}**${as}.

- What is attested: ${md(attestation, LONGEST)}
- Evidence: ${evidenceList(view, entry.evidence)}
- Holds: from ${entry.date} until ${holdsUntil(entry)}
${instead}- ${standing}

This is the entry. It counts while the comment that asks for it and this one stand here unedited; \`/dsp revoke ${expectation}\` takes it back.
`;
}

/** What taking back an entry comes to, and where else it is attested. */
export function revokedText(
  by: string,
  { expectation, by: signedBy, date }: Attestation,
  { standing, recorded }: { standing: string; recorded?: string },
): string {
  return `${code(by)} takes back what ${code(signedBy)} attested of **${expectation}** on ${date}.

- ${standing}
${recorded === undefined ? "" : `- ${recorded}\n`}
This is the entry. It counts while the comment that asks for it and this one stand here unedited. A new \`/dsp attest ${expectation}\` with its evidence counts again.
`;
}

/** What an expectation comes to at a stage: met, or what it still lacks. */
export function standingInWords(
  id: string,
  stage: string,
  result: ExpectationResult | undefined,
): string {
  if (!result) return `At ${stage}: **${id}** is not asked for; the entry is kept`;
  const { outcome } = result;
  const lacking = lackingIn(result).map(({ detail }) => md(detail.replace(/^or /, ""), LONGEST));
  const what = lacking.length > 0 && outcome !== "met" ? `: ${lacking.join("; ")}` : "";
  return `At ${stage}: **${id}** is ${OUTCOME_WORDS[outcome]}${what}`;
}
