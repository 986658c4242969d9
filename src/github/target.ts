import { UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";

/** A repository on GitHub, and which of its commits. */
export interface Target {
  owner: string;
  name: string;
  /** A branch, a tag or a commit; absent: the default branch. */
  ref?: string;
}

const ACCEPTED = "write github:owner/name, or github:owner/name@ref with a branch, tag or commit";

/** Reads `owner/name[@ref]`. Throws a `UsageError` that says what is accepted. */
export function parseTarget(text: string): Target {
  const [, owner, name, ref] = /^([^/@]+)\/([^/@]+)(?:@(.*))?$/s.exec(text) ?? [];
  if (!owner || !name || !isOwner(owner) || !isName(name)) {
    throw new UsageError(`${quote(`github:${text}`)} names no repository; ${ACCEPTED}`);
  }
  if (ref !== undefined && !isRef(ref)) {
    throw new UsageError(`${quote(ref)} is no branch, tag or commit; ${ACCEPTED}`);
  }
  return { owner, name, ref };
}

/** In the form that pages and lines have: `owner/name`. */
export function repositoryName({ owner, name }: Pick<Target, "owner" | "name">): string {
  return `${owner}/${name}`;
}

/** Managed accounts have an underscore. */
function isOwner(owner: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,99}$/.test(owner);
}

function isName(name: string): boolean {
  return /^[\w.-]{1,100}$/.test(name) && name !== "." && name !== "..";
}

/** What git itself would take as the name of a branch or a tag. Source: git-check-ref-format(1). */
function isRef(ref: string): boolean {
  return (
    ref.length <= 250 &&
    /^[^\p{Cc}\s~^:?*[\\]+$/u.test(ref) &&
    !/^[-/]|\/$|\.$|\.lock$|\.\.|\/\/|@\{/.test(ref)
  );
}
