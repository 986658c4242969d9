import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import type { Rule } from "../../../src/core/rule.ts";
import { RULES } from "../../../src/core/rules/index.ts";

const FOLDER = "src/core/rules";
const TESTS = "test/core/rules";

const textsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")] as const);

it("lists every rule that a file defines", async () => {
  const files = textsIn(FOLDER).map(([file]) => file);
  const modules = await Promise.all(files.map((file) => import(`../../../${FOLDER}/${file}`)));
  const defined = modules.flatMap((module) =>
    Object.values(module).filter((one) => typeof (one as Partial<Rule>)?.check === "function"),
  );
  const idsOf = (rules: readonly unknown[]) => rules.map((one) => (one as Rule).id).sort();
  expect(idsOf(defined)).toEqual(idsOf(RULES));
});

it("has the levels of every rule in a table", () => {
  const texts = ["levels.test.ts", "paperwork.test.ts", "dated-ahead.test.ts"];
  const tables = texts.map((file) => readFileSync(`${TESTS}/${file}`, "utf8")).join("\n");
  expect(
    RULES.filter(({ id, code }) => !tables.includes(`"${code}"`) && !tables.includes(id)),
  ).toEqual([]);
});

it("tests every rule", () => {
  const tested = textsIn(TESTS)
    .filter(([file]) => file !== "levels.test.ts" && file !== "listed.test.ts")
    .map(([, text]) => text)
    .join("\n");
  const camel = (id: string) => id.replace(/-([a-z])/g, (_dash, letter) => letter.toUpperCase());
  const untested = RULES.filter(
    ({ id, code }) => ![id, camel(id), code].some((name) => tested.includes(name)),
  );
  expect(untested.map(({ id }) => id)).toEqual([]);
});
