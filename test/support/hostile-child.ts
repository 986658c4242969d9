// Runs in a process of its own, bundled by `hostile-process.ts`: reads texts, prints a line of JSON on each.
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { BIG, BOMBS } from "./hostile-big.ts";
import { readAs } from "./hostile-files.ts";

/** Once for a change; fifty times, as a night has time for, show what piles up in a process. */
const [job, argument = "", rounds = "1"] = process.argv.slice(2);

if (job === "one") print(measured(argument, bytesOf(argument), 1));
if (job === "one-warm") {
  // The compiler's own needs, which any first file would have, are not the text's.
  for (let time = 0; time < 3; time++) readAs("", bytesOf("stores-plain").subarray(0, 40_000));
  print(measured(argument, bytesOf(argument), 1));
}
if (job === "all") {
  const files = readdirSync(argument).filter((file) => file.endsWith(".yml"));
  const corpus = new Map<string, Uint8Array>(
    files.map((file) => [file, readFileSync(`${argument}/${file}`)]),
  );
  for (const name of Object.keys(BIG)) print(measured(name, bytesOf(name), 3));
  for (const [file, bytes] of corpus) print(measured(file, bytes, 3));
  for (const name of Object.keys(BOMBS)) corpus.set(name, bytesOf(name));
  for (let round = 0; round < Number(rounds); round++) {
    for (const [file, bytes] of corpus) readAs(file, bytes);
  }
}
print({ done: true, node: process.version });

function bytesOf(name: string): Uint8Array {
  return Buffer.from(BIG[name]?.() ?? "");
}

/** Milliseconds of the best try; MiB by which the process grew at the first. */
function measured(name: string, bytes: Uint8Array, tries: number) {
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.memoryUsage().rss;
  let mib: number | undefined;
  let ms = Number.POSITIVE_INFINITY;
  let state = "";
  for (let time = 0; time < tries; time++) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    state = readAs(name, bytes).state;
    const { user, system } = process.cpuUsage(cpu);
    // Whichever is less: the clock counts what others do on the machine, the other the helper threads.
    ms = Math.min(ms, performance.now() - start, (user + system) / 1000);
    const peak = job === "all" ? process.memoryUsage().rss : peakMemory();
    mib ??= (peak - before) / 1024 ** 2;
  }
  return { name, state, ms: Math.round(ms), mib: Math.round(mib ?? 0) };
}

/**
 * The most that this process ever held, in bytes. Not `maxRSS`: that one a child takes over from the
 * process that started it, however large it was.
 */
function peakMemory(): number {
  if (process.platform !== "linux") return process.memoryUsage().rss;
  const status = readFileSync("/proc/self/status", "utf8");
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (found === undefined) throw new Error("the kernel does not say what this process held");
  return Number(found) * 1024;
}

function print(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
