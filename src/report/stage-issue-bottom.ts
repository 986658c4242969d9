import type { StageSource } from "../core/assessment.ts";
import { CATALOGUE_VERSION } from "../core/catalogue/source.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { STAGE_PROPERTY } from "../core/stage-sources.ts";
import { code, linkTarget, md } from "./escape.ts";
import { howToWaive } from "./markdown-parts.ts";
import { YOURS_MARK } from "./stage-issue-marks.ts";
import { type StageIssueView, seenAt } from "./stage-issue-view.ts";
import { expiryInWords, PEOPLE_DECIDE } from "./words.ts";

/** How to sign off, accept, turn off and get help: the same in every stage issue. */
export function howThisWorks({ assessment, files }: StageIssueView): string {
  const record = files.find(({ artefact }) => artefact === "projectRecord");
  const example = assessment.expectations.find(({ outcome }) => outcome === "open");
  return `### How this works

- **Sign off.** Tick the box, or comment \`/dsp attest <expectation> <evidence>\` to show the evidence too. You need write access. The App replies with your name as the record. It lasts one year. To withdraw it, comment \`/dsp revoke <expectation>\`. You can also add an entry to \`attestations\` in the project record${record ? ` (${code(record.file)})` : ""}, with \`expectation\`, \`by\`, \`date\`, \`evidence\` and, if the item names one, \`role\`.
- **Accept a finding.** ${howToWaive().trimEnd()} For the lines to add, comment \`/dsp waive <rule> until <day> because <reason>\`.
- **${TURN_OFF}.** To turn off one rule, set it to \`none\` under \`levels\` in \`${POLICY_PATH}\`, if your organisation's policy lets you. To turn off all of these checks, ${silence(assessment.stageSource)} To pause reminders for 14 days, comment \`/dsp snooze 14\`.
- **Get help.** Comment \`/dsp explain ${example?.id ?? "DSP-DISC-1"}\` to see why something is expected and what shows it. It explains rules too. Comment \`/dsp init\` for a template for each missing file. Comment \`/dsp assess\` for the verdict that a panel would get. Comment \`/dsp help\` for the other commands. On the command line, \`dsp check\` checks your working copy before you push, and \`dsp explain\` and \`dsp init\` do the same as here.
`;
}

/** The item that says how to turn the checks off: the top of the issue refers to it. */
export const TURN_OFF = "Turn it off";

const SILENCES: Readonly<Record<StageSource["kind"], (name: string) => string>> = {
  policy: (name) => `remove \`stage\` from ${name}.`,
  "custom-property": () => `clear the custom property \`${STAGE_PROPERTY}\`.`,
  topic: (name) => `remove the ${name}.`,
  label: (name) => `remove the ${name}.`,
  input: (name) => `remove the stage from ${name}.`,
};

function silence({ kind, name }: StageSource): string {
  return SILENCES[kind](kind === "policy" ? code(name) : md(name, 100));
}

/** The end of our part, which is never cut; what people wrote comes next. */
export function closing({ assessment }: StageIssueView): string {
  return `---
Catalogue ${CATALOGUE_VERSION} · ${expiryInWords(assessment.today)} · ${PEOPLE_DECIDE}

---
*Write your notes below this line. The App rewrites everything above it, except ticked boxes.*
${YOURS_MARK}
`;
}

/** How to see everything, if there was no room for it here. */
export function cutNote(view: StageIssueView): string {
  const files = view.files
    .filter(({ state }) => state !== "absent")
    .map(({ file }) => {
      const target = linkTarget(seenAt(view, file));
      return target === undefined ? code(file) : `[${code(file)}](${target})`;
    });
  const checked = files.length > 0 ? ` The files checked: ${files.join(", ")}.` : "";
  return `*This issue is full. To see everything, run \`dsp check\` in a copy of this repository.${checked}*\n`;
}
