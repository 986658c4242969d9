import { describe, expect, it } from "@jest/globals";
import { runCli } from "../../../test/support/cli.ts";
import { folderOf } from "../../../test/support/folders.ts";
import { exampleFiles, withoutPart } from "../example.ts";
import { readOptions } from "../options.ts";
import { plainLines } from "../plain.ts";
import { type ShownLine, shownLines } from "../site/lines.ts";
import { withTick } from "../site/tasks.ts";

describe("the example's files", () => {
  const on = (today: string) => exampleFiles("examples/custody-visits", new Date(today));

  it("are as they stand, on the day that they were written for", () => {
    const files = on("2026-11-23T12:00:00Z");
    expect(files[".dsp/backup-config.yml"]).toContain("last_reviewed: 2026-10-05");
    expect(Object.keys(files)).toContain("docs/adr/0002.md");
  });

  it("grow no older: the dates of the evidence move along", () => {
    const files = on("2028-03-01T00:30:00Z");
    // 464 days later.
    expect(files[".dsp/backup-config.yml"]).toContain("last_reviewed: 2028-01-12");
    expect(files["README.md"]).toContain("2026-11-23");
  });

  it("are judged alike on any day", () => {
    const judged = (today: string) => {
      const cwd = folderOf(on(`${today}T12:00:00Z`));
      const { stdout } = runCli(["check", "--format", "json", "--today", today], { cwd });
      const { findings, expectations } = JSON.parse(stdout);
      const found = findings.map(({ code, level, line }: Record<string, unknown>) => [
        code,
        level,
        line,
      ]);
      return {
        found,
        expectations: expectations.map(({ outcome }: { outcome: string }) => outcome),
      };
    };
    const expected = judged("2026-11-23");
    expect(expected.found.length).toBeGreaterThan(0);
    for (const today of ["2026-11-24", "2027-02-28", "2027-06-30", "2028-02-29", "2030-12-31"]) {
      expect(judged(today)).toEqual(expected);
    }
  });
});

it("a text loses what has to be in it", () => {
  expect(withoutPart("abc", /b/)).toBe("ac");
  expect(() => withoutPart("abc", /d/)).toThrow("the example has nothing like /d/");
});

it("Markdown as lines of plain text: no marks, no comments, no folds", () => {
  const markdown =
    "<!-- a -->\n## Head\n\n**19** of `21`\n\n1. [`f:1`](https://x.example) · a <!-- b -->\\\n   Fix: b\n\n<details>\n\n- in\n</details>\n";
  expect(plainLines(markdown)).toEqual(["Head", "19 of 21", "f:1 · a Fix: b", "in"]);
});

describe("lines of a file that are shown", () => {
  const old = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join("\n");
  const signs = (lines: ShownLine[]) =>
    lines.map(({ kind, number }) => (kind === "gap" ? "…" : `${kind} ${number ?? "-"}`));

  it("around what was removed and added", () => {
    const fresh = old.replace("line 10\n", "").replace("line 11", "new");
    expect(signs(shownLines(old, fresh, []))).toEqual([
      "…",
      "same 7",
      "same 8",
      "same 9",
      "removed -",
      "removed -",
      "added 10",
      "same 11",
      "same 12",
      "same 13",
      "…",
    ]);
  });

  it("around those that somebody speaks of, in a file that is as it was", () => {
    expect(signs(shownLines(old, old, [1]))).toEqual(["same 1", "same 2", "…"]);
    const around = ["same 4", "same 5", "same 6"];
    expect(signs(shownLines(old, old, [5]))).toEqual(["…", ...around, "…"]);
  });
});

describe("a tick", () => {
  it.each([
    ["- [ ] a\n- [ ] b", 2, true, "- [ ] a\n- [x] b"],
    ["  1. [X] a", 1, false, "  1. [ ] a"],
    ["- [ ] [ ] a", 1, true, "- [x] [ ] a"],
    ["a [ ] b", 1, true, undefined],
    ["- [ ] a", 2, true, undefined],
    ["- [ ] a", Number.NaN, true, undefined],
  ])("%j, line %s", (markdown, line, isTicked, expected) => {
    expect(withTick(markdown, line, isTicked)).toBe(expected);
  });
});

describe("options", () => {
  it("--open serves the page, too", () => {
    expect(readOptions(["--open"])).toMatchObject({ keep: true, open: true, port: 0 });
    expect(readOptions([])).toMatchObject({ keep: false, app: "dist/app.mjs", patienceMs: 20_000 });
  });

  it.each([
    [["--x"], "Unknown option '--x'"],
    [["--port", "x"], '--port is "x"; use a number up to 65535'],
    [["--port", "65536"], '--port is "65536"'],
    [["here"], "Unexpected argument 'here'"],
  ])("refuses %j", (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
