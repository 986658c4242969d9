import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { binaryFile, type Entry, isFolder, oversize, type Tree } from "../core/git-tree.ts";
import { type FoundFile, foldersFor, foundFor } from "../core/near-misses.ts";
import type { Snapshot, SnapshotFile } from "../core/snapshot.ts";
import { answerIn } from "./answer.ts";
import { forbidden, notGithub } from "./errors.ts";
import { type Also, declarations, queryFor, variableValues, type Wanted } from "./query.ts";
import { ask, commitFile, type Reader, type Repository, readBlob } from "./reader.ts";
import { repositoryName } from "./target.ts";
import { type GraphqlError, thrownIn } from "./thrown.ts";

/**
 * The files at these paths: one request for all, and one more for each whose text cannot be had
 * exactly through GraphQL. Undefined if the repository or revision does not exist.
 * Rejects with a `CannotRunError`.
 */
export async function readByQuery(
  reader: Reader,
  wanted: readonly Wanted[],
): Promise<(Snapshot | undefined)[]> {
  return (await readFilesAnd(reader, wanted)).files;
}

/** As `readByQuery`, and something else by the same request: undefined if GitHub refuses that. */
export async function readFilesAnd(
  reader: Reader,
  wanted: readonly Wanted[],
  also?: Also,
): Promise<{ files: (Snapshot | undefined)[]; also: unknown }> {
  const answer = await runQuery(reader, wanted, also);
  const files: (Snapshot | undefined)[] = [];
  for (const [index, one] of wanted.entries()) {
    const found = answerIn(OBJECTS, answer[`r${index}`]);
    files.push(found ? await snapshotIn(reader, one, found) : undefined);
  }
  return { files, also: also ? alsoIn(answer) : undefined };
}

/** The something else by a request of its own; undefined if GitHub refuses it. */
export async function readOnly(
  reader: Reader,
  repository: Repository,
  also: Also,
): Promise<unknown> {
  const data = await ask(reader, repository, (client) =>
    client
      .graphql<unknown>(
        `query (${declarations(also).join(", ")}) { also: ${also.field} }`,
        variableValues(also),
      )
      .catch((error) => {
        const { errors, data: partial } = thrownIn(error);
        if (!errors) throw error;
        for (const one of errors) refuseAlso(one, { ...also, isNeeded: true });
        return { also: null, ...partial };
      }),
  );
  return alsoIn(answerIn(ANSWER, data));
}

/** Null if GitHub refuses it; GitHub never leaves the field out. */
function alsoIn({ also }: z.output<typeof ANSWER>): unknown {
  if (also === undefined) throw notGithub();
  return also ?? undefined;
}

async function runQuery(
  reader: Reader,
  wanted: readonly Wanted[],
  also: Also | undefined,
): Promise<z.output<typeof ANSWER>> {
  const { query, variables } = queryFor(wanted, also);
  const [first] = wanted;
  if (!first) return {};
  const data = await ask(reader, first.repository, (client) =>
    client.graphql<unknown>(query, variables).catch((error) => {
      const { errors, data: partial } = thrownIn(error);
      if (!errors) throw error;
      for (const one of errors) refuse(one, wanted, also, reader);
      return partial;
    }),
  );
  const answer = answerIn(ANSWER, data);
  if (wanted.some((_one, index) => answer[`r${index}`] === undefined)) throw notGithub();
  return answer;
}

/** Throws for every error but that a repository is not there, or what is asked beside it: answers. */
function refuse(
  { type, path }: GraphqlError,
  wanted: readonly Wanted[],
  also: Also | undefined,
  { token }: Reader,
): void {
  const [alias] = path ?? [];
  if (alias === "also") {
    refuseAlso({ type }, also);
    return;
  }
  const index = typeof alias === "string" ? Number(/^r(\d+)$/.exec(alias)?.[1]) : Number.NaN;
  const repository = wanted[index]?.repository;
  if (repository && type === "NOT_FOUND") return;
  if (repository && (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES")) {
    throw new CannotRunError(forbidden(`github:${repositoryName(repository)}`, token));
  }
  throw notAnswered(type);
}

/** Missing, or not for this token to see, is an answer; trouble at GitHub is an error. */
function refuseAlso({ type = "" }: Pick<GraphqlError, "type">, also: Also | undefined): void {
  const isRefused = REFUSALS.has(type);
  if (also?.isNeeded && !isRefused) throw notAnswered(type);
}

/** By their names in the query. */
const ANSWER = z.record(z.string(), z.unknown());

/** A folder has entries, a file has the others, and any other object has nothing. */
const OBJECTS = z.nullable(
  z.record(
    z.string(),
    z.nullable(
      z.object({
        entries: z.nullish(
          z.array(z.object({ name: z.string(), mode: z.number(), oid: z.string() })),
        ),
        byteSize: z.nullish(z.number()),
        isBinary: z.nullish(z.boolean()),
        text: z.nullish(z.string()),
      }),
    ),
  ),
);

type Objects = NonNullable<z.output<typeof OBJECTS>>;

const REFUSALS = new Set(["NOT_FOUND", "FORBIDDEN", "INSUFFICIENT_SCOPES"]);

function notAnswered(type = ""): CannotRunError {
  const kind = /^[A-Z_]{1,40}$/.test(type) ? ` (${type})` : "";
  return new CannotRunError(`GitHub could not answer the query${kind}; run again later`);
}

async function snapshotIn(
  reader: Reader,
  { repository, paths }: Wanted,
  found: Objects,
): Promise<Snapshot | undefined> {
  // Every commit has a root, if an empty one.
  if (!found.d0?.entries) return undefined;
  const tree = treeIn(found, foldersFor(paths));
  const files = new Map<string, SnapshotFile>();
  for (const [index, path] of paths.entries()) {
    const one = foundFor(tree, path);
    if (!one) continue;
    const at = "at" in one ? one.at : undefined;
    const blob = found[at === undefined ? `f${index}` : `t${index}`];
    const file = await fileIn(reader, repository, one, blob);
    files.set(path, at === undefined ? file : { ...file, at });
  }
  return files;
}

function treeIn(found: Objects, folders: readonly string[]): Tree {
  const tree = new Map<string, Entry>();
  for (const [index, folder] of folders.entries()) {
    const entries = found[`d${index}`]?.entries;
    if (!entries && isFolder(tree.get(folder))) throw notGithub();
    for (const { name, mode, oid } of entries ?? []) {
      const path = folder === "" ? name : `${folder}/${name}`;
      tree.set(path, { mode: mode.toString(8).padStart(6, "0"), oid });
    }
  }
  return tree;
}

async function fileIn(
  reader: Reader,
  repository: Repository,
  found: NonNullable<FoundFile<Entry>>,
  blob: Objects[string] | undefined,
): Promise<SnapshotFile> {
  if ("unusable" in found) return found.unusable;
  const { byteSize, isBinary, text } = blob ?? {};
  if (byteSize === undefined || byteSize === null) throw notGithub();
  const tooMuch = oversize(byteSize, reader.limits);
  if (tooMuch) return tooMuch;
  if (isBinary === true) return binaryFile();
  if (typeof text === "string") {
    const bytes = new TextEncoder().encode(text);
    // GitHub cuts texts short, guesses other encodings, and puts U+FFFD for what it cannot read.
    if (bytes.length === byteSize && !text.includes("\uFFFD"))
      return commitFile(bytes, reader.limits);
  }
  return readBlob(reader, repository, found.file.oid);
}
