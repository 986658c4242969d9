import type { StageSource } from "../core/assessment.ts";
import { CATALOGUE_VERSION } from "../core/catalogue/source.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { STAGE_PROPERTY } from "../core/stage-sources.ts";
import { code, linkTarget, md } from "./escape.ts";
import { howToWaive } from "./markdown-parts.ts";
import { YOURS_MARK } from "./stage-issue-marks.ts";
import { type StageIssueView, seenAt } from "./stage-issue-view.ts";
import { expiryInWords } from "./words.ts";

/** How to attest, accept, silence and get help: the same in every stage issue. */
export function howThisWorks({ assessment, files }: StageIssueView): string {
  const record = files.find(({ artefact }) => artefact === "projectRecord");
  const example = assessment.expectations.find(({ outcome }) => outcome === "open");
  return `### How this works

- **Attest.** Tick the box, or comment \`/dsp attest <expectation> <evidence>\`, which shows the evidence too. That counts where you can write to this repository; the answer is a comment that names you, and that is the record of it, good for a year. \`/dsp revoke <expectation>\` takes it back. Or write it under \`attestations\` in the project record${record ? ` (${code(record.file)})` : ""}, with \`expectation\`, \`by\`, \`on\` and \`evidence\`, and \`role\` where one is asked for.
- **Accept a finding.** ${howToWaive().trimEnd()} The comment \`/dsp waive <rule> until <day> because <reason>\` is answered with the lines to add.
- **Silence it.** One rule: set it to \`none\` under \`levels\` in \`${POLICY_PATH}\`, as far as your organisation's policy lets you. All of this: ${silence(assessment.stageSource)} Where nothing names a stage, nothing is expected. Reminders, where there are any: comment \`/dsp snooze 14\`.
- **Get help.** Comment here: \`/dsp explain ${example?.id ?? "DSP-DISC-1"}\` says why something is expected and what shows it, of a rule just as well; \`/dsp init\` gives a link for each missing file, with the template filled in; \`/dsp assess\` gives the verdict that a panel would get; \`/dsp help\` lists the rest. On the command line, \`dsp check\` judges your working copy before you push, and \`dsp explain\` and \`dsp init\` do the same as here.
`;
}

const SILENCES: Readonly<Record<StageSource["kind"], (name: string) => string>> = {
  policy: () => `take \`stage\` out of \`${POLICY_PATH}\`.`,
  "custom-property": () => `clear the custom property \`${STAGE_PROPERTY}\`.`,
  topic: (name) => `remove the ${name}.`,
  label: (name) => `remove the ${name}.`,
  input: (name) => `take the stage out of ${name}.`,
};

function silence({ kind, name }: StageSource): string {
  return SILENCES[kind](md(name, 100));
}

/** What closes our part, whatever else there is room for; what people wrote comes next. */
export function closing({ assessment }: StageIssueView): string {
  return `---
Catalogue ${CATALOGUE_VERSION} · ${expiryInWords(assessment.today)} · this is a report; people decide what it means

---
*Below this line is yours: notes stay as they are. Above it, only ticks are kept.*
${YOURS_MARK}
`;
}

/** Where everything can be seen, where there was no room for it here. */
export function cutNote(view: StageIssueView): string {
  const files = view.files
    .filter(({ state }) => state !== "absent")
    .map(({ file }) => {
      const target = linkTarget(seenAt(view, file));
      return target === undefined ? code(file) : `[${code(file)}](${target})`;
    });
  const judged = files.length > 0 ? `; the files judged are ${files.join(", ")}` : "";
  return `*There is more than an issue can hold: \`dsp check\` in a copy of this repository lists everything${judged}.*\n`;
}
