import type { Assessment } from "../core/assessment.ts";
import { STAGES, type Stage } from "../core/stages.ts";

// What a stage issue holds for programs, written and found in one place. Text from files cannot look
// like any of it: its `<` is escaped. Ids and instants only, so that copying a marker reveals nothing.

/** What is below it belongs to people. */
export const YOURS_MARK = "<!-- dsp-lifecycle: what stands below this line is yours -->";

const SOURCE_WORDS = {
  policy: "policy",
  "custom-property": "property",
  topic: "topic",
  label: "label",
  input: "input",
} as const;

const STAGE_MARK = new RegExp(
  `<!-- dsp-lifecycle stage (${STAGES.join("|")}) (${Object.values(SOURCE_WORDS).join("|")}) -->`,
);

/** The first line: the stage, and what declares it. */
export function stageMark({
  assessment,
  isFromLabel,
}: {
  assessment: Pick<Assessment, "stage" | "stageSource">;
  isFromLabel?: boolean;
}): string {
  const source = isFromLabel ? "label" : SOURCE_WORDS[assessment.stageSource.kind];
  return `<!-- dsp-lifecycle stage ${assessment.stage} ${source} -->`;
}

/** What the first line says, also if people moved it. */
export function findStage(text: string): { stage: Stage; isFromLabel: boolean } | undefined {
  const [, found, source] = STAGE_MARK.exec(text) ?? [];
  const stage = STAGES.find((one) => one === found);
  return stage && { stage, isFromLabel: source === SOURCE_WORDS.label };
}

/** The people assigned or refused when the App wrote the text, as GitHub writes them in addresses. */
export interface OwnersNoted {
  /** The people that the policy named. */
  named: readonly string[];
  /** Those of them that GitHub did not assign, although it said that it can. */
  dropped: readonly string[];
}

/** A line that nobody sees; empty if nobody is named. */
export function ownersMark({ named, dropped }: OwnersNoted): string {
  if (named.length === 0) return "";
  const not = dropped.length > 0 ? ` not ${dropped.join(" ")}` : "";
  return `<!-- dsp-lifecycle owners: ${named.join(" ")};${not} -->\n`;
}

/** What that line says, also if people moved it. */
export function findOwners(text: string): OwnersNoted {
  const [, named = "", dropped = ""] =
    /^<!-- dsp-lifecycle owners: ([\w -]{1,5000});(?: not ([\w -]{1,5000}))? -->\r?$/m.exec(text) ??
    [];
  const words = (list: string) => list.split(" ").filter((word) => word !== "");
  return { named: words(named), dropped: words(dropped) };
}

const INSTANT = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?Z";
const IS_INSTANT = new RegExp(`^${INSTANT}$`);
const JUDGED_MARK = new RegExp(`<!-- judged (${INSTANT}) -->`);

/** The instant as people read it, and whole, for nobody to see. */
export function judgedMark(instant: string): string {
  if (!IS_INSTANT.test(instant)) {
    throw new TypeError(`not an instant in UTC: ${JSON.stringify(instant)}`);
  }
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC <!-- judged ${instant} -->`;
}

/** When the text was judged, if it says so. */
export function findJudged(text: string): string | undefined {
  return JUDGED_MARK.exec(text)?.[1];
}

/** The commit that was judged, if the text says so: the link at the end of a line of its own. */
export function findCommit(text: string): string | undefined {
  return /^- Commit: .*\/commit\/([0-9a-f]{40}(?:[0-9a-f]{24})?)\) of /m.exec(text)?.[1];
}

/** The end of the line of a box to tick. */
export function boxMark(expectation: string): string {
  return `<!-- attest ${expectation} -->`;
}

const TICKED = /^[ \t>]*[-*+] \[[xX]\] .*<!-- attest (DSP-[A-Z]+-\d+) -->[ \t]*$/;

/** The ids on the lines whose box is ticked, each once, in order; known or not. */
export function findTicked(text: string): string[] {
  const ids = text.split(/\r?\n/).flatMap((line) => TICKED.exec(line)?.[1] ?? []);
  return [...new Set(ids)];
}
