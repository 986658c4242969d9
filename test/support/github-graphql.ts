import { type DocumentNode, type GraphQLError, graphqlSync, Kind, parse, visit } from "graphql";
import {
  type Call,
  NOT_JSON,
  objectIn,
  type Reply,
  type Route,
  tokenOf,
} from "../../packages/fake-github/route.ts";
import { failure, SCHEMA } from "../../packages/fake-github/schema.ts";
import { pullFor } from "./github-comments.ts";
import { commitAt, entryAt } from "./github-git.ts";
import { commentMutations } from "./github-mutations.ts";
import { LACKS_RIGHT, loginOf, mayUse, type Right } from "./github-rights.ts";
import { type GithubState, type Repository, visibleRepository } from "./github-state.ts";

/** Above this many bytes GitHub cuts a text short. */
const MOST_TEXT_BYTES = 512_000;

export const GRAPHQL = "POST /graphql";

/** What has a name of its own in the log; all else is a query of files. */
const OPERATIONS = [
  "viewer",
  "comments",
  "addComment",
  "updateIssueComment",
  "deleteIssueComment",
] as const;

/** Answers queries, as GitHub does: with a token only, errors beside the data. */
export function graphqlRoutes(state: GithubState): Route[] {
  const answer = (call: Call) => answerTo(state, call);
  return [
    ...OPERATIONS.map((operation) => ({
      name: `${GRAPHQL} ${operation}`,
      takes: (body: string) => operationIn(body) === operation,
      answer,
    })),
    { name: GRAPHQL, answer },
  ];
}

/** A mutation is named for its field, a query for what it is about. */
function operationIn(body: string): string | undefined {
  const document = documentIn(body);
  const operation = document?.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (!document || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const fields: string[] = [];
  visit(document, { Field: ({ name }) => void fields.push(name.value) });
  const [first] = operation.selectionSet.selections;
  const name = first?.kind === Kind.FIELD ? first.name.value : undefined;
  if (operation.operation === "mutation") return name;
  if (fields.includes("pullRequest")) return "comments";
  return fields.includes("repository") ? undefined : name;
}

function documentIn(body: string): DocumentNode | undefined {
  try {
    return parse(String(objectIn(body)?.query));
  } catch {
    return undefined;
  }
}

function answerTo(state: GithubState, { seen }: Call): Reply {
  const token = tokenOf(seen.headers);
  if (token === undefined) return { status: 403, body: { message: "API rate limit exceeded" } };
  const asked = objectIn(seen.body);
  if (!asked) return NOT_JSON;
  const { data, errors } = graphqlSync({
    schema: SCHEMA,
    source: String(asked.query),
    variableValues: asked.variables as Record<string, unknown> | undefined,
    rootValue: {
      viewer: { login: loginOf(state, token) },
      repository: ({ owner, name }: { owner: string; name: string }) =>
        repositoryFor(state, `${owner}/${name}`, token),
      ...commentMutations(state, token),
    },
  });
  return answerOf(data, errors);
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

function repositoryFor(state: GithubState, fullName: string, token: string) {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = visibleRepository(state, owner, name, token);
  if (!repository) {
    throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${fullName}'.`);
  }
  const need = (right: Right) => {
    if (!mayUse(state, repository, token, right)) throw failure("FORBIDDEN", LACKS_RIGHT);
  };
  return {
    object({ expression }: { expression: string }) {
      need("contents:read");
      return objectFor(repository, expression);
    },
    pullRequest({ number }: { number: number }) {
      need("pull_requests:read");
      const pull = repository.pulls.get(number);
      if (pull) return pullFor(pull, loginOf(state, token));
      throw failure(
        "NOT_FOUND",
        `Could not resolve to a PullRequest with the number of ${number}.`,
      );
    },
  };
}

function objectFor(repository: Repository, expression: string) {
  // A revision has no colon in it, a path may.
  const at = expression.indexOf(":");
  const commit = commitAt(repository, at < 0 ? expression : expression.slice(0, at));
  if (commit && at < 0) return { __typename: "Commit", oid: commit };
  const entry = commit && entryAt(repository, commit, expression.slice(at + 1));
  if (!entry || entry.type === "commit") return null;
  return entry.type === "tree" ? treeFor(repository, entry.sha) : blobFor(repository, entry.sha);
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
