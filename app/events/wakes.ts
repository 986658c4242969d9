/** A repository to look at, because something may have changed in it. */
export interface Wake {
  installation: number;
  /** GitHub's number for it: its name can change. */
  id: number;
  owner: string;
  name: string;
  /** Whether the event shows a stage's property, or no properties at all: the request for the rest cannot bring them along. */
  hasProperty: boolean;
  /** The issue or pull request in which a command may have been given, and the comment that has it. */
  asked?: number;
  comment?: number;
}

/** What to check: a pull request in its present state, a group in a merge queue, or what a commit belongs to. */
export type CheckTopic =
  | { kind: "pull-request"; number: number }
  | { kind: "merge-group"; sha: string; baseRef: string }
  | { kind: "commit"; sha: string };

/** A check to make, because something may have changed. */
export interface CheckWake extends Wake {
  /** By this, the checks of one pull request wait for each other, and for nothing else. */
  key: string;
  topic: CheckTopic;
  /** Someone wants to see it checked once more, whether or not anything has changed. */
  isAsked: boolean;
}

/** What a delivery asks for: to look at repositories, to check commits, or to forget an installation. */
export interface Wakes {
  repositories: Wake[];
  checks: CheckWake[];
  /** An installation that has ended or rests: nothing more is done for it. */
  ended?: number;
  /** An installation all of whose repositories may have changed. */
  swept?: number;
}

/** What one event wakes, before it is known of which repository it is. */
export interface Woken {
  /** The repository is looked at. */
  isLookedAt?: boolean;
  /** This issue or pull request, and this comment in it, too: there may be commands. */
  asked?: number;
  comment?: number;
  /** What is checked, and whether someone asks for it. */
  topics?: readonly CheckTopic[];
  isAsked?: boolean;
  /** The event is of the property itself. */
  hasProperty?: boolean;
  /** Repositories that the event lists, by number and full name. */
  added?: readonly ({ id?: number; full_name?: string } | null)[];
  installation?: "ended" | "swept";
}
