import type { RemoteRepository, Wish } from "../../github/remote.ts";
import { policyOf, type ReadPolicy, readNamedPolicy } from "../policy.ts";
import type { ReadingOptions, RepositoryInput } from "./evidence.ts";

const PREFIX = "github:";

/** Whether a target is `github:owner/name[@ref]`, and no folder. */
export function isOnGithub(target: string): boolean {
  return target.startsWith(PREFIX);
}

/**
 * The evidence of a repository on GitHub, read through its API. Rejects with a `UsageError` or a
 * `CannotRunError`.
 */
export async function evidenceFromGithub(
  target: string,
  asked: ReadingOptions,
): Promise<RepositoryInput> {
  const { io, organisation, today, limits } = asked;
  const named =
    organisation === undefined ? undefined : readNamedPolicy({ path: organisation, cwd: io.cwd });
  let read: ReadPolicy | undefined;
  const { facts, files } = await remote(target, asked, {
    limits,
    organisation: named === undefined,
    pathsOf(found) {
      read = policyOf(named ? { ...found, organisation: named } : found, today, limits);
      return Object.values(read.policy.paths);
    },
  });
  if (!read) throw new Error("the repository was read without its policy");
  const { topics, customProperties, visibility } = facts;
  return {
    policy: read.policy,
    policyText: read.text,
    snapshot: files,
    stageFacts: { policy: read.policy, topics, customProperties },
    visibility,
  };
}

/** Loads what calls GitHub only now: nobody who checks a folder waits for it. */
async function remote(
  target: string,
  { io }: ReadingOptions,
  wish: Wish,
): Promise<RemoteRepository> {
  const { readRemote } = await import("../../github/remote.ts");
  return readRemote(target.slice(PREFIX.length), io.env, wish, io.network);
}
