import { LostAnswerError, NotVisibleError } from "./again.ts";
import type { StateFacts } from "./state/facts.ts";

/** Knows of issues that GitHub may not list yet, so that no second one is opened beside them. */
export interface Unseen {
  /** Throws if an issue of ours may be there that is not in the listing. */
  check(id: number, facts: StateFacts): void;
  /** What a run has left there. */
  remember(id: number, facts: StateFacts | undefined): void;
  /** What a run ended with: it may have opened an issue without being told. */
  fail(id: number, error: unknown): void;
}

/** By GitHub's number for the repository. It is a hint only: whether an issue is there, GitHub says. */
export function createUnseen(): Unseen {
  const open = new Map<number, ReadonlySet<number>>();
  const lost = new Set<number>();

  return {
    check(id, { issues, repository }) {
      const listed = new Set(issues.map(({ number }) => number));
      const isKnown = [...(open.get(id) ?? [])].some((number) => !listed.has(number));
      // The label's own list of open issues comes from another part of GitHub.
      const isLabelled = repository.labels.some(({ isOnOurIssue }) => isOnOurIssue);
      const isListed = issues.some(({ isOpen }) => isOpen);
      if (isKnown || lost.has(id) || (isLabelled && !isListed)) {
        throw new NotVisibleError("an issue may be there that GitHub does not list yet");
      }
    },
    remember(id, facts) {
      lost.delete(id);
      const numbers = facts?.issues.filter(({ isOpen }) => isOpen).map(({ number }) => number);
      if (numbers?.length) open.set(id, new Set(numbers));
      else open.delete(id);
    },
    fail(id, error) {
      if (error instanceof LostAnswerError) lost.add(id);
    },
  };
}
