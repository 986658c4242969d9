import { code } from "../../src/report/escape.ts";
import { capitalised, count, countsInWords, metInWords } from "../../src/report/words.ts";
import type { Asking } from "./asking.ts";
import { whyNotJudged } from "./when-judged.ts";
import { NOT_OPTED_IN } from "./words.ts";

/** The answer to `/dsp recheck`. The App reads the repository, and updates its issues, before it answers any command. */
export function rechecked({ reconciled }: Asking): string {
  const { situation, writes } = reconciled;
  if (!situation.facts) return NOT_OPTED_IN;
  const { repository } = situation.facts;
  const put =
    writes === 0 ? "Everything was up to date." : `The App updated ${count(writes, "thing")}.`;
  const commit = repository.head ? `Commit ${code(repository.head.slice(0, 7))}` : "No commit yet";
  const read = `${commit} of ${code(repository.defaultBranch)} was read.`;
  if (situation.kind !== "judged") return `${read} ${whyNotJudged(situation)}`;
  const { counts, expectations, stage } = situation.verdict.assessment;
  const found = `${capitalised(`at ${stage}`)}: ${countsInWords(counts)}; ${metInWords(expectations)}.`;
  return `${read} ${found} ${put}\n`;
}
