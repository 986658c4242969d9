import { codeOf, refusalOf } from "../src/core/errors.ts";
import { EXIT } from "../src/core/exit-codes.ts";
import { setupHere } from "./setup/terminal.ts";
import { start, sweepOnce, type World } from "./start.ts";

// `npm run setup` leaves what GitHub gave the App in `.env`; what the environment itself says comes first.
try {
  process.loadEnvFile();
} catch (error) {
  if (codeOf(error) !== "ENOENT") throw error;
}

const world: World = {
  env: process.env,
  write: (line) => process.stdout.write(line),
  now: () => new Date(),
};

// That nobody reads the log any more is no reason to stop.
process.stdout.on("error", () => {});

/** How long a stop may take before it is cut short. Source: `reliability.md`, F36. */
const STOP_MS = 25_000;

async function main(): Promise<void> {
  if (process.argv[2] === "setup") {
    await setupHere(process.argv.slice(3));
    return;
  }
  if (process.argv[2] === "sweep") {
    await sweepOnce(world);
    return;
  }
  const started = await start(world);
  const stop = () => {
    setTimeout(() => process.exit(EXIT.cannotRun), STOP_MS).unref();
    void started.stop();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  process.stderr.write(`${refusal.message}\n`);
  process.exitCode = refusal.kind === "usage" ? EXIT.usage : EXIT.cannotRun;
});
