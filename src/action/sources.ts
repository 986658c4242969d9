import type { Limits } from "../core/documents/limits.ts";
import { CannotRunError } from "../core/errors.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { inFolder, type Snapshot, withoutFolder } from "../core/snapshot.ts";
import type { Source } from "../github/change.ts";
import { isOrganisations, policiesFound } from "../github/organisation.ts";
import type { Side } from "../github/sides.ts";
import { readGitSnapshots } from "../local/git.ts";
import { noCheckout } from "./checkout.ts";
import type { Job } from "./job.ts";
import type { Occasion } from "./occasion.ts";
import type { Online } from "./online.ts";

/**
 * Both sides as GitHub has them, at their very commits: no checkout is needed, and none is read. Paths
 * are from the folder.
 */
export function fromGithub(
  online: Online,
  { head, base, pullRequest }: Occasion,
  folder: string | undefined,
  areCommentsWanted: boolean,
): Source {
  const sides = { head, base: base?.revision, folder };
  return {
    sides: (paths) => online.sides(sides, paths, areCommentsWanted ? pullRequest : undefined),
    more: (paths) => online.moreOfSides(sides, paths),
  };
}

/**
 * Both sides from git in the workspace, by the same rules: what is checked out is judged as it was
 * committed. Throws a `CannotRunError` if either is missing: a policy is never taken from the
 * change that it must judge.
 */
export function fromWorkspace(
  { workspace, repository }: Job,
  { base, isCheckedOut }: Occasion,
  folder: string | undefined,
  limits: Limits,
): Source {
  if (!isCheckedOut) {
    throw new CannotRunError(
      "this event can only be judged on GitHub; keep the default of the input `token`",
    );
  }
  const locally = base?.local ?? [];
  const read = (paths: readonly string[]) => {
    const inside = paths.map((path) => inFolder(path, folder));
    const fromRoot = folder === undefined ? inside : [...inside, folder];
    const found = readGitSnapshots(workspace, ["HEAD", ...locally], fromRoot, limits);
    if (!found.ok) throw new CannotRunError(noCheckout(workspace, found.why));
    const [head, ...before] = found.snapshots;
    if (!head) throw new CannotRunError(noCheckout(workspace, "no commit"));
    const first = base ? before.find((one) => one !== undefined) : head;
    if (!first) {
      throw new CannotRunError(
        `the policy of ${base?.name} cannot be read: there is no token, and the checkout does not have that branch; ` +
          "leave out `token`, or set `fetch-depth: 0`",
      );
    }
    return { base: withoutFolder(first, folder), head: withoutFolder(head, folder) };
  };
  const side = (files: Snapshot): Side => {
    const own = files.get(POLICY_PATH);
    const isAbove = isOrganisations(repository);
    const policies = isAbove
      ? policiesFound(repository, own, undefined)
      : { own, organisation: "unknown" as const };
    return { files, policies };
  };
  return {
    async sides(paths) {
      const found = read([POLICY_PATH, ...paths]);
      return { base: side(found.base), head: side(found.head), also: undefined };
    },
    async more(paths) {
      return read(paths);
    },
  };
}
