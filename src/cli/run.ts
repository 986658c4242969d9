import { refusalOf, UsageError } from "../core/errors.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import { quote } from "../core/quote.ts";
import { nearest } from "../core/suggest.ts";
import { VERSION } from "../core/version.ts";
import { faultInWords, stackOf } from "../report/fault.ts";
import { CANNOT_CHECK, NOT_CHECKED } from "../report/last-line.ts";
import { check } from "./commands/check.ts";
import { completion } from "./commands/completion.ts";
import { expectations } from "./commands/expectations.ts";
import { explainCommand } from "./commands/explain.ts";
import { init } from "./commands/init.ts";
import { schema } from "./commands/schema.ts";
import { HELP, helpOn } from "./help.ts";
import type { Io } from "./io.ts";
import { PolicyError } from "./policy.ts";

type Command = (args: readonly string[], io: Io) => ExitCode | Promise<ExitCode>;

/** Every command, by name. `help.ts` has a page for each; a test says so. */
export const CLI_COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["check", check],
  ["init", init],
  ["explain", explainCommand],
  ["expectations", expectations],
  ["schema", schema],
  ["completion", completion],
]);

/**
 * Runs the command line and returns its exit code, at once unless it calls GitHub. A user's mistake
 * is one line, and so is a fault of ours.
 */
export function runCommandLine(args: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  try {
    const code = dispatch(args, io);
    return typeof code === "number" ? code : code.catch(refused);
  } catch (error) {
    return refused(error);
  }

  function refused(error: unknown): ExitCode {
    const code = codeFor(error, io, args[0]);
    if (error instanceof PolicyError && args[0] === "check") io.stderr.write(`${NOT_CHECKED}\n`);
    return code;
  }
}

/**
 * Prints what was thrown, in a line, and returns the exit code for it. The line of a check that could not run
 * starts with its result.
 */
export function codeFor(
  error: unknown,
  io: Pick<Io, "stderr" | "env">,
  command?: string,
): ExitCode {
  const refusal = refusalOf(error);
  const cannotRun = command === "check" ? CANNOT_CHECK : "";
  if (!refusal) {
    const stack = io.env.DSP_DEBUG ? `${stackOf(error)}\n` : "";
    io.stderr.write(`${cannotRun}${faultInWords(error, "set DSP_DEBUG=1 to see where")}\n${stack}`);
    return EXIT.cannotRun;
  }
  const isUsage = refusal.kind === "usage";
  io.stderr.write(`${isUsage ? "" : cannotRun}${refusal.message}\n`);
  return isUsage ? EXIT.usage : EXIT.cannotRun;
}

function dispatch(args: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === "--version" || first === "-v") return print(`${VERSION}\n`, io);
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    return print(first === "help" && rest[0] ? helpOn(rest[0]) : HELP, io);
  }
  const command = CLI_COMMANDS.get(first);
  if (!command) throw new UsageError(unknownCommand(first));
  if (rest.includes("--help") || rest.includes("-h")) return print(helpOn(first), io);
  return command(rest, io);
}

function print(text: string, io: Io): ExitCode {
  io.stdout.write(text);
  return EXIT.clean;
}

function unknownCommand(word: string): string {
  const known = [...CLI_COMMANDS.keys()];
  const near = nearest(word, known);
  const hint = near ? `did you mean \`dsp ${near}\`?` : `commands: ${known.join(", ")}`;
  return `there is no command ${quote(word)}; ${hint}`;
}
