import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface Measurement {
  name: string;
  state: string;
  ms: number;
  mib: number;
}

export interface Outcome {
  /** What was measured before the process ended, however it did. */
  measured: Measurement[];
  /** Nothing where the process did all it was asked to; else how it ended. */
  failure: string;
  node: string;
}

/** Bundles the child as the command line is bundled; `remove` takes the bundle away again. */
export async function bundleChild(): Promise<{ file: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "dsp-hostile-"));
  const file = join(folder, "child.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./hostile-child.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    format: "esm",
    target: "node20",
    platform: "neutral",
    conditions: ["import"],
    mainFields: ["module", "main"],
    external: ["node:*"],
    logLevel: "error",
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the child with a Node (`["node"]`, or how to fetch one) and a job, for two minutes at most. */
export function runChild(node: readonly string[], file: string, ...job: string[]): Outcome {
  const [command = "", ...rest] = node;
  const { stdout, stderr, status, signal, error } = spawnSync(
    command,
    [...rest, "--expose-gc", file, ...job],
    { encoding: "utf8", timeout: 120_000, maxBuffer: 2 ** 24 },
  );
  const lines = (stdout ?? "").split("\n").filter((line) => line.startsWith("{"));
  const parsed = lines.map((line) => JSON.parse(line) as Measurement & Partial<Done>);
  const done = parsed.find((line) => line.done);
  const how = error?.message ?? `exit code ${status}, signal ${signal}: ${stderr.slice(-2000)}`;
  return {
    measured: parsed.filter((line) => !line.done),
    failure: status === 0 && done ? "" : `${node.join(" ")} ended with ${how}`,
    node: done?.node ?? "",
  };
}

interface Done {
  done: true;
  node: string;
}
