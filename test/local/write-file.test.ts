import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { writeWhole } from "../../src/local/write-file.ts";
import { folderOf } from "../support/folders.ts";

describe("writeWhole", () => {
  it("takes the place of what is there, and leaves nothing beside it", () => {
    const folder = folderOf({ "a.json": "before" });
    writeWhole(join(folder, "a.json"), "after");
    expect(readdirSync(folder)).toEqual(["a.json"]);
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe("after");
  });

  it("leaves no draft where it cannot", () => {
    const folder = folderOf({});
    mkdirSync(join(folder, "a.json"));
    expect(() => writeWhole(join(folder, "a.json"), "after")).toThrow("EISDIR");
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });
});
