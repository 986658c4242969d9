import type { GithubState, Repository } from "./github-state.ts";

/** What a token may be let to do; to write is to read, too. */
export type Right = `${"contents" | "statuses" | "pull_requests"}:${"read" | "write"}`;

/** What GitHub says to the token of an app or of a workflow that lacks a right. */
export const LACKS_RIGHT = "Resource not accessible by integration";

/** Whose a token is, unless a test says otherwise. */
const ACTIONS_LOGIN = "github-actions[bot]";

/** What a public repository shows to everybody, whatever their token may do. */
const PUBLIC: readonly Right[] = ["contents:read", "pull_requests:read"];

/** Whether a token, or a call without one, has a right on a repository that it sees. */
export function mayUse(
  { rights }: GithubState,
  { visibility }: Repository,
  token: string | undefined,
  right: Right,
): boolean {
  if (visibility === "public" && PUBLIC.includes(right)) return true;
  if (token === undefined) return right.endsWith(":read");
  const granted: readonly string[] | undefined = rights.get(token);
  return !granted || granted.includes(right) || granted.includes(right.replace(/read$/, "write"));
}

/** The login that a token acts as. */
export function loginOf({ logins }: GithubState, token: string): string {
  return logins.get(token) ?? ACTIONS_LOGIN;
}
