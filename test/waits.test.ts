import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";

/** The files of all tests, and what they share. */
const FILES = ["test", ...readdirSync("packages").map((name) => `packages/${name}/test`)].flatMap(
  (folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
);

const inMs = (text: string | undefined) => Number(text?.replaceAll("_", ""));
const [, USUAL] = /testTimeout: ([\d_]+)/.exec(readFileSync("jest.config.js", "utf8")) ?? [];

/** The lines of the tests that a pattern finds, but for this file's. */
function linesWith(pattern: RegExp): string[] {
  return FILES.filter((file) => file !== "test/waits.test.ts").flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
}

// On a busy machine a fixed time is too short. Wait for what shows that it is so: an event, a line, `until`.
it("no test waits for a fixed time", () => {
  const waits =
    /(?<!jest\.)\bsetTimeout\((?!.*, 0\))|timers\/promises|waitForTimeout|\bsetInterval\(/;
  expect(linesWith(waits)).toEqual([]);
});

it("no test has less time than the others", () => {
  const limited = /^\s*\}, ([\d_]+)\);$|^jest\.setTimeout\(([\d_]+)\);$/;
  const hurried = linesWith(limited).filter((line) => {
    const [, time] = /([\d_]+)\);$/.exec(line) ?? [];
    return !(inMs(time) >= inMs(USUAL));
  });
  expect(hurried).toEqual([]);
});

// fast-check prints the seed of what fails. What a test draws by itself could not be drawn again.
it("no test draws at random by itself", () => {
  expect(linesWith(/\bMath\.random\(|\brandom(?:Bytes|Int)\(|getRandomValues\(/)).toEqual([]);
});
