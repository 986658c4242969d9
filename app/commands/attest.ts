import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import { isInForce } from "../../src/core/attestations.ts";
import { CONSIDERATION_BY_ID } from "../../src/core/catalogue/considerations.ts";
import { EXPECTATION_BY_ID } from "../../src/core/catalogue/expectations.ts";
import type { Expectation } from "../../src/core/catalogue/types.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { commandEntryMarker, toAttest } from "../../src/core/ledger.ts";
import { findRule } from "../../src/core/rules/index.ts";
import { code, md } from "../../src/report/escape.ts";
import { attestedText, standingInWords } from "../../src/report/ledger-reply.ts";
import { showingInWords } from "../../src/report/showing.ts";
import { capitalised } from "../../src/report/words.ts";
import type { StateFacts } from "../state/facts.ts";
import type { Judged } from "../state/situation.ts";
import { ledgerOf, verdictOn } from "../state/verdict.ts";
import type { Asking, Reply } from "./asking.ts";
import { consideredText } from "./considered.ts";
import { type GivenEvidence, lackingEvidence } from "./evidence.ts";
import { unknownId } from "./explain.ts";
import { onStageIssue } from "./stage-issue.ts";
import { whenJudged } from "./when-judged.ts";

/** The answer to `/dsp attest <id> <evidence>`: the sign-off, or why it cannot be recorded. */
export async function attested(
  asking: Asking,
  id: string,
  evidence: readonly GivenEvidence[],
): Promise<Reply | string> {
  const known = id.toUpperCase();
  if (CONSIDERATION_BY_ID.has(known)) {
    const { situation } = asking.reconciled;
    return whenJudged(situation, (judged) => considered(asking, judged, known, evidence));
  }
  const expectation = EXPECTATION_BY_ID.get(known);
  if (!expectation) return findRule(id) ? shownByFiles(id) : unknownId(id);
  if (!toAttest(known)) return shownOtherwise(expectation);
  return onStageIssue(asking, ({ facts }) => recorded(asking, facts, known, evidence));
}

async function recorded(
  asking: Asking,
  facts: StateFacts,
  expectation: string,
  evidence: readonly GivenEvidence[],
): Promise<Reply | string> {
  const lacking = await lackingEvidence(evidence, asking.reader, facts);
  if (lacking !== undefined) return `Nothing is recorded: ${md(lacking, 1000)}.\n`;
  return { text: entryOf(asking, facts, expectation, evidence), isEntry: true };
}

function entryOf(
  asking: Asking,
  facts: StateFacts,
  expectation: string,
  evidence: readonly GivenEvidence[],
): string {
  const { comment, login: by, now } = asking;
  const given = evidence.map(({ text }) => text);
  const marker = commandEntryMarker({
    did: "attest",
    expectation,
    by,
    from: comment.id,
    evidence: given,
  });
  const today = isoDateOf(now);
  const role = toAttest(expectation)?.role;
  const entry: Attestation = {
    expectation,
    by,
    date: today,
    ...(role && { role }),
    evidence: [...given, comment.url],
  };
  const before = ledgerOf(facts).find((one) => one.expectation === expectation);
  const { url: repositoryUrl, head: sha } = facts.repository;
  const text = attestedText({ repositoryUrl, sha }, entry, {
    before: before && isInForce(before, today) ? before : undefined,
    standing: standingWith(asking, facts, expectation, marker),
  });
  return `${marker}\n${text}`;
}

/** The outcome of an expectation once an entry that begins so is on the stage issue, after all others. */
export function standingWith(
  { account, now, judging, number, comment }: Asking,
  facts: StateFacts,
  expectation: string,
  marker: string,
): string {
  const others = [...facts.comments.values()].flat().map(({ createdAt }) => createdAt);
  // GitHub's clock may be ahead of ours, and it writes no parts of seconds.
  const [last = ""] = [now.toISOString().replace(/\.\d+/, ""), ...others].sort().slice(-1);
  const entry = {
    id: Number.MAX_SAFE_INTEGER,
    url: comment.url,
    author: account.login,
    isOurs: true,
    isEdited: false,
    createdAt: last,
    body: marker,
  };
  const before = facts.comments.get(number) ?? [];
  const comments = new Map(facts.comments).set(number, [...before, entry]);
  const verdict = verdictOn({ ...facts, comments }, judging);
  const result = verdict?.assessment.expectations.find(({ id }) => id === expectation);
  return standingInWords(expectation, verdict?.assessment.stage ?? "this stage", result);
}

/** A consideration is recorded in the project record, with its owner and its due date. */
async function considered(
  asking: Asking,
  { facts, verdict }: Judged,
  id: string,
  evidence: readonly GivenEvidence[],
): Promise<string> {
  const lacking = await lackingEvidence(evidence, asking.reader, facts);
  if (lacking !== undefined) return `${capitalised(md(lacking, 1000))}.\n`;
  const given = evidence.map(({ text }) => text);
  return consideredText(facts.repository, verdict.dossier.projectRecord, id, given);
}

function shownByFiles(rule: string): string {
  return `${code(rule)} is a rule. Rules check the files, so you cannot sign them off. \`/dsp explain ${rule}\` says what it wants.\n`;
}

function shownOtherwise({ id, shown }: Expectation): string {
  const more = `\`/dsp explain ${id}\` says more`;
  if (!shown) return `**${id}** needs no evidence. ${capitalised(more)}.\n`;
  // The catalogue's own words: nothing in them ends the fence.
  const ways = showingInWords(shown, findRule).join("\n");
  return `You cannot sign off **${id}**. This shows it:\n\n\`\`\`text\n${ways}\n\`\`\`\n\n${capitalised(more)}, and how to meet it.\n`;
}
