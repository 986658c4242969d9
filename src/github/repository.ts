import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import type { Circumstances } from "../core/rule.ts";
import { answerIn } from "./answer.ts";
import { notGithub, statusOf } from "./errors.ts";
import { field } from "./field.ts";
import { propertiesIn, readProperties, WITH_PROPERTIES } from "./properties.ts";
import { ask, type Reader, type Repository } from "./reader.ts";
import { repositoryName } from "./target.ts";

/** What GitHub knows of a repository, beside its files. */
export interface RepositoryFacts extends Repository {
  defaultBranch: string;
  topics: readonly string[];
  customProperties: Readonly<Record<string, unknown>>;
  visibility: Circumstances["visibility"];
  isArchived: boolean;
}

/**
 * Asks for a repository: one request, and another if it shows no custom properties. Its name is the one of now: it may have been renamed since
 * it was written down. Rejects with a `CannotRunError`.
 */
export async function readFacts(reader: Reader, repository: Repository): Promise<RepositoryFacts> {
  const { owner, name } = repository;
  const { data } = await ask(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}", { owner, repo: name }),
  );
  const found = answerIn(REPOSITORY, data);
  const customProperties = propertiesIn(found) ?? (await readProperties(reader, repository));
  return { ...factsOf(found), customProperties };
}

/**
 * The commit that a branch, a tag or the start of a hash leads to: one request. Undefined if the
 * repository has no commit yet. Rejects with a `CannotRunError`.
 */
export async function resolveCommit(
  reader: Reader,
  repository: RepositoryFacts,
  ref: string | undefined,
): Promise<string | undefined> {
  const answer = await ask(reader, repository, (client) =>
    client
      .request("GET /repos/{owner}/{repo}/commits/{ref}", {
        owner: repository.owner,
        repo: repository.name,
        ref: ref ?? `heads/${repository.defaultBranch}`,
        headers: { accept: "application/vnd.github.sha" },
      })
      .catch((error) => {
        // An empty repository has a default branch all the same, which leads nowhere.
        if (statusOf(error) === 409) return undefined;
        if (ref !== undefined) throw unknownRef(error, repository, ref);
        throw error;
      }),
  );
  return answer && hashIn(answer.data);
}

function unknownRef(error: unknown, repository: Repository, ref: string): unknown {
  const status = statusOf(error);
  if (status !== 404 && status !== 422) return error;
  return new CannotRunError(
    `github:${repositoryName(repository)} has no branch, tag or commit ${quote(ref)}; check what follows the @`,
  );
}

/** The hash in an answer: Octokit returns text or bytes, by the character set that the server names. */
export function hashIn(data: unknown): string {
  const hash = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
  if (typeof hash === "string" && isHash(hash)) return hash;
  throw notGithub();
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
}

const REPOSITORY = z.object({
  name: z.string(),
  owner: z.object({ login: z.string(), type: field(z.string()) }),
  default_branch: z.string(),
  topics: field(z.array(z.string())),
  private: field(z.boolean()),
  archived: field(z.boolean()),
  ...WITH_PROPERTIES,
});

function factsOf(found: z.output<typeof REPOSITORY>): Omit<RepositoryFacts, "customProperties"> {
  return {
    owner: found.owner.login,
    name: found.name,
    defaultBranch: found.default_branch,
    topics: found.topics ?? [],
    visibility: visibilityOf(found.private),
    isArchived: found.archived === true,
  };
}

/** An internal repository, which only an organisation's own people can read, is private here. */
function visibilityOf(isPrivate: boolean | undefined): Circumstances["visibility"] {
  if (isPrivate === undefined) return "unknown";
  return isPrivate ? "private" : "public";
}
