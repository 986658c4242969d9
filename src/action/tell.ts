import { fails } from "../core/assess.ts";
import { refusalOf } from "../core/errors.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { PolicyProblem } from "../core/policy/found.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import { inFolder } from "../core/snapshot.ts";
import { notesOn } from "../report/change-notes.ts";
import { oneLine, pathUri } from "../report/escape.ts";
import { annotation, MOST_ANNOTATIONS, plain, renderGithub } from "../report/github.ts";
import type { Note } from "../report/markdown-parts.ts";
import { policySummary, refusalSummary } from "../report/not-judged.ts";
import { type Check, isOnline } from "./check.ts";
import type { Job } from "./job.ts";
import type { Judged } from "./judge.ts";
import type { Occasion } from "./occasion.ts";
import { publish, publishState } from "./publish.ts";
import { writeReports } from "./reports.ts";
import type { Runner } from "./runner.ts";
import { verdictSummary } from "./summary.ts";

/** Annotates, writes the reports, sets the outputs, posts and summarises; the verdict sets the exit code. */
export async function tellVerdict(judged: Judged, check: Check): Promise<ExitCode> {
  const { runner, inputs, job, occasion } = check;
  const { assessment, failOn } = judged;
  const { counts } = assessment;
  const linkTo = linksInto(job, occasion);
  const notes: Note[] = [...notesOn(judged), ...(isOnline(check) ? [] : [{ text: WITHOUT_TOKEN }])];
  runner.print(renderGithub(assessment, { most: MOST_ANNOTATIONS }));
  const written = writeReports(judged, inputs, job);
  const outputs = {
    verdict: assessment.verdict,
    stage: assessment.stage,
    failures: counts.failure,
    warnings: counts.warning,
    notices: counts.notice,
    ...written,
  };
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
  try {
    if (isOnline(check)) {
      notes.push(...(await publish(check, judged, { notes: [...notes], linkTo })));
    }
  } finally {
    for (const { text, more } of notes)
      runner.print(`${plain(more ? `${text}: ${more}` : text)}\n`);
    await runner.summarise(verdictSummary(judged, notes, linkTo, job.docs));
  }
  return fails(assessment, failOn) ? EXIT.findings : EXIT.clean;
}

const WITHOUT_TOKEN =
  "There is no token: the checkout was judged, without the organisation's policy, and nothing was posted";

/** Says why the policy cannot be used: then nothing was judged. */
export async function tellPolicyProblems(
  problems: readonly PolicyProblem[],
  check: Check,
): Promise<ExitCode> {
  const { runner, job, inputs } = check;
  const told = problems.map((problem) => {
    const here = pathHere(problem.file, job);
    const isHere = here !== undefined;
    return { ...problem, isHere, file: isHere ? inFolder(here, inputs.folder) : problem.file };
  });
  for (const { file, isHere, message, fix, ...place } of told) {
    const at = isHere ? { file, place } : {};
    const prefix = isHere ? "" : `${oneLine(file)}:${place.line}: `;
    const text = `${prefix}${oneLine(message)}\nfix: ${oneLine(fix)}`;
    runner.print(`${annotation("failure", at, "policy", text)}\n`);
  }
  runner.output("verdict", NOT_JUDGED);
  await runner.summarise(policySummary(told));
  const [first] = told;
  if (isOnline(check) && first) {
    const { file, line, message, fix } = first;
    await publishState(check, "error", `${file}:${line}: ${message}; ${fix}`);
  }
  return EXIT.usage;
}

/** The organisation's policy is in another repository, mostly: then no line of this one can be shown. */
function pathHere(file: string, { repository: { owner, name } }: Job): string | undefined {
  if (file === POLICY_PATH) return file;
  const root = `${owner}/${name}/`;
  // GitHub does not tell names by their case.
  return file.toLowerCase().startsWith(root.toLowerCase()) ? file.slice(root.length) : undefined;
}

/** The output `verdict` of a run that came to none. */
const NOT_JUDGED = "not-judged";

/** Says in a line why the run came to no verdict. Rejects with what is no refusal: a fault of ours. */
export async function tellRefusal(error: unknown, runner: Runner): Promise<ExitCode> {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  const { kind, message } = refusal;
  for (const line of message.split("\n")) {
    runner.print(`${annotation("failure", {}, "DSP Lifecycle", oneLine(line))}\n`);
  }
  runner.output("verdict", NOT_JUDGED);
  await runner.summarise(refusalSummary(message));
  return kind === "usage" ? EXIT.usage : EXIT.cannotRun;
}

/** Says that there is nothing to judge, which is no fault. */
export function tellNothing(why: string, runner: Runner): ExitCode {
  runner.print(`${plain(`Nothing to judge: ${why}`)}\n`);
  runner.output("verdict", NOT_JUDGED);
  return EXIT.clean;
}

function linksInto({ repositoryUrl }: Job, { head }: Occasion) {
  return (file: string, line: number | undefined) =>
    line === undefined ? undefined : `${repositoryUrl}/blob/${head}/${pathUri(file)}#L${line}`;
}
