import { getInput, setOutput, setSecret, summary } from "@actions/core";
import { EXIT } from "../core/exit-codes.ts";
import { NOT_CHECKED } from "../report/last-line.ts";
import { runAction } from "./run.ts";
import type { Runner } from "./runner.ts";
import { NOT_JUDGED, printFault } from "./tell.ts";

let isDecided = false;
const runner: Runner = {
  env: process.env,
  input: (name) => getInput(name),
  output: setOutput,
  hide: setSecret,
  print: (text) => process.stdout.write(text),
  decide(exitCode) {
    isDecided = true;
    process.exitCode = exitCode;
  },
  async summarise(markdown) {
    // Runners of old servers have no summaries.
    if (process.env.GITHUB_STEP_SUMMARY) await summary.addRaw(markdown).write();
  },
  now: new Date(),
};

// Should nothing be left to wait for before the run is over, it has not come to a verdict.
process.exitCode = EXIT.cannotRun;
// A log that takes no more is no reason to lose the verdict: the exit code still says it.
process.stdout.on("error", () => {});
process.on("uncaughtException", (error) => {
  printFault(error, runner, isDecided ? "warning" : "failure");
  // What goes wrong beside a verdict that was reached does not keep it from being published.
  if (isDecided) return;
  runner.print(`${NOT_CHECKED}\n`);
  try {
    runner.output("verdict", NOT_JUDGED);
  } finally {
    process.exit(EXIT.cannotRun);
  }
});
void runAction(runner).then((code) => {
  process.exitCode = code;
});
