import { asList, asRecord } from "../../fake-github/shapes.ts";
import { look } from "../looks.ts";
import type { World } from "../world.ts";

export const DEFAULT_BRANCH = "main";

/** The files of a revision, by their paths; each with the name of its content. */
export async function filesAt(world: World, revision: string): Promise<Map<string, string>> {
  const { tree } = await look(world, `/git/trees/${encodeURIComponent(revision)}?recursive=1`);
  const blobs = asList(tree)
    .map(asRecord)
    .filter(({ type }) => type === "blob");
  return new Map(blobs.map(({ path, sha }) => [String(path), String(sha)]));
}

/** The text of a file at a revision; undefined where it has none. */
export async function textAt(
  world: World,
  revision: string,
  path: string,
): Promise<string | undefined> {
  const sha = (await filesAt(world, revision)).get(path);
  return sha === undefined ? undefined : textOfBlob(world, sha);
}

async function textOfBlob(world: World, sha: string): Promise<string> {
  const { content, encoding } = await look(world, `/git/blobs/${sha}`);
  return Buffer.from(String(content), encoding === "utf-8" ? "utf8" : "base64").toString("utf8");
}

/** A file that a pull request changes, before and after; none of it where it is not there. */
export interface ChangedFile {
  path: string;
  before: string;
  after: string;
}

/** What changes from one commit to another, and further files that somebody speaks of, after them. */
export async function changedFiles(
  world: World,
  base: string,
  head: string,
  others: readonly string[],
): Promise<ChangedFile[]> {
  const [before, after] = await Promise.all([filesAt(world, base), filesAt(world, head)]);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const paths = [...new Set([...changed.sort(), ...[...others].sort()])].filter(
    (path) => before.has(path) || after.has(path),
  );
  const textIn = async (files: Map<string, string>, path: string) => {
    const sha = files.get(path);
    return sha === undefined ? "" : textOfBlob(world, sha);
  };
  return Promise.all(
    paths.map(async (path) => ({
      path,
      before: await textIn(before, path),
      after: await textIn(after, path),
    })),
  );
}
