import type { StageClaim } from "../../src/core/stages.ts";
import { forService, starterFiles } from "../../src/core/templates/index.ts";
import { code } from "../../src/report/escape.ts";
import { starterItem } from "../../src/report/starter-files.ts";
import type { StateFacts } from "../state/facts.ts";
import { readState } from "../state/read.ts";
import { stageOf } from "../state/stage.ts";
import type { Asking } from "./asking.ts";
import { NOT_OPTED_IN, policyBroken } from "./words.ts";

/** The answer to `/dsp init [stage]`: a link for each file that a stage asks for and that is not there. */
export async function begun(asking: Asking, stage: StageClaim | undefined): Promise<string> {
  const facts = asking.reconciled.situation.facts ?? (stage && (await readAnyway(asking)));
  if (!facts) {
    return `${NOT_OPTED_IN}\nTo start the files now, comment \`/dsp init alpha\`, with your stage.\n`;
  }
  if (!facts.policy.ok) return policyBroken(facts.policy.problems);
  const { policy } = facts.policy;
  const claim = stage ?? stageOf(facts);
  if (!claim) return NOT_OPTED_IN;
  const { name } = facts.repository;
  const all = starterFiles(claim, policy.paths).map(({ path, text }) => ({
    path,
    text: forService(text, name),
  }));
  const missing = all.filter(({ path }) => !facts.files.has(path));
  const there = all.flatMap(({ path }) => {
    const file = facts.files.get(path);
    return file ? [code(file.at ?? file.stray ?? path)] : [];
  });
  const kept = there.length > 0 ? `\nYou already have: ${there.join(", ")}.\n` : "";
  if (missing.length === 0) {
    return `You have every file that you need at ${claim.stage}. \`/dsp assess\` says what to add to them.\n${kept}`;
  }
  const items = missing.map((file) => starterItem(facts.repository, file));
  const isMapMissing = missing.some(({ path }) => path === policy.paths.dataMap);
  const first = isMapMissing ? " Start with the data map: the others refer to it." : "";
  const them = missing.length === 1 ? "this file is" : "these files are";
  return `At ${claim.stage} ${them} missing. Each link opens a new file on GitHub with the template in it. Fill in what is empty, then propose it as a pull request.${first}

${items.join("")}${kept}
Then comment \`/dsp assess\` to see what to fill in, and on which line.
`;
}

/** If nothing declares a stage, only the repository's name was read before. */
function readAnyway({ reader, repository, account, now }: Asking): Promise<StateFacts | undefined> {
  return readState({ reader, repository, account, now, hasProperty: true });
}
