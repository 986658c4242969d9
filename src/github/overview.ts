import * as z from "zod/mini";
import type { Circumstances } from "../core/rule.ts";
import { LABEL_PREFIX } from "../core/stage-sources.ts";
import { answerIn } from "./answer.ts";
import type { Also } from "./query.ts";
import type { Repository } from "./reader.ts";

/** What one query tells of a repository, beside its files. Custom properties are not among it. */
export interface Overview extends Repository {
  /** Its page, without a slash at the end. */
  url: string;
  defaultBranch: string;
  /** The default branch's commit; absent if the repository is empty. */
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

/** Labels to ask for, each with who opened its issues: with more, one look would cost two points. */
const MOST_LABELS = 70;

/**
 * Asks for the overview of a repository along with its files. Labels are those with a word in their name,
 * as many as cost no more. The labels of stages are a list of their own, so that others do not take their
 * places.
 */
export function overviewOf({ owner, name }: Repository, labelWord: string): Also {
  return {
    isNeeded: true,
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

const NODES_OF_ISSUES = z.object({
  nodes: z.array(z.object({ author: z.nullish(z.object({ login: z.string() })) })),
});

const NODES_OF_LABELS = z.object({
  nodes: z.array(
    z.object({ name: z.string(), description: z.nullish(z.string()), issues: NODES_OF_ISSUES }),
  ),
});

const OVERVIEW = z.object({
  name: z.string(),
  owner: z.object({ login: z.string() }),
  url: z.string(),
  visibility: z.string(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  isTemplate: z.boolean(),
  hasIssuesEnabled: z.boolean(),
  defaultBranchRef: z.nullish(
    z.object({ name: z.string(), target: z.nullish(z.object({ oid: z.string() })) }),
  ),
  repositoryTopics: z.object({
    nodes: z.array(z.object({ topic: z.object({ name: z.string() }) })),
  }),
  stageLabels: z.nullish(NODES_OF_LABELS),
  labels: z.nullish(NODES_OF_LABELS),
});

/**
 * The overview in an answer; undefined if there is no such repository. Throws a `CannotRunError` if it is
 * anything else.
 */
export function overviewIn(answer: unknown): Overview | undefined {
  if (answer === undefined) return undefined;
  const found = answerIn(OVERVIEW, answer);
  return {
    owner: found.owner.login,
    name: found.name,
    url: found.url,
    defaultBranch: found.defaultBranchRef?.name ?? "main",
    head: found.defaultBranchRef?.target?.oid,
    visibility: found.visibility === "PUBLIC" ? "public" : "private",
    isArchived: found.isArchived,
    isFork: found.isFork,
    isTemplate: found.isTemplate,
    hasIssues: found.hasIssuesEnabled,
    topics: found.repositoryTopics.nodes.map(({ topic }) => topic.name),
    labels: labelsIn(found),
  };
}

/** Each once: a stage's label is among both. */
function labelsIn({ stageLabels, labels }: z.output<typeof OVERVIEW>): RepositoryLabel[] {
  const found = [...(stageLabels?.nodes ?? []), ...(labels?.nodes ?? [])].map(
    ({ name, description, issues }) => ({
      name,
      description: description ?? "",
      openedBy: issues.nodes.map(({ author }) => author?.login ?? ""),
    }),
  );
  return [...new Map(found.map((label) => [label.name, label])).values()];
}

/** Edits to ask for: GitHub sends no more at a time. */
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
 * Who edited an issue's body, by the answer, since this account last did; undefined if nobody did. Its
 * first text counts as an edit by its author.
 */
export function editsSince(answer: unknown, login: string): EditsSince | undefined {
  const { issue } = answerIn(EDITS, answer);
  const all = (issue?.userContentEdits?.nodes ?? []).map(({ editor, editedAt }) => ({
    by: loginOf(editor),
    at: editedAt,
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

const EDITS = z.object({
  issue: z.nullish(
    z.object({
      userContentEdits: z.nullish(
        z.object({
          nodes: z.array(
            z.object({
              editor: z.nullish(z.object({ __typename: z.string(), login: z.string() })),
              editedAt: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** In GraphQL an App has the login that a person may have as well. Of an account that is gone: nothing. */
function loginOf(actor: { __typename: string; login: string } | null | undefined): string {
  return `${actor?.login ?? ""}${actor?.__typename === "Bot" ? "[bot]" : ""}`;
}
