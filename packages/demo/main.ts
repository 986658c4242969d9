import { refusalOf } from "../../src/core/errors.ts";
import { EXIT } from "../../src/core/exit-codes.ts";
import { readOptions, USAGE } from "./options.ts";
import { run } from "./run.ts";
import { createTeller } from "./tell.ts";

// That nobody reads the story any more is no reason to leave the App running.
process.stdout.on("error", () => {});

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return EXIT.clean;
  }
  const isTTY = process.stdout.isTTY ?? false;
  const { NO_COLOR: noColor = "" } = process.env;
  const { columns } = process.stdout;
  const write = (text: string) => process.stdout.write(text);
  const teller = createTeller({ write, isTTY, columns, color: isTTY && noColor === "" });
  const told = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  return run(options, teller, told);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    process.stderr.write(`${refusal.message}\n`);
    process.exitCode = refusal.kind === "usage" ? EXIT.usage : EXIT.cannotRun;
  },
);
