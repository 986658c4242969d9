import { EXIT } from "../core/exit-codes.ts";
import { codeFor, runCommandLine } from "./run.ts";

// A reader that closes the pipe early (`dsp check | head`) has seen enough: no fault of anyone. A report
// that could not be written elsewhere, as on a full disk, was not given.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.clean);
  process.stderr.write(
    `standard output cannot be written (${error.code}); make room, or write the report elsewhere\n`,
  );
  process.exit(EXIT.cannotRun);
});
// If nobody can read the message, only the exit code is left to tell.
process.stderr.on("error", () => {});
process.on("uncaughtException", (error) => process.exit(codeFor(error, process, process.argv[2])));

// Should nothing be left to wait for before the run is over, it has not come to a verdict.
process.exitCode = EXIT.cannotRun;
const code = runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: new Date(),
  // The bundle is in dist/, beside schemas/.
  packageRoot: new URL("..", import.meta.url),
});
if (typeof code === "number") process.exitCode = code;
else void code.then(setExitCode);

function setExitCode(code: number): void {
  process.exitCode = code;
}
