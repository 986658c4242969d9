import type { Limits } from "../core/documents/limits.ts";
import { CannotRunError } from "../core/errors.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { inFolder, type Snapshot, withoutFolder } from "../core/snapshot.ts";
import type { Side } from "../github/sides.ts";
import { readGitSnapshot } from "../local/git.ts";
import { isRepository } from "../local/root.ts";
import { readWorkingTree } from "../local/snapshot.ts";
import type { Occasion } from "./occasion.ts";
import type { Online } from "./online.ts";

/** Where both sides of a change are read: on GitHub, or in the checkout. Paths are from the folder. */
export interface Source {
  sides(paths: readonly string[]): Promise<{ base: Side; head: Side; also: unknown }>;
  more(paths: readonly string[]): Promise<{ base: Snapshot; head: Snapshot }>;
}

/** Both sides as GitHub has them, at their very commits: no checkout is needed, and none is read. */
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
 * The head from the workspace, and the base from git's history beside it. Throws a `CannotRunError`
 * where either is not there: a policy is never taken from the change that it has to judge.
 */
export function fromWorkspace(
  workspace: string,
  { base, isCheckedOut }: Occasion,
  folder: string | undefined,
  limits: Limits,
): Source {
  if (!isCheckedOut || !isRepository(workspace)) {
    throw new CannotRunError(
      isCheckedOut
        ? "there is no checkout to read, and no token to read the repository on GitHub; keep the default of the input `token`"
        : "this event is judged by what stands on GitHub; keep the default of the input `token`",
    );
  }
  const fromRoot = (paths: readonly string[]) => paths.map((path) => inFolder(path, folder));
  const readHead = (paths: readonly string[]) =>
    withoutFolder(readWorkingTree(workspace, fromRoot(paths), limits), folder);
  const readBase = (paths: readonly string[]) => {
    if (!base) return readHead(paths);
    for (const revision of base.local) {
      const found = readGitSnapshot(workspace, revision, fromRoot(paths), limits);
      if (found) return withoutFolder(found, folder);
    }
    throw new CannotRunError(
      `the policy of ${base.name} cannot be read: there is no token, and the checkout does not have that branch; ` +
        "keep the default of the input `token`, or check out with `fetch-depth: 0`",
    );
  };
  const side = (files: Snapshot): Side => ({
    files,
    policies: { own: files.get(POLICY_PATH), organisation: "unknown" },
  });
  return {
    async sides(paths) {
      const wanted = [POLICY_PATH, ...paths];
      return { base: side(readBase(wanted)), head: side(readHead(wanted)), also: undefined };
    },
    async more(paths) {
      return { base: readBase(paths), head: readHead(paths) };
    },
  };
}
