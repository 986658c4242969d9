import { isoDateOf } from "../core/dates.ts";
import { refusalOf } from "../core/errors.ts";
import type { ExitCode } from "../core/exit-codes.ts";
import { type Check, isOnline } from "./check.ts";
import { occasionOf, readPayload, repositoryOf } from "./event.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { type Job, readJob } from "./job.ts";
import { judge } from "./judge.ts";
import { taskOf } from "./occasion.ts";
import type { Online } from "./online.ts";
import { publishState } from "./publish.ts";
import type { Runner } from "./runner.ts";
import { fromGithub, fromWorkspace } from "./sources.ts";
import { tellNothing, tellPolicyProblems, tellRefusal, tellVerdict } from "./tell.ts";

/**
 * One run of the Action: returns its exit code. A user's mistake is a line, and so is a fault of
 * ours.
 */
export async function runAction(runner: Runner): Promise<ExitCode> {
  try {
    const inputs = readInputs(runner.input);
    if (inputs.token !== undefined) runner.hide(inputs.token);
    const job = readJob(runner.env);
    const payload = readPayload(job);
    const online = await connectTo(job, inputs, runner);
    const repository = await repositoryOf(payload, online);
    const found = await occasionOf(taskOf(payload, job, repository.defaultBranch), online);
    if ("why" in found) return await tellNothing(found.why, runner);
    return await carryOut({ runner, inputs, job, repository, occasion: found, online });
  } catch (error) {
    return tellRefusal(error, runner);
  }
}

async function carryOut(check: Check): Promise<ExitCode> {
  try {
    const judged = await whileSlow(read(check), async () => {
      if (isOnline(check))
        await publishState(check, "pending", { what: "reading policy and evidence" });
    });
    return judged.ok
      ? await tellVerdict(judged, check)
      : await tellPolicyProblems(judged.problems, check);
  } catch (error) {
    const message = refusalOf(error)?.message ?? "a fault of this tool, which the run shows";
    if (isOnline(check)) await publishState(check, "error", { what: `could not run: ${message}` });
    throw error;
  }
}

function read({ runner, inputs, job, repository, occasion, online }: Check) {
  const areCommentsWanted = inputs.comment !== "never";
  const source = online
    ? fromGithub(online, occasion, inputs.folder, areCommentsWanted)
    : fromWorkspace(job, occasion, inputs.folder, inputs.limits);
  return judge(source, {
    inputs,
    repository,
    isChange: occasion.base !== undefined,
    today: isoDateOf(runner.now),
    limits: inputs.limits,
  });
}

/** Loads what calls GitHub only if there is a token to call it with. */
async function connectTo(
  job: Job,
  { token, limits }: Inputs,
  { env, network }: Runner,
): Promise<Online | undefined> {
  if (token === undefined) return undefined;
  const { connect } = await import("./online.ts");
  const { repository } = job;
  return connect({
    token,
    repository,
    limits,
    env,
    network,
  });
}

/** What takes longer than this has people wondering. */
const SLOW_MS = 3_000;

/** Waits for work. If the work is slow, does something else meanwhile, and waits for that too. */
async function whileSlow<T>(work: Promise<T>, meanwhile: () => Promise<void>): Promise<T> {
  let other: Promise<void> | undefined;
  const timer = setTimeout(() => {
    other = meanwhile();
  }, SLOW_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    await other;
  }
}
