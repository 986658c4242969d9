import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line in this process, on 2026-11-23, in a folder; gives what a shell would see. */
export function runCli(
  args: readonly string[],
  world: { cwd?: string; env?: Io["env"]; isTTY?: boolean } = {},
): CliResult {
  const result: CliResult = { code: -1, stdout: "", stderr: "" };
  result.code = run(args, {
    stdout: {
      write: (text) => {
        result.stdout += text;
      },
      isTTY: world.isTTY ?? false,
    },
    stderr: {
      write: (text) => {
        result.stderr += text;
      },
    },
    env: world.env ?? {},
    cwd: world.cwd ?? process.cwd(),
    now: new Date("2026-11-23T12:00:00Z"),
    packageRoot: new URL("../../", import.meta.url),
  });
  return result;
}
