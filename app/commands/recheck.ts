import { code } from "../../src/report/escape.ts";
import { capitalised, count, countsInWords, metInWords } from "../../src/report/words.ts";
import { verdictOn } from "../state/verdict.ts";
import type { Asking } from "./asking.ts";
import { NOT_OPTED_IN, policyBroken } from "./words.ts";

/** The answer to `/dsp recheck`. The repository was read, and put right, before any command is answered. */
export function rechecked({ reconciled, now }: Asking): string {
  const { facts, writes } = reconciled;
  if (!facts) return NOT_OPTED_IN;
  const { policy, repository } = facts;
  const put =
    writes === 0
      ? "Everything stood as it should."
      : `${count(writes, "thing")} had to be put right, and ${writes === 1 ? "is" : "are"}.`;
  const commit = repository.head ? `Commit ${code(repository.head.slice(0, 7))}` : "No commit yet";
  const read = `${commit} of ${code(repository.defaultBranch)} was read.`;
  if (!policy.ok) return `${read} ${policyBroken(policy.problems)}`;
  const verdict = verdictOn(facts, now);
  if (!verdict) return `${read} ${NOT_OPTED_IN}`;
  const { counts, expectations, stage } = verdict.assessment;
  const found = `${capitalised(`at ${stage}`)}: ${countsInWords(counts)}; ${metInWords(expectations)}.`;
  return `${read} ${found} ${put}\n`;
}
