import { NOT_FOUND, type Reply, type Route } from "../../packages/fake-github/route.ts";
import { commitAt, entryAt, type GitEntry } from "./github-git.ts";
import { onRepository, type RepositoryAnswer } from "./github-rest.ts";
import type { GithubState, Repository } from "./github-state.ts";

const REPOSITORY = "GET /repos/:owner/:repo";

/** The routes that reading a repository takes, beside GraphQL. */
export function readRoutes(state: GithubState): Route[] {
  const onFiles = (path: string, answer: RepositoryAnswer) =>
    onRepository(state, `${REPOSITORY}${path}`, "contents:read", answer);
  return [
    onRepository(state, REPOSITORY, undefined, facts),
    onFiles("/commits/:ref*", (repository, { params, seen }) =>
      commit(repository, params.ref ?? "", seen.headers.accept?.includes(".sha") ?? false),
    ),
    onFiles("/git/trees/:sha", (repository, { params, query }) =>
      tree(repository, params.sha ?? "", query.has("recursive")),
    ),
    onFiles("/git/blobs/:sha", ({ blobs }, { params, seen }) => {
      const bytes = blobs.get(params.sha ?? "");
      if (!bytes || !seen.headers.accept?.includes("raw")) return NOT_FOUND;
      return {
        status: 200,
        headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" },
        body: bytes,
      };
    }),
    onFiles("/contents/:path*", (repository, { params, query }) =>
      contents(repository, params.path ?? "", query.get("ref") ?? "HEAD"),
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

function commit(repository: Repository, ref: string, isHashOnly: boolean): Reply {
  if (repository.empty) return { status: 409, body: { message: "Git Repository is empty." } };
  const found = commitAt(repository, ref);
  if (!found) return { status: 422, body: { message: `No commit found for SHA: ${ref}` } };
  if (!isHashOnly) return { status: 200, body: { sha: found } };
  return {
    status: 200,
    headers: { "content-type": "application/vnd.github.sha; charset=utf-8" },
    body: found,
  };
}

/** GitHub takes the name of a branch, and `HEAD`, for the hash of a tree. */
function tree(repository: Repository, named: string, isRecursive: boolean): Reply {
  if (named === "HEAD" && repository.empty) return commit(repository, named, true);
  const sha = named === "HEAD" ? (commitAt(repository, named) ?? "") : named;
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

function contents(repository: Repository, path: string, ref: string): Reply {
  const commit = commitAt(repository, ref);
  const entry = commit && entryAt(repository, commit, path);
  if (!entry) return NOT_FOUND;
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
