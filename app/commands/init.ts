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
    return `${NOT_OPTED_IN}\n\`/dsp init alpha\`, with your stage, gives links that begin the files.\n`;
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
  const kept = there.length > 0 ? `\nThere already: ${there.join(", ")}.\n` : "";
  if (missing.length === 0) {
    return `Every file that ${claim.stage} asks for is there. \`/dsp assess\` says what they still need.\n${kept}`;
  }
  const items = missing.map((file) => starterItem(facts.repository, file));
  const isMapMissing = missing.some(({ path }) => path === policy.paths.dataMap);
  const first = isMapMissing ? " The data map comes first: the others refer to it." : "";
  const them = missing.length === 1 ? "this file is" : "these files are";
  return `At ${claim.stage} ${them} missing. A link opens GitHub's page for a new file, with the template in it; fill in what is empty and propose it as a pull request.${first}

${items.join("")}${kept}
\`/dsp assess\` then says what is still to be filled in, and on which line.
`;
}

/** Where nothing declares a stage, nothing but its name was read. */
function readAnyway({ reader, repository, account, now }: Asking): Promise<StateFacts | undefined> {
  return readState({ reader, repository, account, now, hasProperty: true });
}
