import * as z from "zod/mini";
import type { Limits } from "../core/documents/limits.ts";
import { oversize, withoutPointer } from "../core/git-tree.ts";
import { fileOfBytes, type SnapshotFile } from "../core/snapshot.ts";
import type { Client } from "./client.ts";
import type { Connection } from "./connection.ts";
import { inOneLine, type Right, statusOf } from "./errors.ts";
import { type Reason, reasonIn } from "./reasons.ts";
import { repositoryName } from "./target.ts";

/** What every request needs: a client, and whose token it carries, for when that is refused. */
export interface Reader {
  client: Client;
  token: Connection["token"];
  limits: Limits;
}

/** A repository's name in two parts. */
export interface Repository {
  owner: string;
  name: string;
}

/**
 * Makes a request about a repository, for which a right is needed. Rejects with a `CannotRunError` that
 * says what to do.
 */
export async function ask<T>(
  { client, token }: Reader,
  repository: Repository,
  request: (client: Client) => Promise<T>,
  right: Right = "Contents: read",
): Promise<T> {
  try {
    return await request(client);
  } catch (error) {
    throw inOneLine(error, { repository: repositoryName(repository), token, right });
  }
}

/** The answer to a call for which a token may not have the right. */
export type Attempt<T> = { ok: true; value: T } | Refusal;

/** A refusal by GitHub, and its reason if no missing right is the reason. */
export interface Refusal {
  ok: false;
  status: number;
  reason?: Reason;
}

/** Answers that say that this one thing is not to be had: no right, not there, not as it was put. */
const REFUSALS = new Set([403, 404, 410, 422]);

const ANSWER = z.object({ status: z.number() });

/** As `ask`, but a refusal is an answer: the rest of the run can do without. */
export async function attempt<T>(
  reader: Reader,
  repository: Repository,
  request: (client: Client) => Promise<T>,
  right: Right = "Contents: read",
): Promise<Attempt<T>> {
  try {
    const value = await request(reader.client);
    // A write is not sent to where it should have gone: it has not been done.
    const answer = ANSWER.safeParse(value);
    const isMoved = answer.success && answer.data.status >= 300;
    return isMoved ? { ok: false, status: answer.data.status } : { ok: true, value };
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && REFUSALS.has(status)) {
      return { ok: false, status, reason: reasonIn(error) };
    }
    throw inOneLine(error, { repository: repositoryName(repository), token: reader.token, right });
  }
}

/** A file's bytes by its hash, decoded by us: one request. Rejects as `ask` does. */
export async function readBlob(
  reader: Reader,
  repository: Repository,
  oid: string,
): Promise<SnapshotFile> {
  const { data }: { data: unknown } = await ask(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
      owner: repository.owner,
      repo: repository.name,
      file_sha: oid,
      headers: { accept: "application/vnd.github.raw+json" },
      // Octokit would decode what calls itself UTF-8, and hide bytes that are not UTF-8.
      request: { parseSuccessResponseBody: false },
    }),
  );
  const body = data instanceof ReadableStream ? data : null;
  return commitFile(new Uint8Array(await new Response(body).arrayBuffer()), reader.limits);
}

/** A file of a commit by its bytes: a pointer of Git LFS is not the file. */
export function commitFile(bytes: Uint8Array, limits: Limits): SnapshotFile {
  return oversize(bytes.length, limits) ?? withoutPointer(fileOfBytes(bytes));
}
