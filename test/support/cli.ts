import type { Io } from "../../src/cli/io.ts";
import { runCommandLine } from "../../src/cli/run.ts";

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

interface World {
  cwd?: string;
  env?: Io["env"];
  isTTY?: boolean;
  network?: Io["network"];
}

/** Runs the command line in this process, on 2026-11-23, in a folder; gives what a shell would see. */
export function runCli(args: readonly string[], world: World = {}): CliResult {
  const { result, code } = start(args, world);
  if (typeof code !== "number") throw new Error(`dsp ${args.join(" ")} has to be waited for`);
  return Object.assign(result, { code });
}

/** As `runCli`, of a command that asks GitHub. */
export async function runCliOnline(args: readonly string[], world: World = {}): Promise<CliResult> {
  const { result, code } = start(args, world);
  return Object.assign(result, { code: await code });
}

function start(args: readonly string[], world: World) {
  const result: CliResult = { code: -1, stdout: "", stderr: "" };
  const code = runCommandLine(args, {
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
    network: world.network,
  });
  return { result, code };
}
