import type { Happening } from "./events.ts";
import type { Reply } from "./route.ts";
import type { FrontState } from "./state.ts";
import type { Asked, Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** What each part of the fake works with. */
export interface Workings {
  readonly state: FrontState;
  readonly upstream: Upstream;
  /** Answers a request, whoever makes it. */
  answer(asked: Asked): Promise<Reply>;
  /** Does what a person asks; it must succeed. Returns what GitHub answers. */
  act(login: string, method: string, path: string, body?: unknown): Promise<Json>;
  /** Makes an issue of somebody's, who may be the App; returns it as GitHub does. */
  makeIssueAs(login: string, fullName: string, issue: unknown): Promise<Json>;
  /** Tells the App of something, with the repository and its installation as they are now. */
  tell(repository: number, sender: string, happenings: readonly Happening[]): Promise<void>;
}
