import { isSameLabel, isStageLabel, LABEL_PREFIX } from "../src/core/stage-sources.ts";
import type { Stage } from "../src/core/stages.ts";

/** The label of every issue that the App keeps. */
export const LABEL = "dsp";

/** By this, labels that the App has made are told from those by which people declare a stage. */
export const LABEL_DESCRIPTION = "Data security and privacy expectations, kept by DSP Lifecycle";

const COLOR = "1d70b8";

export function stageLabel(stage: Stage): string {
  return `${LABEL_PREFIX}${stage}`;
}

/** Whether a label is one that the App puts on its issues. */
export function isOurLabel(name: string): boolean {
  return isSameLabel(name, LABEL) || isStageLabel(name);
}

/** A label as the App makes it. */
export function labelNamed(name: string): { name: string; color: string; description: string } {
  return { name, color: COLOR, description: LABEL_DESCRIPTION };
}

/**
 * What the App has last done to an issue's state, and when: an ISO instant, which marks of earlier
 * versions have not. It goes into the body by the same write that changes the state, so that neither can
 * be without the other, and into the comment that tells people of it.
 */
export type StateMark =
  /** Closed by the App: all is met; the stage has moved on; no stage is declared; there are two. */
  | { did: "closed"; because: (typeof CLOSED_BECAUSE)[number]; at?: string }
  /**
   * Opened again by the App, when these were open: a fingerprint. And the how manieth time in a row it was
   * that the same were open; marks of earlier versions do not say.
   */
  | { did: "reopened"; open: string; at?: string; times?: number };

const CLOSED_BECAUSE = ["met", "moved", "unset", "twin"] as const;

/** The mark as a line, which nobody sees. */
export function stateMark(mark: StateMark): string {
  const word = mark.did === "closed" ? mark.because : mark.open;
  const at = mark.at === undefined ? "" : ` ${mark.at}`;
  const times = mark.did === "reopened" && mark.times !== undefined ? ` ${mark.times}` : "";
  return `<!-- dsp-lifecycle ${mark.did} ${word}${at}${times} -->`;
}

/** The mark that a line is, or a comment of the App begins with. */
export function stateMarkIn(text: string): StateMark | undefined {
  const [, did, word, at, times] =
    /^<!-- dsp-lifecycle (closed|reopened) ([\w-]+)(?: ([\d:.TZ-]+)(?: (\d{1,4}))?)? -->/.exec(
      text,
    ) ?? [];
  if (did === "reopened" && word) {
    return { did, open: word, at, ...(times !== undefined && { times: Number(times) }) };
  }
  const because = CLOSED_BECAUSE.find((one) => one === word);
  return did === "closed" && because ? { did, because, at } : undefined;
}

/** The first line of a comment on ticks whose author is not known, with the time of the last edit. */
export function unclearMark(at: string): string {
  return `<!-- dsp-lifecycle unclear ${at} -->`;
}

/** The first line of a comment that reminds, of what was open then. */
export function reminderMark(open: string): string {
  return `<!-- dsp-lifecycle reminded ${open} -->`;
}

/** What was open when a comment reminded; undefined for other comments. */
export function reminderMarkIn(body: string): string | undefined {
  return /^<!-- dsp-lifecycle reminded ([0-9a-f]+) -->/.exec(body)?.[1];
}

/** The first line of a comment that lets nothing be reminded of, up to and with a day. */
export function snoozeMark(until: string): string {
  return `<!-- dsp-lifecycle snoozed until ${until} -->`;
}

/** The last day without reminders that a comment names; undefined for other comments. */
export function snoozeMarkIn(body: string): string | undefined {
  return /^<!-- dsp-lifecycle snoozed until (\d{4}-\d{2}-\d{2}) -->/.exec(body)?.[1];
}

/** The first line of a comment or an issue about a policy that cannot be used, by what is wrong with it. */
export function troubleMark(problems: string): string {
  return `<!-- dsp-lifecycle policy ${problems} -->`;
}

/** What was wrong when a comment or an issue spoke of the policy; undefined for others. */
export function troubleMarkIn(body: string): string | undefined {
  return /^<!-- dsp-lifecycle policy ([0-9a-f]+|mended) -->/.exec(body)?.[1];
}

/** The last line of an answer to a command: the comment that it was in, and which of its commands it was. */
export function replyMark(comment: number, index: number): string {
  return `<!-- dsp-lifecycle reply ${comment}.${index} -->`;
}

/** The command that a comment answers, as `comment.index`; undefined if it answers no command. */
export function replyMarkIn(body: string): string | undefined {
  return /^<!-- dsp-lifecycle reply (\d+\.\d+) -->$/.exec(
    body.trimEnd().split("\n").at(-1) ?? "",
  )?.[1];
}
