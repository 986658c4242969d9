import { createHash } from "node:crypto";
import { CATALOGUE_VERSION } from "../../src/core/catalogue/source.ts";
import { VERSION } from "../../src/core/version.ts";
import { scopedName } from "../../src/report/short-text.ts";

/** What GitHub says of the button, when someone presses it. */
export const CHECK_AGAIN = "check-again";

/** The button on a check run. GitHub takes 20 and 40 characters, and 20 of the identifier. */
export const ACTIONS = [
  { label: "Check again", description: "Judge this commit once more", identifier: CHECK_AGAIN },
] as const;

const NAME = "Data security and privacy";

/**
 * The name of the check. A check run belongs to a commit, and a pull request can be pointed at another
 * branch later. So a check by another branch's policy has a name of its own: a rule that requires the
 * check of the default branch does not take it.
 */
export function checkName(baseRef: string, defaultBranch: string): string {
  return scopedName(NAME, baseRef === defaultBranch ? undefined : `to ${baseRef}`);
}

/**
 * By this a check run is known again: of which pull request it is, and a hash of all that made it what
 * it is. A check run of a fork's commit names its pull request nowhere else.
 */
export function externalId(number: number | undefined, parts: readonly unknown[]): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([VERSION, CATALOGUE_VERSION, ...parts]))
    .digest("hex")
    .slice(0, 32);
  return number === undefined ? hash : `${number}-${hash}`;
}

/** The pull request that a check run of ours is for; undefined if it is for none. */
export function pullRequestIn(externalId: string): number | undefined {
  const [, number] = /^([1-9]\d{0,9})-[0-9a-f]{32}$/.exec(externalId) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The part of an external id that is the same if two pull requests have one commit. */
export function commonHashIn(externalId: string): string {
  return externalId.replace(/^\d+-/, "");
}

/** The id of a run that was not judged to its end: it names its pull request, and is no verdict's. */
export function unjudgedId(externalId: string): string {
  return externalId.replace(/[0-9a-f]{32}$/, "0".repeat(32));
}
