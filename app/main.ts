import { codeOf, refusalOf, UsageError } from "../src/core/errors.ts";
import { EXIT } from "../src/core/exit-codes.ts";
import { setupHere } from "./setup/terminal.ts";
import { start, sweepOnce, type World } from "./start.ts";

const world: World = {
  env: process.env,
  write: (line) => process.stdout.write(line),
  now: () => new Date(),
};

// The App goes on if nobody reads the log any more.
process.stdout.on("error", () => {});

/** How long a stop may take before it is cut short. Source: `reliability.md`, F36. */
const STOP_MS = 25_000;

/** A signal that comes again so soon is the same one: a terminal and npm each pass it on. */
const SAME_SIGNAL_MS = 1_000;

/** `npm run setup` writes what GitHub sent into `.env`; the environment itself comes first. */
function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return;
    throw new UsageError(`.env cannot be read (${code}); make it a file that this user may read`);
  }
}

/** Stops once, and well if it can; who asks again later does not want to wait. */
function stopOnSignal(stopWell: () => Promise<void>): void {
  let first: number | undefined;
  const stop = () => {
    const now = performance.now();
    if (first !== undefined) {
      if (now - first > SAME_SIGNAL_MS) process.exit(EXIT.cannotRun);
      return;
    }
    first = now;
    setTimeout(() => process.exit(EXIT.cannotRun), STOP_MS).unref();
    void stopWell();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function main(): Promise<void> {
  loadEnvFile();
  if (process.argv[2] === "setup") {
    await setupHere(process.argv.slice(3));
    return;
  }
  if (process.argv[2] === "sweep") {
    await sweepOnce(world);
    return;
  }
  const started = start(world);
  // From its first line in the log on it can be told to stop. Why it did not start is told below.
  stopOnSignal(() => started.then(({ stop }) => stop()).catch(() => {}));
  await started;
}

main().catch((error: unknown) => {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  process.stderr.write(`${refusal.message}\n`);
  process.exitCode = refusal.kind === "usage" ? EXIT.usage : EXIT.cannotRun;
});
