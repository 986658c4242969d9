import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { decodeUtf8 } from "../core/documents/decode.ts";
import type { Limits } from "../core/documents/limits.ts";
import type { DocumentProblem } from "../core/documents/place.ts";
import { codeOf, UsageError } from "../core/errors.ts";
import { POLICY_PATH } from "../core/policy/defaults.ts";
import { parseOrganisationPolicy, parseRepositoryPolicy } from "../core/policy/parse.ts";
import type { Policy } from "../core/policy/policy.ts";
import { resolvePolicy } from "../core/policy/resolve.ts";
import { quote } from "../core/quote.ts";
import type { SnapshotFile } from "../core/snapshot.ts";
import { readWorkingFile } from "../local/read-file.ts";

/** A policy and its text, which reports show excerpts of. */
export interface ReadPolicy {
  policy: Policy;
  text?: string;
}

/** A policy file as it was found, and what to call it. */
export interface FoundPolicy {
  path: string;
  file: SnapshotFile;
}

/**
 * The policy of a working tree, with the organisation's from a file if one is named. Throws a
 * `UsageError` with a line for each problem: nothing is judged by a policy that cannot be read.
 */
export function readPolicy(
  root: string,
  organisationFile: { path: string; cwd: string } | undefined,
  today: string,
  limits: Limits,
): ReadPolicy {
  const own = readWorkingFile(root, POLICY_PATH, limits);
  const organisation = organisationFile && readNamedPolicy(organisationFile);
  return policyOf(own, organisation, today, limits);
}

/** Reads both policies and lays them over each other. Throws as `readPolicy` does. */
export function policyOf(
  own: SnapshotFile | undefined,
  organisation: FoundPolicy | undefined,
  today: string,
  limits: Limits,
): ReadPolicy {
  const text = own && textOf(own, POLICY_PATH);
  const repository =
    text === undefined
      ? undefined
      : accept(parseRepositoryPolicy(text, POLICY_PATH, today, limits));
  const above =
    organisation &&
    accept(
      parseOrganisationPolicy(
        textOf(organisation.file, organisation.path),
        organisation.path,
        today,
        limits,
      ),
    );
  return { policy: resolvePolicy(above, repository), text };
}

/** A file that the caller names: it may stand anywhere. Throws a `UsageError` where it cannot be read. */
export function readNamedPolicy({ path, cwd }: { path: string; cwd: string }): FoundPolicy {
  try {
    return { path, file: decodeUtf8(readFileSync(resolve(cwd, path))) };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(`--org-policy ${quote(path)} cannot be read (${code}); name a YAML file`);
  }
}

function accept<T>(
  reading: { ok: true; policy: T } | { ok: false; file: string; problems: DocumentProblem[] },
): T {
  if (reading.ok) return reading.policy;
  throw new UsageError(lines(reading.file, reading.problems));
}

function textOf(file: SnapshotFile, path: string): string {
  if (file.ok) return file.text;
  throw new UsageError(lines(path, [file.problem]));
}

function lines(file: string, problems: readonly DocumentProblem[]): string {
  return problems
    .map(({ line, column, message, fix }) => `${file}:${line}:${column}: ${message}; ${fix}`)
    .join("\n");
}
