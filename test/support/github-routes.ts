import { NOT_FOUND, type Reply, type Route, type Seen, tokenOf } from "./github-server.ts";
import {
  entryAt,
  type GitEntry,
  type GithubState,
  type Repository,
  visibleRepository,
} from "./github-state.ts";

/** The routes that reading a repository takes, beside GraphQL. */
export function readRoutes(state: GithubState): Route[] {
  const onRepository = (
    name: string,
    answer: (
      repository: Repository,
      call: { params: Record<string, string>; seen: Seen; query: URLSearchParams },
    ) => Reply,
  ): Route => ({
    name,
    answer(call) {
      const { owner = "", repo = "" } = call.params;
      const found = visibleRepository(state, owner, repo, tokenOf(call.seen.headers));
      return found ? answer(found, call) : NOT_FOUND;
    },
  });
  return [
    onRepository("GET /repos/:owner/:repo", facts),
    onRepository("GET /repos/:owner/:repo/commits/:ref*", (repository, { params }) =>
      commit(repository, params.ref ?? ""),
    ),
    onRepository("GET /repos/:owner/:repo/git/trees/:sha", (repository, { params, query }) =>
      tree(repository, params.sha ?? "", query.has("recursive")),
    ),
    onRepository("GET /repos/:owner/:repo/git/blobs/:sha", ({ blobs }, { params, seen }) => {
      const bytes = blobs.get(params.sha ?? "");
      if (!bytes || !seen.headers.accept?.includes("raw")) return NOT_FOUND;
      return {
        status: 200,
        headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" },
        body: bytes,
      };
    }),
    onRepository("GET /repos/:owner/:repo/contents/:path*", (repository, { params }) =>
      contents(repository, params.path ?? ""),
    ),
  ];
}

function facts(repository: Repository): Reply {
  const { owner, name, visibility, topics, customProperties, defaultBranch, archived } = repository;
  return {
    status: 200,
    body: {
      name,
      full_name: `${owner}/${name}`,
      owner: { login: owner },
      private: visibility !== "public",
      visibility,
      topics,
      custom_properties: customProperties,
      default_branch: defaultBranch,
      archived,
    },
  };
}

function commit({ commits, empty }: Repository, ref: string): Reply {
  if (empty) return { status: 409, body: { message: "Git Repository is empty." } };
  const found = commits.get(ref.replace(/^(?:heads|tags)\//, ""));
  if (!found) return { status: 422, body: { message: `No commit found for SHA: ${ref}` } };
  return {
    status: 200,
    headers: { "content-type": "application/vnd.github.sha; charset=utf-8" },
    body: found,
  };
}

function tree(repository: Repository, sha: string, isRecursive: boolean): Reply {
  if (!repository.trees.has(sha)) return NOT_FOUND;
  const all = listing(repository, sha, isRecursive);
  const isCut = isRecursive && repository.hugeTree;
  return {
    status: 200,
    body: { sha, tree: isCut ? all.slice(0, 1) : all, truncated: isCut },
  };
}

function listing(repository: Repository, sha: string, isRecursive: boolean): { path: string }[] {
  return [...(repository.trees.get(sha) ?? [])].flatMap(([path, entry]) => [
    { path, ...entry, size: sizeOf(repository, entry) },
    ...(isRecursive && entry.type === "tree"
      ? listing(repository, entry.sha, true).map((one) => ({ ...one, path: `${path}/${one.path}` }))
      : []),
  ]);
}

function contents(repository: Repository, path: string): Reply {
  const head = repository.commits.get("HEAD") ?? "";
  const entry = entryAt(repository, head, path);
  if (!entry || repository.empty) return NOT_FOUND;
  if (entry.type === "tree") return { status: 200, body: listing(repository, entry.sha, false) };
  const bytes = repository.blobs.get(entry.sha) ?? Buffer.alloc(0);
  const isLarge = bytes.length > 1_000_000;
  const type = { "120000": "symlink", "160000": "submodule" }[entry.mode] ?? "file";
  return {
    status: 200,
    body: {
      type,
      path,
      sha: entry.sha,
      size: bytes.length,
      encoding: isLarge ? "none" : "base64",
      // GitHub breaks the lines.
      content: isLarge ? "" : bytes.toString("base64").replace(/.{60}/g, "$&\n"),
    },
  };
}

function sizeOf({ blobs }: Repository, { sha }: GitEntry): number | undefined {
  return blobs.get(sha)?.length;
}
