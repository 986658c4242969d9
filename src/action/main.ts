import { getInput, setOutput, setSecret, summary } from "@actions/core";
import { EXIT } from "../core/exit-codes.ts";
import { run } from "./run.ts";

// Should nothing be left to wait for before the run is over, it has not come to a verdict.
process.exitCode = EXIT.cannotRun;
void run({
  env: process.env,
  input: (name) => getInput(name),
  output: setOutput,
  hide: setSecret,
  print: (text) => process.stdout.write(text),
  async summarise(markdown) {
    // Runners of old servers have no summaries.
    if (process.env.GITHUB_STEP_SUMMARY) await summary.addRaw(markdown).write();
  },
  now: new Date(),
}).then((code) => {
  process.exitCode = code;
});
