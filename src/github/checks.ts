import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import type { CheckAnnotation, CheckConclusion } from "../report/check-run.ts";
import { answerIn } from "./answer.ts";
import { type Attempt, attempt, type Reader, type Repository } from "./reader.ts";

/** A check run of a commit, as far as keeping one needs. */
export interface CheckRun {
  id: number;
  isCompleted: boolean;
  /** What the App wrote there to know it by. */
  externalId: string;
  /** How many annotations it has: more can be added, and none taken away. */
  annotations: number;
}

/** What a check run says, or what of it is changed. */
export interface CheckRunChange {
  status: "in_progress" | "completed";
  conclusion?: CheckConclusion;
  external_id?: string;
  details_url?: string;
  output: { title: string; summary: string; annotations?: readonly CheckAnnotation[] };
  actions?: readonly { label: string; description: string; identifier: string }[];
}

/** The commit that a check run is of, and its name. */
export interface CheckTarget {
  repository: Repository;
  sha: string;
  name: string;
}

/**
 * The latest check run of that name on a commit that this App made: one request. Check runs of other
 * Apps do not count. Rejects with a `CannotRunError`.
 */
export async function ownCheckRun(
  reader: Reader,
  target: CheckTarget,
  slug: string,
): Promise<Attempt<CheckRun | undefined>> {
  const found = await ownCheckRuns(reader, target, slug);
  if (!found.ok) return found;
  return { ok: true, value: found.value.find(({ name }) => name === target.name) };
}

/** As `ownCheckRun`, all that this App made on a commit, whatever their names, the latest first. */
export async function ownCheckRuns(
  reader: Reader,
  { repository: { owner, name: repo }, sha, name }: Omit<CheckTarget, "name"> & { name?: string },
  slug: string,
): Promise<Attempt<(CheckRun & { name: string })[]>> {
  const answer = await attempt(reader, { owner, name: repo }, (client) =>
    client.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
      owner,
      repo,
      ref: sha,
      ...(name !== undefined && { check_name: name }),
      filter: "latest",
      per_page: 100,
    }),
  );
  if (!answer.ok) return answer;
  const { check_runs } = answerIn(CHECK_RUNS, answer.value.data);
  const runs = check_runs
    .filter(({ app }) => app?.slug === slug)
    .map((one) => ({ ...checkRunOf(one), name: one.name }));
  return { ok: true, value: runs.sort((one, other) => other.id - one.id) };
}

/**
 * Makes a check run by one request. If it is not known whether GitHub made it, looks for it, and makes
 * it again only if it is missing. Rejects with a `CannotRunError`.
 */
export async function createCheckRun(
  reader: Reader,
  target: CheckTarget,
  slug: string,
  change: CheckRunChange,
): Promise<Attempt<CheckRun>> {
  try {
    return await createOnce(reader, target, change);
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    const found = await ownCheckRun(reader, target, slug);
    if (!found.ok) return found;
    const isOurs = found.value?.externalId === change.external_id;
    return found.value && isOurs
      ? { ok: true, value: found.value }
      : createOnce(reader, target, change);
  }
}

async function createOnce(
  reader: Reader,
  { repository, sha, name }: CheckTarget,
  { status, ...change }: CheckRunChange,
): Promise<Attempt<CheckRun>> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/check-runs", {
      owner: repository.owner,
      repo: repository.name,
      name,
      head_sha: sha,
      // Octokit's types tie the conclusion to one of the states.
      ...({ status, ...change } as { status: "in_progress" }),
    }),
  );
  return answer.ok
    ? { ok: true, value: checkRunOf(answerIn(CHECK_RUN, answer.value.data)) }
    : answer;
}

/**
 * Changes a check run; annotations are added to those that it has. If it is not known whether GitHub added
 * them, looks first, because GitHub would add them twice. Rejects with a `CannotRunError`.
 */
export async function updateCheckRun(
  reader: Reader,
  repository: Repository,
  run: CheckRun,
  change: CheckRunChange,
): Promise<Attempt<CheckRun>> {
  try {
    return await updateOnce(reader, repository, run.id, change);
  } catch (error) {
    const added = change.output.annotations?.length ?? 0;
    if (!(error instanceof CannotRunError) || added === 0) throw error;
    const now = await checkRun(reader, repository, run.id);
    const isDone = now.ok && now.value.annotations >= run.annotations + added;
    return isDone || !now.ok ? now : updateOnce(reader, repository, run.id, change);
  }
}

async function checkRun(
  reader: Reader,
  repository: Repository,
  id: number,
): Promise<Attempt<CheckRun>> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      owner: repository.owner,
      repo: repository.name,
      check_run_id: id,
    }),
  );
  return answer.ok
    ? { ok: true, value: checkRunOf(answerIn(CHECK_RUN, answer.value.data)) }
    : answer;
}

async function updateOnce(
  reader: Reader,
  repository: Repository,
  id: number,
  change: CheckRunChange,
): Promise<Attempt<CheckRun>> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      owner: repository.owner,
      repo: repository.name,
      check_run_id: id,
      ...(change as { status: "in_progress" }),
    }),
  );
  return answer.ok
    ? { ok: true, value: checkRunOf(answerIn(CHECK_RUN, answer.value.data)) }
    : answer;
}

const CHECK_RUN = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  external_id: z.nullish(z.string()),
  output: z.optional(z.object({ annotations_count: z.optional(z.number()) })),
  app: z.nullish(z.object({ slug: z.optional(z.string()) })),
});

const CHECK_RUNS = z.object({ check_runs: z.array(CHECK_RUN) });

function checkRunOf({ id, status, external_id, output }: z.output<typeof CHECK_RUN>): CheckRun {
  return {
    id,
    isCompleted: status === "completed",
    externalId: external_id ?? "",
    annotations: output?.annotations_count ?? 0,
  };
}
