import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { parse } from "yaml";

it("offers pre-commit a hook that runs from a clone, without an installation", () => {
  const [hook] = parse(readFileSync(".pre-commit-hooks.yaml", "utf8"));
  expect(hook).toMatchObject({ language: "script", pass_filenames: false });
  const [script = "", ...args] = String(hook.entry).split(" ");
  expect(statSync(script).mode & 0o111).toBe(0o111);
  const { status, stdout } = spawnSync(join(process.cwd(), script), args, {
    cwd: "examples/custody-visits",
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/\nPassed: .*\n$/);
});
