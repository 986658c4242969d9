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
export interface LocalPolicy {
  policy: Policy;
  text?: string;
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
): LocalPolicy {
  const own = textOf(readWorkingFile(root, POLICY_PATH, limits), POLICY_PATH);
  const repository =
    own === undefined ? undefined : accept(parseRepositoryPolicy(own, POLICY_PATH, today, limits));
  const organisation =
    organisationFile === undefined
      ? undefined
      : accept(
          parseOrganisationPolicy(
            readNamed(organisationFile),
            organisationFile.path,
            today,
            limits,
          ),
        );
  return { policy: resolvePolicy(organisation, repository), text: own };
}

function accept<T>(
  reading: { ok: true; policy: T } | { ok: false; file: string; problems: DocumentProblem[] },
): T {
  if (reading.ok) return reading.policy;
  throw new UsageError(lines(reading.file, reading.problems));
}

function textOf(file: SnapshotFile | undefined, path: string): string | undefined {
  if (!file) return undefined;
  if (file.ok) return file.text;
  throw new UsageError(lines(path, [file.problem]));
}

function lines(file: string, problems: readonly DocumentProblem[]): string {
  return problems
    .map(({ line, column, message, fix }) => `${file}:${line}:${column}: ${message}; ${fix}`)
    .join("\n");
}

/** A file that the caller names: it may stand anywhere. */
function readNamed({ path, cwd }: { path: string; cwd: string }): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(cwd, path));
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(`--org-policy ${quote(path)} cannot be read (${code}); name a YAML file`);
  }
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) throw new UsageError(lines(path, [decoded.problem]));
  return decoded.text;
}
