import { foldersFor, twinOf } from "../core/near-misses.ts";
import type { Repository } from "./reader.ts";

/** Files that are wanted of a repository, at a commit or whatever else git can resolve. */
export interface Wanted {
  repository: Repository;
  revision: string;
  paths: readonly string[];
}

/** What else a query of files can ask for, under the name `also`. It may be refused by itself. */
export interface Also {
  /** A field of GraphQL's `Query`, with its selection. */
  field: string;
  variables: Readonly<Record<string, { type: string; value: unknown }>>;
  /** Whether nothing goes without it: trouble with it alone is trouble with all. */
  isNeeded?: boolean;
}

/** The folders that lead to the paths are listed, because one may be a link or a submodule. */
export function queryFor(
  wanted: readonly Wanted[],
  also: Also | undefined,
): { query: string; variables: Record<string, unknown> } {
  const variables: Record<string, string> = {};
  const variable = (name: string, value: string) => {
    variables[name] = value;
    return `$${name}`;
  };
  const parts = wanted.map(({ repository: { owner, name }, revision, paths }, index) => {
    const objects = [
      ...foldersFor(paths).map((folder, at) => ({
        alias: `d${at}`,
        path: folder,
        parts: "folder",
      })),
      ...paths.map((path, at) => ({ alias: `f${at}`, path, parts: "file" })),
      ...paths.map((path, at) => ({ alias: `t${at}`, path: twinOf(path), parts: "file" })),
    ].map(
      ({ alias, path, parts }) =>
        `${alias}: object(expression: ${variable(`r${index}${alias}`, `${revision}:${path}`)}) { ...${parts} }`,
    );
    return `r${index}: repository(owner: ${variable(`owner${index}`, owner)}, name: ${variable(`name${index}`, name)}) {
  ${objects.join("\n  ")}
}`;
  });
  const declared = [
    ...Object.keys(variables).map((name) => `$${name}: String!`),
    ...(also ? declarations(also) : []),
  ];
  return {
    variables: { ...variables, ...(also && variableValues(also)) },
    query: `query (${declared.join(", ")}) {
${[...parts, ...(also ? [`also: ${also.field}`] : [])].join("\n")}
}
fragment folder on GitObject { ... on Tree { entries { name mode oid } } }
fragment file on GitObject { ... on Blob { byteSize isBinary text } }`,
  };
}

/** What a query declares for it. */
export function declarations({ variables }: Also): string[] {
  return Object.entries(variables).map(([name, { type }]) => `$${name}: ${type}`);
}

/** The values of its variables. */
export function variableValues({ variables }: Also): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]));
}
