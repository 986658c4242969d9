import type { Circumstances } from "../core/rule.ts";
import { LABEL_PREFIX } from "../core/stage-sources.ts";
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

const LABELS = `nodes {
    name
    description
    issues(states: OPEN, first: 20) { nodes { author { login } } }
  }`;

/** Labels that are asked for, each with who opened its issues: with more, one look would cost two points. */
const MOST_LABELS = 70;

/**
 * Asks for the overview of a repository along with its files. Labels are those with a word in their name,
 * as many as cost no more; those of stages are asked for by themselves, lest others take their places.
 */
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
  stageLabels: labels(first: ${MOST_LABELS}, query: $prefix) { ${LABELS} }
  labels(first: ${MOST_LABELS}, query: $word) { ${LABELS} }
}`,
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
      prefix: { type: "String", value: LABEL_PREFIX },
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
    labels: labelsIn(data),
  };
}

/** Each once: a stage's label is among both. */
function labelsIn({ stageLabels, labels }: Record<string, unknown>): RepositoryLabel[] {
  const found = [...nodesIn(stageLabels), ...nodesIn(labels)].map(
    ({ name, description, issues }) => ({
      name: `${name}`,
      description: `${description ?? ""}`,
      openedBy: nodesIn(issues).map(({ author }) => `${asRecord(author).login ?? ""}`),
    }),
  );
  return [...new Map(found.map((label) => [label.name, label])).values()];
}

/** Edits that are asked for: GitHub gives no more at a time. */
const MOST_EDITS = 100;

/** Asks who has edited an issue's body, and when, the newest edit first. */
export function editsOf({ owner, name }: Repository, number: number): Also {
  return {
    field: `repository(owner: $owner, name: $name) {
  issue(number: $number) { userContentEdits(first: ${MOST_EDITS}) { nodes { editor { __typename login } editedAt } } }
}`,
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
      number: { type: "Int!", value: number },
    },
  };
}

/** Who has edited an issue's body since an account last did, and when last. */
export interface EditsSince {
  /** Logins, each once, as REST has them: an App's ends in `[bot]`. Of an account that is gone: nothing. */
  by: readonly string[];
  /** The newest edit, an ISO instant. */
  at: string;
  /** Whether all are known. */
  isAll: boolean;
}

/**
 * Who has edited an issue's body, by the answer, since this account last did; undefined where nobody
 * has. Its first text counts as an edit of whoever wrote it.
 */
export function editsSince(answer: unknown, login: string): EditsSince | undefined {
  const all = nodesIn(asRecord(asRecord(answer).issue).userContentEdits).map((node) => ({
    by: loginIn(node.editor),
    at: `${node.editedAt}`,
  }));
  const last = all.findIndex(({ by }) => by === login);
  const since = last === -1 ? all : all.slice(0, last);
  const [newest] = since;
  if (!newest) return undefined;
  return {
    by: [...new Set(since.map(({ by }) => by))],
    at: newest.at,
    isAll: last !== -1 || all.length < MOST_EDITS,
  };
}

/** In GraphQL an App has the login that a person may have as well. */
function loginIn(actor: unknown): string {
  const { __typename, login } = asRecord(actor);
  return __typename === "Bot" ? `${login}[bot]` : `${login ?? ""}`;
}

function nodesIn(connection: unknown): Record<string, unknown>[] {
  return asList(asRecord(connection).nodes).map(asRecord);
}
