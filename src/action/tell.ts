import { fails } from "../core/assess.ts";
import { refusalOf } from "../core/errors.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { Severity } from "../core/levels.ts";
import type { PolicyProblem } from "../core/policy/found.ts";
import { isPolicyPath } from "../core/policy/path.ts";
import { inFolder } from "../core/snapshot.ts";
import { templateOf } from "../core/templates/index.ts";
import { notesOn } from "../report/change-notes.ts";
import { newFilePage } from "../report/edit-links.ts";
import { oneLine, pathUri } from "../report/escape.ts";
import { faultInWords, stackOf } from "../report/fault.ts";
import {
  annotation,
  debugging,
  MOST_WORKFLOW_ANNOTATIONS,
  plain,
  renderGithub,
} from "../report/github.ts";
import { lastLine, NOT_CHECKED, NOTHING_CHECKED } from "../report/last-line.ts";
import type { LinkTo, Note } from "../report/markdown-parts.ts";
import { policySummary, refusalSummary } from "../report/not-judged.ts";
import { type Check, isOnline } from "./check.ts";
import type { Job } from "./job.ts";
import type { JudgedOccasion } from "./judge.ts";
import type { Occasion } from "./occasion.ts";
import { publish, publishState } from "./publish.ts";
import { Publishing, TITLE } from "./publishing.ts";
import { writeReports } from "./reports.ts";
import type { Runner } from "./runner.ts";
import { verdictSummary } from "./summary.ts";

/**
 * Annotates, writes the reports, sets the outputs, posts and summarises. The verdict sets the exit code:
 * once it is reached, nothing that cannot be published changes it.
 */
export async function tellVerdict(judged: JudgedOccasion, check: Check): Promise<ExitCode> {
  const { runner, inputs, job, occasion } = check;
  const { assessment, failOn } = judged;
  const { counts } = assessment;
  const linkTo = linksInto(job, occasion, judged);
  const notes: Note[] = [...notesOn(judged), ...(isOnline(check) ? [] : [{ text: WITHOUT_TOKEN }])];
  const exitCode = fails(assessment, failOn) ? EXIT.findings : EXIT.clean;
  runner.print(renderGithub(assessment, { most: MOST_WORKFLOW_ANNOTATIONS }));
  runner.decide(exitCode);
  const publishing = new Publishing(runner);
  const written = await writeReports(judged, inputs, job, publishing);
  const outputs = {
    verdict: assessment.verdict,
    stage: assessment.stage,
    failures: counts.failure,
    warnings: counts.warning,
    notices: counts.notice,
    ...written,
  };
  await setOutputs(outputs, publishing, runner);
  if (isOnline(check)) {
    notes.push(...(await publish(check, judged, { notes: [...notes], linkTo }, publishing)));
  }
  for (const { text, more } of notes) runner.print(`${plain(more ? `${text}: ${more}` : text)}\n`);
  // What failed is on the log already, as a warning.
  const said = [...notes, ...publishing.failures];
  await summarise(() => verdictSummary(judged, said, linkTo, job.docs), publishing, runner);
  runner.print(`${plain(lastLine(assessment, failOn))}\n`);
  return exitCode;
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
  await tellNotJudged(() => policySummary(told), runner);
  const [first] = told;
  if (isOnline(check) && first) {
    const { file, line, message, fix } = first;
    const point = { where: `${file}:${line}`, what: message, toDo: fix };
    await publishState(check, "error", point);
  }
  runner.print(`${NOT_CHECKED}\n`);
  return EXIT.usage;
}

/** The organisation's policy is in another repository, mostly: then no line of this one can be shown. */
function pathHere(file: string, { repository: { owner, name } }: Job): string | undefined {
  if (isPolicyPath(file)) return file;
  const root = `${owner}/${name}/`;
  // GitHub does not tell names by their case.
  return file.toLowerCase().startsWith(root.toLowerCase()) ? file.slice(root.length) : undefined;
}

/** The output `verdict` of a run that came to none. */
export const NOT_JUDGED = "not-judged";

/** Says in a line why the run came to no verdict: a refusal, or a fault of ours. */
export async function tellRefusal(error: unknown, runner: Runner): Promise<ExitCode> {
  const refusal = refusalOf(error);
  const message = refusal?.message ?? faultInWords(error, TO_SEE);
  if (refusal) {
    for (const line of message.split("\n")) {
      runner.print(`${annotation("failure", {}, TITLE, oneLine(line))}\n`);
    }
  } else {
    printFault(error, runner, "failure");
  }
  await tellNotJudged(() => refusalSummary(message), runner);
  runner.print(`${NOT_CHECKED}\n`);
  return refusal?.kind === "usage" ? EXIT.usage : EXIT.cannotRun;
}

/** Says that a fault of ours happened. With debug logging, shows the place. */
export function printFault(error: unknown, runner: Runner, level: Severity): void {
  runner.print(`${annotation(level, {}, TITLE, faultInWords(error, TO_SEE))}\n`);
  runner.print(`${debugging(stackOf(error))}\n`);
}

/** The runner then shows what is written for debugging. */
const TO_SEE = "run the job again with debug logging, which shows where";

/** Says that there is nothing to judge, which is no fault. */
export async function tellNothing(why: string, runner: Runner): Promise<ExitCode> {
  runner.print(`${plain(`Nothing to judge: ${why}`)}\n`);
  await setOutputs({ verdict: NOT_JUDGED }, new Publishing(runner), runner);
  runner.print(`${NOTHING_CHECKED}\n`);
  return EXIT.clean;
}

async function tellNotJudged(summary: () => string, runner: Runner): Promise<void> {
  const publishing = new Publishing(runner);
  await setOutputs({ verdict: NOT_JUDGED }, publishing, runner);
  await summarise(summary, publishing, runner);
}

function setOutputs(
  outputs: Readonly<Record<string, string | number>>,
  publishing: Publishing,
  runner: Runner,
): Promise<void> {
  return publishing.step("The outputs could not be set", () => {
    for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
  });
}

function summarise(summary: () => string, publishing: Publishing, runner: Runner): Promise<void> {
  return publishing.step("The job summary could not be written", () => runner.summarise(summary()));
}

/** The page of a line; for a missing evidence file, the page on GitHub to start it. */
function linksInto(
  { repositoryUrl }: Job,
  { head, branch }: Occasion,
  judged: JudgedOccasion,
): LinkTo {
  const { stage } = judged.assessment;
  return (file, line) => {
    if (line !== undefined) return `${repositoryUrl}/blob/${head}/${pathUri(file)}#L${line}`;
    const missing = judged.files.find((one) => one.file === file && one.state === "absent");
    if (!missing || !branch) return undefined;
    const url = `${new URL(repositoryUrl).origin}/${branch.repository}`;
    const editable = { url, defaultBranch: branch.name };
    return newFilePage(editable, file, templateOf(missing.artefact, stage)).address;
  };
}
