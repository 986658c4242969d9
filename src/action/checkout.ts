import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { nameList } from "../core/quote.ts";
import type { NoRepository } from "../local/git-process.ts";

const OTHERWISE = "or keep the default of the input `token`";

/** Why there is no checkout to read without a token, and what helps. */
export function noCheckout(workspace: string, why: NoRepository | "no commit"): string {
  if (why === "no git") {
    return `git is not installed on this runner, and without a token git reads the checkout; install git before actions/checkout runs, ${OTHERWISE}`;
  }
  if (why === "no commit") {
    return `the repository in the workspace has no commit checked out; run actions/checkout before this step, ${OTHERWISE}`;
  }
  const elsewhere = checkoutsBelow(workspace);
  if (elsewhere.length > 0) {
    return `the checkout is in ${nameList(elsewhere)} below the workspace, but must be the workspace itself; leave out the input \`path\` of actions/checkout, ${OTHERWISE}`;
  }
  return `there is no checkout to read, and no token to read the repository on GitHub; run actions/checkout before this step, ${OTHERWISE}`;
}

/** The folders right below that are repositories. */
function checkoutsBelow(workspace: string): string[] {
  try {
    return readdirSync(workspace, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== ".git")
      .map(({ name }) => name)
      .filter((name) => lstatSync(join(workspace, name, ".git"), { throwIfNoEntry: false }))
      .sort();
  } catch {
    // A workspace that cannot be listed has none that could be named.
    return [];
  }
}
