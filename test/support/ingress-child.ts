// Runs in a process of its own, so that its memory is no one else's: an ingress that takes nothing, or with
// `hold` one whose deliveries are never done. It prints its port, and for each line that it reads the most
// memory that it ever held, or with `hold` what it holds now, in MiB.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { createIngress } from "../../app/ingress/ingress.ts";
import { createLogger } from "../../app/log.ts";
import { SECRET } from "./webhooks.ts";

const held: unknown[] = [];
const isHolding = process.argv[2] === "hold";
const { server } = createIngress({
  secrets: isHolding ? [SECRET] : [],
  path: "/",
  accept: async (delivery) => {
    if (!isHolding) return;
    held.push(delivery);
    await new Promise(() => {});
  },
  answerAfter: () => Promise.resolve(),
  log: createLogger({ level: "silent", write: () => {}, now: Date.now }),
  timeouts: { headersMs: 200, requestMs: 1_000 },
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
print((server.address() as AddressInfo).port);
process.stdin.on("data", () => print(isHolding ? heldMemory() : peakMemory()));

function heldMemory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

function peakMemory(): number {
  if (process.platform !== "linux") return process.memoryUsage().rss / 2 ** 20;
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  if (found === undefined) throw new Error("the kernel does not say what this process held");
  return Number(found) / 2 ** 10;
}

function print(line: number): void {
  process.stdout.write(`${line}\n`);
}
