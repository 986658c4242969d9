import { thrownIn } from "./thrown.ts";

/**
 * Why GitHub refuses something if no right is missing, and what to do then. GitHub says it only in words. We
 * look for these words and never repeat them, because a secret may be beside them.
 */
const REASONS = {
  locked: {
    said: /\b(?:issue|conversation|pull request) is locked\b/i,
    words: "the conversation is locked, so nothing can be said in it; unlock it",
  },
  archived: {
    said: /\bwas archived so is read-only\b/i,
    words: "the repository is archived, so nothing in it can be changed; unarchive it",
  },
  suspended: {
    said: /\binstallation has been suspended\b/i,
    words: "the App's installation is suspended; an owner can lift that in the App's settings",
  },
  "not-allowed-in": {
    said: /\bIP allow list\b/i,
    words:
      "the organisation lets in only the addresses on its IP allow list; add the one of this machine",
  },
  blocked: {
    said: /\baccess blocked\b/i,
    words: "GitHub has blocked access to the repository; its owner is told why",
  },
  "without-issues": {
    said: /\bissues (?:has|have) been disabled\b|\bissues are disabled\b/i,
    words: "issues are switched off in the repository; switch them on in its settings",
  },
  deleted: { said: /\bissue was deleted\b/i, words: "the issue was deleted" },
} as const;

export type Reason = keyof typeof REASONS;

/** Statuses by which GitHub refuses something for a reason of these. */
const REFUSING = new Set([403, 410, 451]);

/** The reason in what a call threw; undefined if GitHub names none of these. */
export function reasonIn(error: unknown): Reason | undefined {
  const { status, response } = thrownIn(error);
  const isRefusal = status !== undefined && REFUSING.has(status);
  return isRefusal ? reasonSaid(response?.data?.message) : undefined;
}

/** The reason in the words of GitHub's refusal; undefined for another reason. */
export function reasonSaid(message: string | undefined): Reason | undefined {
  if (message === undefined) return undefined;
  return (Object.keys(REASONS) as Reason[]).find((one) => REASONS[one].said.test(message));
}

/** The reason, and what to do. */
export function reasonInWords(reason: Reason): string {
  return REASONS[reason].words;
}
