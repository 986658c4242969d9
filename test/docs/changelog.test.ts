import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { CATALOGUE_VERSION } from "../../src/core/catalogue/source.ts";
import { VERSION } from "../../src/core/version.ts";

const CHANGELOG = readFileSync("CHANGELOG.md", "utf8");
const HEADINGS = CHANGELOG.match(/^## .*/gm) ?? [];

it("has its form", () => {
  expect(HEADINGS[0]).toBe("## [Unreleased]");
  const others = HEADINGS.slice(1);
  expect(others.filter((one) => !/^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/.test(one))).toEqual([]);
  const kinds = CHANGELOG.match(/^### .*/gm) ?? [];
  expect(kinds.length).toBeGreaterThan(0);
  expect(
    kinds.filter((kind) => !/^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$/.test(kind)),
  ).toEqual([]);
});

it("tells of the version in package.json", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(version).toBe(VERSION);
  const isTold =
    HEADINGS.some((one) => one.startsWith(`## [${version}] - `)) ||
    CHANGELOG.includes(`\nTo be ${version}.`);
  expect(isTold).toBe(true);
});

it("tells of the catalogue's version", () => {
  expect(/Catalogue (\d+\.\d+\.\d+)\./.exec(CHANGELOG)?.[1]).toBe(CATALOGUE_VERSION);
});
