import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../src/core/documents/limits.ts";
import { CONFLICT, QUOTES_CLOSED, WORDINGS } from "../src/core/documents/wordings.ts";
import { BIG, BOMBS } from "./support/hostile-big.ts";
import { readAs } from "./support/hostile-files.ts";
import { bundleChild, type Measurement, runChild } from "./support/hostile-process.ts";
import { FUZZ_RUNS } from "./support/runs.ts";

const FOLDER = fileURLToPath(new URL("./hostile", import.meta.url));
const EXPECTED = `${FOLDER}/expected.txt`;
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith(".yml"));

/** How often the files are read once more in one process: once, or fifty times when there are many runs. */
const ROUNDS = FUZZ_RUNS > 200 ? "50" : "1";

/** What one text may cost. Source: `reliability.md`, target N14. */
const MOST_MS = 250;
const MOST_MIB = 64;

/** Those that come nearest to the bounds: as many words and marks as are read, or as many faults. */
const FATTEST = [
  "dashes-lines",
  "letters-in-brackets",
  "empty-quotes",
  "empty-brackets",
  "empty-maps-in-list",
  "double-quoted-wrong-escapes",
  "entries-empty",
  "categories-wrong",
  "keys-unknown-often",
  "flows-terse",
  "flows-plain",
  "stores-plain",
];

/** What a file comes to: `reads`, or its problems as they are printed. */
function outcome(file: string): string[] {
  const reading = readAs(file, readFileSync(`${FOLDER}/${file}`));
  if (reading.state !== "unreadable") return ["reads"];
  return reading.problems.map((one) => `${one.line}:${one.column}: ${one.message}; ${one.fix}`);
}

describe("each hostile file", () => {
  const found = FILES.map((file) => `${file}\n  ${outcome(file).join("\n  ")}\n`).join("\n");

  it("is one of at least sixty", () => {
    expect(FILES.length).toBeGreaterThanOrEqual(60);
  });

  it("shows what is said of each kind of wrong syntax", () => {
    const said = [...WORDINGS, QUOTES_CLOSED, CONFLICT].map(({ message }) => message);
    expect(said.filter((message) => !found.includes(`: ${message}`))).toEqual([]);
  });

  // To write the file anew: UPDATE_EXPECTED=1 npm test -- test/hostile.test.ts
  it("comes to what expected.txt says", () => {
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(EXPECTED, found);
    expect(found).toBe(readFileSync(EXPECTED, "utf8"));
  });
});

it("no big hostile text is over the cap, which would spare the reader the rest", () => {
  const sizes = Object.entries(BIG).map(
    ([name, text]) => [name, Buffer.byteLength(text())] as const,
  );
  expect(sizes.filter(([, bytes]) => bytes > DEFAULT_LIMITS.maxBytes)).toEqual([]);
});

describe("in a process of its own", () => {
  let child: Awaited<ReturnType<typeof bundleChild>>;
  beforeAll(async () => {
    child = await bundleChild();
  });
  afterAll(() => child.remove());

  it.each(Object.keys(BOMBS))("%s is refused within 250 ms and 64 MiB", (name) => {
    const { measured, failure } = runChild([process.execPath], child.file, "one", name);
    expect(failure).toBe("");
    expect(measured.map(({ state }) => state)).toEqual(["unreadable"]);
    expect(tooDear(measured)).toEqual([]);
  });

  it.each(FATTEST)("%s costs at most 64 MiB", (name) => {
    const { measured, failure } = runChild([process.execPath], child.file, "one-warm", name);
    expect(failure).toBe("");
    expect(measured.filter(({ mib }) => mib > MOST_MIB)).toEqual([]);
  });

  it("all of them in one process, and the files again, on this Node", () => {
    expectAllCheap([process.execPath]);
  }, 150_000);

  // The Action runs on Node 24. Where it cannot be fetched this fails: nothing is skipped in silence.
  it("all of them in one process, and the files again, on Node 24", () => {
    expect(expectAllCheap(["npx", "-y", "-p", "node@24", "node"])).toMatch(/^v24\./);
  }, 150_000);

  /** Gives which Node it was. */
  function expectAllCheap(how: readonly string[]): string {
    const { measured, failure, node } = runChild(how, child.file, "all", FOLDER, ROUNDS);
    expect(failure).toBe("");
    expect(measured).toHaveLength(Object.keys(BIG).length + FILES.length);
    // What others left behind is not the text's: one that seems too dear is measured alone.
    const alone = tooDear(measured).map((seeming) =>
      seeming.name in BIG ? runChild(how, child.file, "one-warm", seeming.name) : seeming,
    );
    expect(
      alone.flatMap((one) => ("failure" in one ? [one.failure, ...tooDear(one.measured)] : one)),
    ).toEqual(alone.map(() => ""));
    return node;
  }
});

function tooDear(measured: readonly Measurement[]): Measurement[] {
  return measured.filter(({ ms, mib }) => ms > MOST_MS || mib > MOST_MIB);
}
