import { asRecord } from "./shapes.ts";
import { instant } from "./state.ts";
import type { GivenFile, Json } from "./values.ts";
import type { Workings } from "./workings.ts";

/** What a push writes, by path; `null` removes. */
export type PushedFiles = Readonly<Record<string, GivenFile | null>>;

interface Pushed {
  ref: string;
  before: string;
  commit: Json;
  added: string[];
  modified: string[];
  removed: string[];
}

const NOTHING = "0".repeat(40);

/** Makes a commit on a branch; gives the payload of the push. */
export async function pushCommit(
  front: Workings,
  login: string,
  fullName: string,
  { files, message, branch }: { files: PushedFiles; message: string; branch: string },
): Promise<{ sha: string; payload: Json }> {
  const path = `/repos/${fullName}`;
  const post = (rest: string, body: unknown) => front.act(login, "POST", `${path}${rest}`, body);
  const before = await shaOf(front, path, branch);
  // A new branch starts from the default one, where that has a commit.
  const { default_branch } = await front.upstream.get(path);
  const parent = before ?? (await shaOf(front, path, String(default_branch)));
  const base =
    parent === undefined ? undefined : await front.upstream.get(`${path}/git/commits/${parent}`);
  const standing = await pathsIn(front, path, parent);
  const entries = await Promise.all(
    Object.entries(files).map(async ([name, file]) => ({
      path: name,
      ...(await entryOf(post, file)),
    })),
  );
  const base_tree = asRecord(base?.tree).sha;
  const tree = await post("/git/trees", { base_tree, tree: entries });
  const commit = await post("/git/commits", {
    message,
    tree: tree.sha,
    parents: parent === undefined ? [] : [parent],
    author: { name: login, email: `${login}@example.com`, date: instant(front.state.now()) },
  });
  const sha = String(commit.sha);
  const ref = `refs/heads/${branch}`;
  if (before === undefined) await post("/git/refs", { ref, sha });
  else await front.act(login, "PATCH", `${path}/git/refs/heads/${branch}`, { sha });
  const names = Object.keys(files);
  const written = names.filter((name) => files[name] !== null);
  return {
    sha,
    payload: payloadOf(login, {
      ref,
      before: before ?? NOTHING,
      commit,
      added: written.filter((name) => !standing.has(name)),
      modified: written.filter((name) => standing.has(name)),
      removed: names.filter((name) => files[name] === null),
    }),
  };
}

/** The commit that a branch leads to. */
export async function shaOf(
  front: Workings,
  path: string,
  branch: string,
): Promise<string | undefined> {
  const found = await front.upstream.find(`${path}/git/ref/heads/${branch}`);
  return found && String(asRecord(found.object).sha);
}

async function pathsIn(
  front: Workings,
  path: string,
  sha: string | undefined,
): Promise<Set<unknown>> {
  if (sha === undefined) return new Set();
  const { tree } = await front.upstream.get(`${path}/git/trees/${sha}?recursive=1`);
  return new Set((tree as Json[]).map((entry) => entry.path));
}

async function entryOf(
  post: (rest: string, body: unknown) => Promise<Json>,
  file: GivenFile | null,
): Promise<Json> {
  if (file === null) return { mode: "100644", type: "blob", sha: null };
  if (typeof file === "object" && "submodule" in file) {
    return { mode: "160000", type: "commit", sha: file.submodule };
  }
  const isLink = typeof file === "object" && "link" in file;
  const bytes = Buffer.from(isLink ? file.link : (file as string));
  const { sha } = await post("/git/blobs", {
    content: bytes.toString("base64"),
    encoding: "base64",
  });
  return { mode: isLink ? "120000" : "100644", type: "blob", sha };
}

function payloadOf(login: string, { ref, before, commit, ...paths }: Pushed): Json {
  const person = { name: login, email: `${login}@example.com`, username: login };
  const head = {
    id: commit.sha,
    tree_id: asRecord(commit.tree).sha,
    distinct: true,
    message: commit.message,
    timestamp: asRecord(commit.author).date,
    url: commit.html_url,
    author: person,
    committer: person,
    ...paths,
  };
  return {
    ref,
    before,
    after: commit.sha,
    created: before === NOTHING,
    deleted: false,
    forced: false,
    base_ref: null,
    pusher: { name: login, email: person.email },
    commits: [head],
    head_commit: head,
  };
}
