import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";

/** The bundles as they are built now, for the tests of a file. Their packages are found from there. */
export function builtBundles(): string {
  const folder = mkdtempSync(join("node_modules", "demo-"));
  beforeAll(async () => {
    const building = spawn(process.execPath, ["scripts/build.mjs", "--into", folder]);
    const [code] = await once(building, "exit");
    if (code !== 0) throw new Error(`scripts/build.mjs ended with ${code}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** `npm run demo`, as a process. */
export class DemoProcess {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";

  constructor(...args: readonly string[]) {
    this.child = spawn(process.execPath, ["scripts/run.mjs", "packages/demo/main.ts", ...args]);
    this.child.stdout?.on("data", (bytes) => {
      this.stdout += bytes;
    });
    this.child.stderr?.on("data", (bytes) => {
      this.stderr += bytes;
    });
  }

  /** The exit code. */
  async ended(): Promise<number> {
    const [code] = await once(this.child, "close");
    return code;
  }

  /** Resolves with what a pattern finds in what is said, as soon as it does. */
  async said(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.stdout)?.[1];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.stdout}${this.stderr}`);
      await Promise.race([
        this.child.stdout && once(this.child.stdout, "data"),
        once(this.child, "exit"),
      ]);
    }
  }
}
