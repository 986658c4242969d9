import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { decodeUtf8 } from "../core/documents/decode.ts";
import type { Limits } from "../core/documents/limits.ts";
import { codeOf, UsageError } from "../core/errors.ts";
import {
  type FoundPolicies,
  type FoundPolicy,
  type PolicyOutcome,
  policyFrom,
} from "../core/policy/found.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { quote } from "../core/quote.ts";
import { readWorkingFile } from "../local/read-file.ts";

/** A policy that cannot be used: a line for each problem. */
export class PolicyError extends UsageError {}

/** A policy, and its text, which reports show excerpts of. */
export type ReadPolicy = Omit<Extract<PolicyOutcome, { ok: true }>, "ok">;

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
  const organisation = organisationFile ? readNamedPolicy(organisationFile) : "unknown";
  return policyOf({ own, organisation }, today, limits);
}

/** Reads both policies and lays them over each other. Throws as `readPolicy` does. */
export function policyOf(found: FoundPolicies, today: string, limits: Limits): ReadPolicy {
  const outcome = policyFrom(found, today, limits);
  if (outcome.ok) return outcome;
  throw new PolicyError(
    outcome.problems
      .map(
        ({ file, line, column, message, fix }) => `${file}:${line}:${column}: ${message}; ${fix}`,
      )
      .join("\n"),
  );
}

/** A file that the caller names: it may be anywhere. Throws a `UsageError` if it cannot be read. */
export function readNamedPolicy({ path, cwd }: { path: string; cwd: string }): FoundPolicy {
  try {
    return { path, file: decodeUtf8(readFileSync(resolve(cwd, path))) };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(`--org-policy ${quote(path)} cannot be read (${code}); name a YAML file`);
  }
}
