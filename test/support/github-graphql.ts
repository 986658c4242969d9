import { buildSchema, GraphQLError, graphqlSync } from "graphql";
import { type Reply, type Route, tokenOf } from "./github-server.ts";
import { entryAt, type GithubState, type Repository, visibleRepository } from "./github-state.ts";

// The part of GitHub's public schema that is read, with its own names and kinds.
const SCHEMA = buildSchema(`
  type Query { repository(owner: String!, name: String!, followRenames: Boolean = true): Repository }
  type Repository { object(expression: String, oid: String): GitObject }
  interface GitObject { oid: String! }
  type Tree implements GitObject { oid: String! entries: [TreeEntry!] }
  type TreeEntry { name: String! mode: Int! type: String! oid: String! }
  type Blob implements GitObject {
    oid: String! byteSize: Int! isBinary: Boolean isTruncated: Boolean! text: String
  }
  type Commit implements GitObject { oid: String! }
`);

/** Above this many bytes GitHub cuts a text short. */
const MOST_TEXT_BYTES = 512_000;

export const GRAPHQL = "POST /graphql";

/** Answers queries of files, as GitHub does: with a token only, errors beside the data. */
export function graphqlRoute(state: GithubState): Route {
  return {
    name: GRAPHQL,
    answer({ seen }) {
      const token = tokenOf(seen.headers);
      if (token === undefined) {
        return { status: 403, body: { message: "API rate limit exceeded" } };
      }
      const { query, variables } = JSON.parse(seen.body);
      const { data, errors } = graphqlSync({
        schema: SCHEMA,
        source: query,
        variableValues: variables,
        rootValue: {
          repository: ({ owner, name }: { owner: string; name: string }) =>
            repositoryFor(visibleRepository(state, owner, name, token), `${owner}/${name}`),
        },
      });
      return answerOf(data, errors);
    },
  };
}

function answerOf(data: unknown, errors: readonly GraphQLError[] | undefined): Reply {
  return {
    status: 200,
    body: {
      data,
      ...(errors && {
        errors: errors.map(({ message, path, extensions }) => ({ message, path, ...extensions })),
      }),
    },
  };
}

function repositoryFor(repository: Repository | undefined, fullName: string) {
  if (!repository) {
    throw new GraphQLError(`Could not resolve to a Repository with the name '${fullName}'.`, {
      extensions: { type: "NOT_FOUND" },
    });
  }
  return {
    object({ expression }: { expression: string }) {
      const at = expression.indexOf(":");
      const commit = repository.commits.get(expression.slice(0, at));
      const entry = commit && entryAt(repository, commit, expression.slice(at + 1));
      if (!entry || entry.type === "commit") return null;
      return entry.type === "tree"
        ? treeFor(repository, entry.sha)
        : blobFor(repository, entry.sha);
    },
  };
}

function treeFor({ trees }: Repository, sha: string) {
  return {
    __typename: "Tree",
    oid: sha,
    entries: [...(trees.get(sha) ?? [])].map(([name, { mode, type, sha: oid }]) => ({
      name,
      // GitHub gives the number that git's octal digits mean.
      mode: Number.parseInt(mode, 8),
      type,
      oid,
    })),
  };
}

function blobFor({ blobs }: Repository, sha: string) {
  const bytes = blobs.get(sha) ?? Buffer.alloc(0);
  const isBinary = bytes.includes(0);
  return {
    __typename: "Blob",
    oid: sha,
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > MOST_TEXT_BYTES,
    // Lossy: what is not UTF-8 becomes U+FFFD.
    text: isBinary ? null : bytes.subarray(0, MOST_TEXT_BYTES).toString("utf8"),
  };
}
