import type { Issue } from "../../src/github/issues.ts";
import type { OwnersNoted } from "../../src/report/stage-issue-marks.ts";
import type { StateFacts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";

/** GitHub assigns an issue to no more. */
const MOST_ASSIGNEES = 10;

/** The owners to assign the stage issue to, and those that cannot be assigned. */
export interface Assigning {
  /** All of its assignees, as they should be. */
  assignees: string[];
  /** Whether they are not. */
  isChange: boolean;
  notAssigned: string[];
  noted: OwnersNoted;
}

/**
 * Keeps assignees true to the policy. Assigns the owners that it names, if GitHub can. Removes owners that
 * it does not name any more. People that others assigned stay.
 */
export function assigningOf(
  facts: StateFacts,
  current?: Pick<StageIssue, "issue" | "read">,
): Assigning {
  const named = peopleIn(facts);
  const before = current?.read?.owners ?? { named: [], dropped: [] };
  const now = current?.issue.assignees ?? [];
  const dropped = named.filter(
    (login) =>
      !has(now, login) &&
      (has(facts.dropped ?? [], login) ||
        (isAlike(before.named, named) && has(before.dropped, login))),
  );
  const others = now.filter((login) => !has(before.named, login) && !has(named, login));
  const able = named.filter(
    (login) => !has(dropped, login) && !has(facts.unassignable ?? [], login),
  );
  const owners = able.slice(0, Math.max(0, MOST_ASSIGNEES - others.length));
  const assignees = [...others, ...owners];
  return {
    assignees,
    isChange: !isAlike(assignees, now),
    notAssigned: named.filter((login) => !has(owners, login)),
    noted: { named, dropped },
  };
}

/** Owners that may or may not be possible to assign: not assigned, and not refused by GitHub yet. */
export function ownersInQuestion(facts: StateFacts, current: StageIssue | undefined): string[] {
  const { assignees, noted } = assigningOf(facts, current);
  const now = current?.issue.assignees ?? [];
  return noted.named.filter((login) => has(assignees, login) && !has(now, login));
}

/** What is known when a write has come back: those who were to be assigned, and are not, were left out. */
export function withDropped(
  facts: StateFacts,
  wanted: readonly string[] | undefined,
  issue: Issue,
): StateFacts {
  const left = (wanted ?? []).filter((login) => !has(issue.assignees, login));
  return left.length === 0 ? facts : { ...facts, dropped: [...(facts.dropped ?? []), ...left] };
}

/** The people that the policy names, each once. A team cannot be assigned. */
function peopleIn({ policy }: StateFacts): string[] {
  const owners = policy.ok ? policy.policy.owners : [];
  return owners.filter((owner, at) => !owner.includes("/") && !has(owners.slice(0, at), owner));
}

function isAlike(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((login) => has(other, login));
}

/** Logins are the same in any case. */
export function has(logins: readonly string[], login: string): boolean {
  return logins.some((one) => one.toLowerCase() === login.toLowerCase());
}
