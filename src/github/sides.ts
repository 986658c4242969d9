import { CannotRunError } from "../core/errors.ts";
import type { FoundPolicies } from "../core/policy/found.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { inFolder, type Snapshot, withoutFolder } from "../core/snapshot.ts";
import { unseen } from "./errors.ts";
import { readFilesAnd } from "./graphql.ts";
import { isOrganisations, organisationOf, policiesFound } from "./organisation.ts";
import type { Also, Wanted } from "./query.ts";
import type { Reader, Repository } from "./reader.ts";
import { repositoryName } from "./target.ts";

/** Two commits of a repository, as git resolves them: the base of a change, and its head. */
export interface Sides {
  repository: Repository;
  /** Absent: there is no change, and both sides are the same commit. */
  base?: string;
  head: string;
  /** The folder that is judged, from the root, without a slash at its end; absent: the root. */
  folder?: string;
}

/** One side: its policies, and the files that the caller wanted, by their paths in the folder. */
export interface Side {
  policies: FoundPolicies;
  files: Snapshot;
}

/**
 * The policies of both sides, the organisation's, the files at these paths on both, and whatever else
 * is asked along: one request, unless texts need a second look. Rejects with a `CannotRunError`.
 */
export async function readSides(
  reader: Reader,
  sides: Sides,
  paths: readonly string[],
  along?: Also,
): Promise<{ base: Side; head: Side; also: unknown }> {
  const { repository } = sides;
  const above = isOrganisations(repository)
    ? []
    : [{ repository: organisationOf(repository), revision: "HEAD", paths: [POLICY_PATH] }];
  const here = onSides(sides, [POLICY_PATH, ...paths]);
  const { files: found, also } = await readFilesAnd(reader, [...here, ...above], along);
  const organisation = above.length > 0 ? found[here.length]?.get(POLICY_PATH) : undefined;
  const { base, head } = filesOf(found, reader, sides);
  return { base: sideOf(base), head: sideOf(head), also };

  function sideOf(files: Snapshot): Side {
    return { files, policies: policiesFound(repository, files.get(POLICY_PATH), organisation) };
  }
}

/** Further files of both sides, and whatever else is asked along: one request. Rejects as `readSides` does. */
export async function readMoreOfSides(
  reader: Reader,
  sides: Sides,
  paths: readonly string[],
  along?: Also,
): Promise<{ base: Snapshot; head: Snapshot; also: unknown }> {
  const { files, also } = await readFilesAnd(reader, onSides(sides, paths), along);
  return { ...filesOf(files, reader, sides), also };
}

function revisionsOf({ base, head }: Sides): string[] {
  return base === undefined ? [head] : [base, head];
}

function onSides(sides: Sides, paths: readonly string[]): Wanted[] {
  const { repository, folder } = sides;
  const inside = paths.map((path) => inFolder(path, folder));
  const fromRoot = folder === undefined ? inside : [...inside, folder];
  return revisionsOf(sides).map((revision) => ({ repository, revision, paths: fromRoot }));
}

function filesOf(
  found: readonly (Snapshot | undefined)[],
  { token }: Reader,
  sides: Sides,
): { base: Snapshot; head: Snapshot } {
  const files = revisionsOf(sides).map((revision, index) => {
    const snapshot = found[index];
    if (snapshot) return withoutFolder(snapshot, sides.folder);
    const asked = `github:${repositoryName(sides.repository)}@${revision}`;
    throw new CannotRunError(`${asked}: ${unseen(token)}`);
  });
  const [first, last] = [files[0], files.at(-1)];
  if (!first || !last) throw new Error("a repository was read at no commit");
  return { base: first, head: last };
}
