import { RefusedError } from "../../src/github/errors.ts";
import { type Issue, issuesBy } from "../../src/github/issues.ts";
import type { Reader, Repository } from "../../src/github/reader.ts";
import type { Account } from "../account.ts";

/**
 * The issues that the App opened in a repository, the newest first. If issues are turned off, as in every
 * fork until someone turns them on, the list is empty without a request. Rejects as `issuesBy` does.
 */
export async function issuesOfOurs(
  reader: Reader,
  repository: Repository & { hasIssues: boolean },
  { login }: Account,
): Promise<{ issues: Issue[]; hasIssues: boolean }> {
  const none = { issues: [], hasIssues: false };
  if (!repository.hasIssues) return none;
  try {
    return { issues: await issuesBy(reader, repository, login), hasIssues: true };
  } catch (error) {
    // Somebody has switched them off since the overview was read.
    if (error instanceof RefusedError && error.status === 410) return none;
    throw error;
  }
}
