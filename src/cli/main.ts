import { EXIT } from "../core/exit-codes.ts";
import { run } from "./run.ts";

// A reader that closes the pipe early (`dsp check | head`) has seen enough: no fault of anyone.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? EXIT.clean);
});

// Should nothing be left to wait for before the run is over, it has not come to a verdict.
process.exitCode = EXIT.cannotRun;
const code = run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: new Date(),
  // The bundle stands in dist/, beside schemas/.
  packageRoot: new URL("..", import.meta.url),
});
if (typeof code === "number") process.exitCode = code;
else void code.then(setExitCode);

function setExitCode(code: number): void {
  process.exitCode = code;
}
