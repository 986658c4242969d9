import { stageFrom, unusableStages } from "../../src/core/stage-sources.ts";
import { code, md } from "../../src/report/escape.ts";
import { stateInWords } from "../../src/report/files.ts";
import { WITHOUT_ISSUES } from "../../src/report/without-issues.ts";
import { EVENTS } from "../events.ts";
import type { Granted } from "../github-app.ts";
import { RIGHTS } from "../rights.ts";
import type { StateFacts } from "../state/facts.ts";
import type { Situation } from "../state/situation.ts";
import { stageFactsOf } from "../state/stage.ts";
import type { Asking } from "./asking.ts";
import { NOT_OPTED_IN, policyBroken } from "./words.ts";

/** The answer to `/dsp status`: what the App sees, and what it may. */
export async function statusReply(asking: Asking): Promise<string> {
  const { situation } = asking.reconciled;
  const seen = situation.facts ? seenIn(situation, situation.facts) : NOT_OPTED_IN;
  return `${seen}\n### Rights\n\n${rights(await asking.granted())}${sweep(asking)}`;
}

function sweep({ lastSweep }: Asking): string {
  const at = lastSweep()?.toISOString();
  const when = at ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : "not since the App was started";
  return `\n### Last sweep\n\nAll repositories were last looked at: ${when}.\n`;
}

function seenIn(situation: Situation, facts: StateFacts): string {
  const { repository, policy } = facts;
  const commit = repository.head ? `commit ${code(repository.head.slice(0, 7))}` : "no commit yet";
  const without = repository.hasIssues ? "" : `\n\n${WITHOUT_ISSUES}.`;
  const where = `Default branch ${code(repository.defaultBranch)}, ${commit}.${without}`;
  if (!policy.ok) return `${where}\n\n${policyBroken(policy.problems)}`;
  const stageFacts = stageFactsOf(facts, policy.policy);
  const declared = stageFrom(stageFacts);
  const unusable = unusableStages(stageFacts).map((text) => `- Not a stage: ${md(text)}\n`);
  const stage = declared
    ? `**${declared.stage}${declared.access ? `, ${declared.access}` : ""}**, by ${md(declared.source.name)}`
    : "none is declared";
  const others = (declared?.source.disagreeing ?? []).map((text) => `- Not by ${md(text)}\n`);
  const files = (situation.kind === "judged" ? situation.verdict.files : []).map(
    (file) => `- ${code(file.file)} (${file.title}): ${stateInWords(file)}\n`,
  );
  return [
    `${where}\n`,
    `### Stage\n\n- Stage: ${stage}\n${[...others, ...unusable].join("")}`,
    `### Policy\n\n${policyIn(facts)}`,
    ...(files.length > 0 ? [`### Files\n\n${files.join("")}`] : []),
  ].join("\n");
}

function policyIn({ policyFiles }: StateFacts): string {
  if (policyFiles.length === 0) return "There is no policy file, so the default rules apply.\n";
  return policyFiles.map((file) => `- ${code(file)}\n`).join("");
}

/** What was granted against what is needed: a new version may need more than an owner has accepted. */
function rights({ permissions, events }: Granted): string {
  const lacking = Object.entries(RIGHTS).flatMap(([name, needed]) => {
    const granted = permissions[name];
    const isEnough = granted === needed || granted === "write";
    return isEnough ? [] : [`- ${code(`${name}: ${needed}`)}, and it has ${granted ?? "none"}\n`];
  });
  const unheard = EVENTS.filter((event) => !events.includes(event)).map(
    (event) => `- the event ${code(event)}\n`,
  );
  const all = [...lacking, ...unheard];
  if (all.length === 0) return "The App has all that it needs.\n";
  return `The App needs these, and an owner of the organisation can grant them in its settings:\n\n${all.join("")}`;
}
