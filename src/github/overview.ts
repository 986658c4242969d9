import type { Circumstances } from "../core/rule.ts";
import type { Also } from "./graphql.ts";
import type { Repository } from "./reader.ts";
import { asList, asRecord } from "./shapes.ts";

/** What one query tells of a repository, beside its files. Custom properties are not among it. */
export interface Overview extends Repository {
  /** Its page, without a slash at the end. */
  url: string;
  defaultBranch: string;
  /** The default branch's commit; absent where the repository is empty. */
  head?: string;
  visibility: Circumstances["visibility"];
  isArchived: boolean;
  isFork: boolean;
  isTemplate: boolean;
  hasIssues: boolean;
  topics: readonly string[];
  /** The labels whose name has the word that was looked for. */
  labels: readonly RepositoryLabel[];
}

export interface RepositoryLabel {
  name: string;
  description: string;
  /** Logins of who opened the open issues that bear it, as GraphQL has them: without `[bot]`. */
  openedBy: readonly string[];
}

/** Asks for the overview of a repository along with its files. Labels are those with a word in their name. */
export function overviewOf({ owner, name }: Repository, labelWord: string): Also {
  return {
    field: `repository(owner: $owner, name: $name) {
  name
  owner { login }
  url
  visibility
  isArchived
  isFork
  isTemplate
  hasIssuesEnabled
  defaultBranchRef { name target { oid } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  labels(first: 100, query: $word) {
    nodes {
      name
      description
      issues(states: OPEN, first: 20) { nodes { author { login } } }
    }
  }
}`,
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
      word: { type: "String", value: labelWord },
    },
  };
}

/** The overview in an answer; undefined where there is none, or no such repository. */
export function overviewIn(answer: unknown): Overview | undefined {
  const data = asRecord(answer);
  const { login } = asRecord(data.owner);
  if (typeof data.name !== "string" || typeof login !== "string") return undefined;
  const branch = asRecord(data.defaultBranchRef);
  const { oid } = asRecord(branch.target);
  return {
    owner: login,
    name: data.name,
    url: `${data.url}`,
    defaultBranch: typeof branch.name === "string" ? branch.name : "main",
    head: typeof oid === "string" ? oid : undefined,
    visibility: data.visibility === "PUBLIC" ? "public" : "private",
    isArchived: data.isArchived === true,
    isFork: data.isFork === true,
    isTemplate: data.isTemplate === true,
    hasIssues: data.hasIssuesEnabled === true,
    topics: nodesIn(data.repositoryTopics).map((node) => `${asRecord(node.topic).name}`),
    labels: nodesIn(data.labels).map(({ name, description, issues }) => ({
      name: `${name}`,
      description: `${description ?? ""}`,
      openedBy: nodesIn(issues).map(({ author }) => `${asRecord(author).login ?? ""}`),
    })),
  };
}

/** Asks who edited an issue last. */
export function editorOf({ owner, name }: Repository, number: number): Also {
  return {
    field: "repository(owner: $owner, name: $name) { issue(number: $number) { editor { login } } }",
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
      number: { type: "Int!", value: number },
    },
  };
}

/** The login of an issue's last editor in an answer; undefined where nobody has edited it. */
export function editorIn(answer: unknown): string | undefined {
  const { login } = asRecord(asRecord(asRecord(answer).issue).editor);
  return typeof login === "string" ? login : undefined;
}

function nodesIn(connection: unknown): Record<string, unknown>[] {
  return asList(asRecord(connection).nodes).map(asRecord);
}
