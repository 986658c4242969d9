import { shown } from "./checks.ts";
import { correctedObject } from "./correct.ts";
import { pushCommit, shaOf } from "./git.ts";
import type { Reply } from "./route.ts";
import { asList, asRecord } from "./shapes.ts";
import type { Asked } from "./upstream.ts";
import type { Json } from "./values.ts";
import type { Workings } from "./workings.ts";

/** A pull request as GitHub shows it: the emulator leaves its head where it was when it was opened. */
export async function pullAnswer(front: Workings, asked: Asked): Promise<Reply> {
  const reply = await front.upstream.call(asked);
  return reply.status === 200
    ? { status: 200, body: await withHead(front, asRecord(reply.body)) }
    : reply;
}

async function withHead(front: Workings, pull: Json): Promise<Json> {
  const head = asRecord(pull.head);
  const { full_name } = asRecord(head.repo);
  const sha = await shaOf(front, `/repos/${full_name}`, String(head.ref));
  return correctedObject(front.state, { ...pull, head: { ...head, sha: sha ?? head.sha } });
}

/** Tells of a pull request, as it is now. */
export async function tellPull(
  front: Workings,
  login: string,
  fullName: string,
  number: number,
  payload: Json,
): Promise<void> {
  const { id } = await front.upstream.get(`/repos/${fullName}`);
  const found = await front.upstream.get(`/repos/${fullName}/pulls/${number}`);
  const pull_request = await withHead(front, found);
  await front.tell(Number(id), login, [
    { event: "pull_request", payload: { number, pull_request, ...payload } },
  ]);
}

/** Tells of the open pull requests that a push to a branch has moved, here and in the one it is a fork of. */
export async function tellMoved(
  front: Workings,
  login: string,
  fullName: string,
  branch: string,
  { before, after }: Json,
): Promise<void> {
  const repository = await front.upstream.get(`/repos/${fullName}`);
  const bases = [fullName, ...parentOf(front, Number(repository.id))];
  for (const base of bases) {
    for (const { number, head } of await openPulls(front, base)) {
      const { ref, repo } = asRecord(head);
      if (ref !== branch || asRecord(repo).full_name !== fullName) continue;
      const payload = { action: "synchronize", before, after };
      await tellPull(front, login, base, Number(number), payload);
    }
  }
}

function parentOf(front: Workings, id: number): string[] {
  const parent = front.state.parents.get(id);
  return parent === undefined ? [] : [parent];
}

async function openPulls(front: Workings, fullName: string): Promise<Json[]> {
  const { body } = await front.upstream.call({
    method: "GET",
    path: `/repos/${fullName}/pulls?per_page=100`,
    token: "person-admin",
  });
  return asList(body).map(asRecord);
}

/**
 * Puts a pull request into the merge queue: a commit of its own, with the files of both, on a branch
 * that only GitHub writes to. Gives the commit.
 */
export async function enqueuePull(
  front: Workings,
  login: string,
  fullName: string,
  number: number,
  files: Parameters<typeof pushCommit>[3]["files"],
): Promise<string> {
  const pull = asRecord((await front.upstream.get(`/repos/${fullName}/pulls/${number}`)).base);
  const baseSha = (await shaOf(front, `/repos/${fullName}`, String(pull.ref))) ?? "";
  const branch = `gh-readonly-queue/${pull.ref}/pr-${number}-${baseSha}`;
  await front.act(login, "POST", `/repos/${fullName}/git/refs`, {
    ref: `refs/heads/${branch}`,
    sha: baseSha,
  });
  const message = `Merge pull request #${number}`;
  const { sha } = await pushCommit(front, login, fullName, { files, message, branch });
  const { id } = await front.upstream.get(`/repos/${fullName}`);
  const merge_group = {
    head_sha: sha,
    head_ref: `refs/heads/${branch}`,
    base_sha: baseSha,
    base_ref: `refs/heads/${pull.ref}`,
    head_commit: { id: sha, message },
  };
  await front.tell(Number(id), login, [
    { event: "merge_group", payload: { action: "checks_requested", merge_group } },
  ]);
  return sha;
}

/** Tells that someone wants a check run, or all of its commit, made again. */
export async function tellAgain(
  front: Workings,
  login: string,
  fullName: string,
  runId: number,
  { event, action, more = {} }: { event: "check_run" | "check_suite"; action: string; more?: Json },
): Promise<void> {
  const { id } = await front.upstream.get(`/repos/${fullName}`);
  const run = shown(
    front.state,
    await front.upstream.get(`/repos/${fullName}/check-runs/${runId}`),
  );
  const { head_sha, app } = run;
  const open = await Promise.all(
    (await openPulls(front, fullName)).map((pull) => withHead(front, pull)),
  );
  // Of commits that come from a fork, GitHub says neither the branch nor the pull request.
  const here = open.filter(({ head }) => {
    const { sha, repo } = asRecord(head);
    return sha === head_sha && asRecord(repo).full_name === fullName;
  });
  const pull_requests = here.map(({ number, head, base }) => ({
    number,
    head: { ref: asRecord(head).ref, sha: asRecord(head).sha, repo: { id } },
    base: { ref: asRecord(base).ref, sha: asRecord(base).sha, repo: { id } },
  }));
  const branches = asList(
    (
      await front.upstream.call({
        method: "GET",
        path: `/repos/${fullName}/branches?per_page=100`,
        token: "person-admin",
      })
    ).body,
  ).map(asRecord);
  const branch = branches.find(({ commit }) => asRecord(commit).sha === head_sha);
  const suite = { head_sha, head_branch: branch?.name ?? null, pull_requests, app };
  const payload =
    event === "check_run"
      ? { check_run: { ...run, pull_requests, check_suite: suite } }
      : { check_suite: suite };
  await front.tell(Number(id), login, [{ event, payload: { action, ...payload, ...more } }]);
}
