import { graphql } from "graphql";
import { correctedObject } from "./correct.ts";
import { overviewFields } from "./overview.ts";
import { NOT_JSON, objectIn, type Reply } from "./route.ts";
import { failure, SCHEMA } from "./schema.ts";
import { asList, asRecord } from "./shapes.ts";
import { type FrontState, goneKey } from "./state.ts";
import type { Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** Above this many bytes GitHub cuts a text short. */
const MOST_TEXT_BYTES = 512_000;

interface World {
  state: FrontState;
  upstream: Upstream;
  token: string;
}

/** Answers queries of files and of issues, from what the emulator keeps. */
export async function graphqlReply(world: World, body: string): Promise<Reply> {
  const asked = objectIn(body);
  if (!asked) return NOT_JSON;
  const { data, errors } = await graphql({
    schema: SCHEMA,
    source: String(asked.query),
    variableValues: asRecord(asked.variables),
    rootValue: {
      repository: ({ owner, name }: { owner: string; name: string }) =>
        repositoryFor(world, `${owner}/${name}`),
    },
  });
  const told = errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions }));
  return { status: 200, body: { data, ...(told && { errors: told }) } };
}

async function repositoryFor(world: World, fullName: string) {
  const { upstream, token, state } = world;
  const path = `/repos/${fullName}`;
  const holder = state.holders.get(token);
  const { status, body } = await upstream.call({ method: "GET", path, token });
  const repository = asRecord(body);
  const isLeftOut =
    repository.private === true && holder?.repositories?.includes(Number(repository.id)) === false;
  if (status !== 200 || isLeftOut) {
    throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${fullName}'.`);
  }
  const trees = new Map<string, ReturnType<typeof treeIn>>();
  const treeAt = (revision: string) => {
    const found = trees.get(revision) ?? treeIn(world, repository, revision);
    trees.set(revision, found);
    return found;
  };
  return {
    object: async ({ expression }: { expression: string }) => {
      // A revision has no colon in it, a path may.
      const at = expression.indexOf(":");
      const found = at < 0 ? undefined : await treeAt(expression.slice(0, at));
      return found ? objectAt(upstream, found.path, found.tree, expression.slice(at + 1)) : null;
    },
    issue: ({ number }: { number: number }) => issueFor(world, repository, number),
    ...overviewFields(world, repository),
  };
}

/** The commits of a fork are reached through the repository above, too. */
async function treeIn({ state, upstream }: World, { full_name }: Json, revision: string) {
  const forks = [...state.parents].filter(([, parent]) => parent === full_name);
  const paths = [`/repos/${full_name}`, ...forks.map(([id]) => `/repositories/${id}`)];
  for (const given of paths) {
    const repository = given.startsWith("/repositories") ? await upstream.get(given) : undefined;
    const path = repository ? `/repos/${repository.full_name}` : given;
    const tree = await upstream.find(
      `${path}/git/trees/${encodeURIComponent(revision)}?recursive=1`,
    );
    if (tree) return { path, tree };
    // A branch of that name is the fork's own.
    if (!/^[0-9a-f]{40}$/.test(revision)) break;
  }
  return undefined;
}

async function objectAt(upstream: Upstream, repository: string, root: Json, path: string) {
  const all = asList(root.tree).map(asRecord);
  if (path === "") return treeFor(all, "", root.sha);
  const entry = all.find((one) => one.path === path);
  if (!entry || entry.type === "commit") return null;
  if (entry.type === "tree") return treeFor(all, `${path}/`, entry.sha);
  const { content, sha } = await upstream.get(`${repository}/git/blobs/${entry.sha}`);
  return blobFor(Buffer.from(String(content), "base64"), sha);
}

function treeFor(all: readonly Json[], prefix: string, oid: unknown) {
  const entries = all.flatMap(({ path, mode, type, sha }) => {
    const name = String(path).startsWith(prefix) ? String(path).slice(prefix.length) : "";
    if (name === "" || name.includes("/")) return [];
    // GitHub gives the number that git's octal digits mean.
    return [{ name, mode: Number.parseInt(String(mode), 8), type, oid: sha }];
  });
  return { __typename: "Tree", oid, entries };
}

function blobFor(bytes: Buffer, oid: unknown) {
  const isBinary = bytes.includes(0);
  return {
    __typename: "Blob",
    oid,
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > MOST_TEXT_BYTES,
    // Lossy: what is not UTF-8 becomes U+FFFD.
    text: isBinary ? null : bytes.subarray(0, MOST_TEXT_BYTES).toString("utf8"),
  };
}

async function issueFor({ state, upstream }: World, { id, full_name }: Json, number: number) {
  const found = state.gone.has(goneKey(Number(id), number))
    ? undefined
    : await upstream.find(`/repos/${full_name}/issues/${number}`);
  if (!found) {
    throw failure("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
  }
  const issue = correctedObject(state, found);
  const edits = [...(state.edits.get(String(issue.node_id)) ?? [])].reverse();
  const [edit] = edits;
  return {
    id: issue.node_id,
    number,
    title: issue.title,
    body: issue.body ?? "",
    state: String(issue.state).toUpperCase(),
    locked: issue.locked,
    author: actorFor(asRecord(issue.user).login),
    editor: edit ? actorFor(edit.login) : null,
    lastEditedAt: edit?.at ?? null,
    userContentEdits: ({ first }: { first: number }) => ({
      nodes: edits
        .slice(0, first)
        .map(({ login, at }) => ({ editor: actorFor(login), editedAt: at })),
    }),
    comments: ({ first }: { first: number }) => commentsOf({ state, upstream }, issue, first),
  };
}

async function commentsOf(
  { state, upstream }: Pick<World, "state" | "upstream">,
  issue: Json,
  first: number,
) {
  const path = `${new URL(String(issue.url)).pathname}/comments?per_page=100`;
  const { body } = await upstream.call({ method: "GET", path, token: "person-admin" });
  const all = asList(body).map((one) => correctedObject(state, asRecord(one)));
  return {
    nodes: all.slice(0, first).map((one) => ({
      id: one.node_id,
      fullDatabaseId: String(one.id),
      url: one.html_url,
      author: actorFor(asRecord(one.user).login),
      body: one.body,
      createdAt: one.created_at,
      updatedAt: one.updated_at,
    })),
    pageInfo: { hasNextPage: Number(issue.comments) > first },
  };
}

/** In GraphQL the login of a bot has no `[bot]`. */
function actorFor(login: unknown) {
  const plain = String(login).replace(/\[bot\]$/, "");
  return { __typename: plain === login ? "User" : "Bot", login: plain };
}
