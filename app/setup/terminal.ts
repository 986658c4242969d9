import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { codeOf } from "../../src/core/errors.ts";
import { setup } from "./setup.ts";

const ENV_FILE = ".env";

/** `npm run setup`, as somebody runs it at a terminal or in a script. Rejects as `setup` does. */
export async function setupHere(args: readonly string[]): Promise<void> {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  await setup({
    env: process.env,
    args,
    ask: isTerminal ? ask : undefined,
    write: (text) => process.stdout.write(text),
    appFile: readFileSync(new URL("../app.yml", import.meta.url), "utf8"),
    envFile: { read: readEnvFile, write: writeEnvFile },
  });
}

async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}

function readEnvFile(): string {
  try {
    return readFileSync(ENV_FILE, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}

/** Whole or not at all, and for nobody else's eyes. */
function writeEnvFile(text: string): void {
  const half = `${ENV_FILE}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600, flag: "wx" });
  renameSync(half, ENV_FILE);
}
