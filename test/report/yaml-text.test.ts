import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseYaml } from "../../src/core/documents/yaml.ts";
import { visible } from "../../src/core/quote.ts";
import { yamlBlock, yamlText } from "../../src/report/yaml-text.ts";
import { hostileText, RUNS } from "../support/hostile.ts";
import { nodesOf } from "../support/markdown.ts";

/** Control characters and halves of pairs. */
const UNFIT = /\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

describe("yamlText", () => {
  it.each([
    ["bookings-db", "bookings-db"],
    ["docs/retention.md", "docs/retention.md"],
    ["a second account", '"a second account"'],
    ["true", '"true"'],
    ["no", '"no"'],
    ["12", '"12"'],
    ["", '""'],
    ['a"b', '"a\\"b"'],
    ["a\n- b", '"a - b"'],
    ["a\u001bb", '"a\ufffdb"'],
  ])("writes %j as %s", (text, yaml) => {
    expect(yamlText(text)).toBe(yaml);
  });

  it("is read back as it was, on one line that hides nothing", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        // A value that is blank counts as none.
        fc.pre(text.trim() !== "");
        const line = `reason: ${yamlText(text)}`;
        expect(visible(line)).toBe(line);
        const read = parseYaml(line);
        const plain = text.replace(/\s+/gu, " ").trim().replace(UNFIT, "\ufffd");
        expect(read.ok && read.document.value).toEqual({ reason: plain });
      }),
      RUNS,
    );
  });

  it("stays within its block", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = ["waivers:", `  - reason: ${yamlText(text)}`, "    approved_by:"];
        const [, block, ...others] = nodesOf(yamlBlock(lines));
        expect(others).toEqual([]);
        expect(block).toMatchObject({ type: "code", lang: "yaml", value: lines.join("\n") });
      }),
      RUNS,
    );
  });
});
