import { CannotRunError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";
import { type Reason, reasonIn, reasonInWords } from "./reasons.ts";
import { thrownIn } from "./thrown.ts";

/** What the call wanted when GitHub refused it. */
export interface RefusedCall {
  /** `owner/name`. */
  repository: string;
  token: Connection["token"];
  /** What the token needs for it, in GitHub's words for people. */
  right: Right;
}

/** Rights that a request can fail for. */
export type Right =
  | "Contents: read"
  | "Metadata: read"
  | "Issues: read"
  | "Issues: write"
  | "Pull requests: read"
  | "Pull requests: write";

/**
 * Turns what a call threw into one line for people, and returns what it does not know unchanged. The line
 * never quotes the request or GitHub's own words, because they may hold a token.
 */
export function inOneLine(error: unknown, asking: RefusedCall): unknown {
  const status = statusOf(error);
  if (status !== undefined) {
    const reason = reasonIn(error);
    const text = refusal(status, error, asking, reason);
    return status < 500 ? new RefusedError(text, status, reason) : new CannotRunError(text);
  }
  // Octokit wraps what a call throws, ours included, as if it were an answer of status 500.
  const { name, cause } = thrownIn(error);
  return name === "HttpError" && cause !== undefined ? cause : error;
}

/** GitHub has said no to this: that it is asked again changes nothing. */
export class RefusedError extends CannotRunError {
  /** The status of GitHub's answer: 403. */
  readonly status: number;
  /** Why, if GitHub says so and no missing right is the reason. */
  readonly reason?: Reason;

  constructor(message: string, status: number, reason?: Reason) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** The status of GitHub's answer that Octokit threw; undefined for anything else. */
export function statusOf(error: unknown): number | undefined {
  const { name, status, response } = thrownIn(error);
  return name === "HttpError" && response ? status : undefined;
}

/** The line for people if GitHub refuses something by this status. */
export function refused(status: number, asking: RefusedCall, reason?: Reason): CannotRunError {
  return new RefusedError(refusal(status, undefined, asking, reason), status, reason);
}

function refusal(
  status: number,
  error: unknown,
  { repository, token, right }: RefusedCall,
  reason: Reason | undefined,
): string {
  const asked = `github:${repository}`;
  if (reason) return `${asked}: ${reasonInWords(reason)} (${status})`;
  if (status >= 500) return `GitHub is not available (${status}); run again later`;
  if (status === 401) {
    return `GitHub does not take the token of ${token?.name ?? "GH_TOKEN"} (401): it is wrong, expired or revoked; set another`;
  }
  if (status === 403) {
    return hasHeader(error, "x-github-sso") && token
      ? `${asked}: the token of ${token.name} is not authorised for the organisation's single sign-on (403); authorise it`
      : forbidden(asked, token, right);
  }
  if (status === 404) return `${asked}: ${unseen(token, right)} (404)`;
  return `${asked}: GitHub answered with ${status}, which is not expected here`;
}

/** GitHub says that a thing does not exist if the token may not see it. */
export function unseen(token: Connection["token"], right: Right = "Contents: read"): string {
  return token
    ? `it does not exist, or the token of ${token.name} may not see it; check the name, and that the token has ${right} on it`
    : `it does not exist, or is private; check the name, or set GH_TOKEN to a token with ${right}`;
}

/** Why a repository that is there may not be read, or written to. */
export function forbidden(
  asked: string,
  token: Connection["token"],
  right: Right = "Contents: read",
): string {
  const may = right.endsWith("write") ? ["write to", "written to"] : ["read", "read"];
  return token
    ? `${asked}: the token of ${token.name} may not ${may[0]} it (403); it needs the permission ${right}`
    : `${asked} may not be ${may[1]} without a token (403); set GH_TOKEN to one with ${right}`;
}

function hasHeader(error: unknown, name: string): boolean {
  return name in (thrownIn(error).response?.headers ?? {});
}

/** An answer in a shape that GitHub never sends: it is from another server or from a proxy. */
export function notGithub(): CannotRunError {
  return new CannotRunError(
    "the answer is not one of GitHub's; check GITHUB_API_URL, and any proxy on the way",
  );
}
