import { expect, it } from "@jest/globals";
import { pathFault } from "../../src/core/paths.ts";

it.each([".dsp/data-map.yml", "data map.yml", "a/b/c.yaml", "..data/x.yml", ".github/dsp.yml"])(
  "takes %j",
  (path) => {
    expect(pathFault(path)).toBeUndefined();
  },
);

it.each([
  ["/etc/passwd", "is absolute"],
  ["C:/x.yml", "is absolute"],
  ["../x.yml", "climbs out of the repository"],
  ["a/../../x.yml", "climbs out of the repository"],
  ["a\\b.yml", "has a backslash"],
  ["a\u0000b", "has a control character"],
  ["a//b", "is not a plain path"],
  ["./a", "is not a plain path"],
  ["a/", "is not a plain path"],
  ["", "is not a plain path"],
  [".git/config", "leads into .git"],
  ["x/.GIT/config", "leads into .git"],
  ["*.yml", "has a wildcard"],
  ["a".repeat(301), "is longer than 300 characters"],
])("refuses %j: %s", (path, fault) => {
  expect(pathFault(path)).toBe(fault);
});
