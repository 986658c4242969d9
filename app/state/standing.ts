import type { Issue } from "../../src/github/issues.ts";
import { yoursIn } from "../../src/report/stage-issue.ts";
import { type StateMark, stateMark, stateMarkIn } from "../marks.ts";
import type { StateFacts } from "./facts.ts";

/** What the App did, and the instant. */
export interface Done {
  mark: StateMark;
  at: string;
}

/**
 * What the App last did to an issue's state: the body says so. If people emptied it, or an earlier version
 * did it, the last comment about it says so.
 */
export function lastDone(
  { comments }: Pick<StateFacts, "comments">,
  issue: Issue,
): Done | undefined {
  const mark = markInBody(issue.body);
  if (mark) return { mark, at: mark.at };
  const told = (comments.get(issue.number) ?? []).flatMap(({ isOurs, body, createdAt }) => {
    const said = isOurs ? stateMarkIn(body) : undefined;
    return said ? [{ mark: said, at: createdAt }] : [];
  });
  return told.at(-1);
}

/** The mark in our part of a body, also if people moved it. */
export function markInBody(body: string): (StateMark & { at: string }) | undefined {
  for (const line of linesOf(body).ours) {
    const mark = stateMarkIn(line);
    if (mark?.at !== undefined) return { ...mark, at: mark.at };
  }
  return undefined;
}

/** A body with another mark, and all else as it was. */
export function withMark(body: string, mark: StateMark): string {
  const { ours, yours } = linesOf(body);
  const others = ours.filter((line) => !stateMarkIn(line));
  return `${stateMark(mark)}\n${others.join("\n")}${yours}`;
}

/** Above this many GitHub refuses a body, and all that is written with it. */
const MOST_CHARACTERS = 65_536;

/** A body to write; if what people wrote leaves no room for our part, the body stays unchanged. */
export function bodyChange(body: string): { body?: string } {
  return body.length <= MOST_CHARACTERS ? { body } : {};
}

function linesOf(body: string): { ours: string[]; yours: string } {
  const yours = yoursIn(body);
  return { ours: body.slice(0, body.length - yours.length).split("\n"), yours };
}
