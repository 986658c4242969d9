import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { DEEPEST, MOST_CHARACTERS, MOST_LINES, mayCall } from "../../../app/commands/calls.ts";
import {
  type Command,
  MOST_COMMANDS,
  type Read,
  readCommands,
} from "../../../app/commands/parse.ts";
import { COMMANDS } from "../../../app/commands/table.ts";
import { STAGE_SPELLINGS } from "../../../src/core/stages.ts";
import { md } from "../../../src/report/escape.ts";
import { hostileText, RUNS } from "../../support/hostile.ts";
import { actedOn, nodesOf, readableText } from "../../support/markdown.ts";

/** What a comment was read as, in short: `assess alpha`, or `!` and the line that was not understood. */
function inShort(read: Read): string {
  if (!read.ok) return `! ${read.said}`;
  const { command } = read;
  const rest =
    command.name === "assess" || command.name === "init"
      ? [command.stage?.stage, command.stage?.access]
      : command.name === "explain"
        ? [command.id]
        : [];
  return [command.name, ...rest].filter(Boolean).join(" ");
}

const commandsOf = (comment: string) => readCommands(comment).map(inShort);

function problemOf(comment: string): string {
  const [read, ...more] = readCommands(comment);
  if (read === undefined || read.ok || more.length > 0) throw new Error(`no problem: ${comment}`);
  return read.problem;
}

describe("what is a command", () => {
  it.each([
    ["/dsp", ["help"]],
    ["/dsp ", ["help"]],
    ["/dsp help", ["help"]],
    ["/dsp status", ["status"]],
    ["/dsp recheck", ["recheck"]],
    ["/dsp assess", ["assess"]],
    ["/dsp assess alpha", ["assess alpha"]],
    ["/dsp assess private-beta", ["assess beta private"]],
    ["/dsp assess PUBLIC-Beta", ["assess beta public"]],
    ["/dsp assess Private beta", ["assess beta private"]],
    ["/dsp init public  Beta", ["init beta public"]],
    ["/dsp assess postlive", ["assess post-live"]],
    ["/dsp assess pre-discovery", ["assess discovery"]],
    ["/dsp explain X13", ["explain X13"]],
    ["/dsp explain DSP-BETA-11", ["explain DSP-BETA-11"]],
    ["/dsp explain C06", ["explain C06"]],
    ["/dsp explain data_categories", ["explain data_categories"]],
    ["/dsp explain stores.encrypted_at_rest", ["explain stores.encrypted_at_rest"]],
    ["/dsp explain `stores[].kind`", ["explain stores[].kind"]],
    ["/dsp explain backup-outlives-data", ["explain backup-outlives-data"]],
    [`/dsp explain ${"a".repeat(64)}`, [`explain ${"a".repeat(64)}`]],
    ["/DSP STATUS", ["status"]],
    ["/Dsp Assess Live", ["assess live"]],
    [" /dsp status", ["status"]],
    ["   /dsp status", ["status"]],
    ["/dsp status   ", ["status"]],
    ["/dsp status\t", ["status"]],
    ["/dsp\tstatus", ["status"]],
    ["/dsp    assess\t \talpha", ["assess alpha"]],
    ["/dsp\u00a0status", ["status"]],
    ["\ufeff/dsp status", ["status"]],
    ["/dsp status\r\n", ["status"]],
    ["/dsp status\r\n/dsp recheck\r\n", ["status", "recheck"]],
    ["/dsp status\r/dsp recheck", ["status", "recheck"]],
    ["\n\n/dsp status\n\n", ["status"]],
    ["Thanks!\n/dsp status", ["status"]],
    ["Thanks!\n\n/dsp status\n\nAnd thanks again.", ["status"]],
    ["/dsp status\nplease", ["status"]],
    ["/dsp status\n/dsp status", ["status", "status"]],
    ["/dsp assess alpha\n\n/dsp assess beta", ["assess alpha", "assess beta"]],
    ["/dsp status\n---\nOctocat", ["status"]],
    ["/dsp status\n===", ["status"]],
    ["# Request\n/dsp status", ["status"]],
    ["- a list\n/dsp status", ["status"]],
    ["- a list\n\n/dsp status", ["status"]],
    ["- a list\n  /dsp status", ["status"]],
    ["- [ ] a task\n\n/dsp status", ["status"]],
    ["1. one\n2. two\n\n/dsp status", ["status"]],
    ["> quoted\n\n/dsp status", ["status"]],
    ["> quoted\n> more\n\nAgreed.\n/dsp status", ["status"]],
    ["> /dsp recheck\n\n/dsp status", ["status"]],
    ["> # quoted\n/dsp status", ["status"]],
    ["> ```\n/dsp status", ["status"]],
    ["```\ncode\n```\n/dsp status", ["status"]],
    ["~~~\ncode\n~~~\n\n/dsp status", ["status"]],
    ["````\n```\n````\n/dsp status", ["status"]],
    ["```\n~~~\n```\n/dsp status", ["status"]],
    ["```x```\n/dsp status", ["status"]],
    ["- ```\n  code\n  ```\n\n/dsp status", ["status"]],
    ["- ```\n/dsp status", ["status"]],
    ["a `span` of code\n/dsp status", ["status"]],
    ["a stray ` backtick\n/dsp status", ["status"]],
    ["a stray ` backtick\n/dsp status\n\nand `another`", ["status"]],
    ["two \\` escaped\n/dsp status\nbackticks \\`", ["status"]],
    ["-\n  item\n\n  ```\n/dsp status", ["status"]],
    ["    code\n/dsp status", ["status"]],
    ["<!-- hidden -->\n\n/dsp status", ["status"]],
    ["<!-- hidden\n-->\n/dsp status", ["status"]],
    ["seen <!-- hidden --> seen\n/dsp status", ["status"]],
    ["1 <!-- 2 and so on\n/dsp status", ["status"]],
    ["`<!--` and\n\n/dsp status\n\n`-->`", ["status"]],
    ["<details>\n\nfolded\n\n</details>\n\n/dsp status", ["status"]],
    ["<pre>\ncode\n</pre>\n/dsp status", ["status"]],
    ["a < b, b > c\n/dsp status", ["status"]],
    ["x<y\n/dsp status", ["status"]],
    ["line<br>\n/dsp status", ["status"]],
    ["[a link](https://example.org/a_(b))\n/dsp status", ["status"]],
    ['![a picture](https://example.org/a.png "title")\n/dsp status', ["status"]],
    ["see [1][2]\n/dsp status", ["status"]],
    ["| a | b |\n|---|---|\n| c | d |\n\n/dsp status", ["status"]],
    ["@octocat please\n/dsp status", ["status"]],
    ["/dsp-lifecycle is the name\n/dsp status", ["status"]],
    // What editors, word processors and web pages leave before, behind and in a word.
    ["\u00a0/dsp status", ["status"]],
    ["\u00a0 \u00a0/dsp status", ["status"]],
    ["\u200b/dsp status", ["status"]],
    ["Hello\n\ufeff/dsp status", ["status"]],
    ["\u2060 \u200b/dsp status", ["status"]],
    ["/dsp\u200b status", ["status"]],
    ["/dsp \u200b", ["help"]],
    ["/dsp status \u200b", ["status"]],
    ["/dsp sta\u00adtus", ["status"]],
    ["/dsp \u201cstatus\u201d", ["status"]],
    ["/dsp assess post\u2011live", ["assess post-live"]],
    ["/dsp assess private\u2013beta", ["assess beta private"]],
    ["/dsp explain DSP\u2013BETA\u201311", ["explain DSP-BETA-11"]],
    ["/dsp explain \u2018X13\u2019", ["explain X13"]],
    ["/dsp explain X\u200b13\ufeff", ["explain X13"]],
    ["/dsp explain \uff38\uff11\uff13", ["explain X13"]],
    ["/dsp explain `X13`", ["explain X13"]],
    ['/dsp explain "X13"', ["explain X13"]],
    // Meant as commands, and answered.
    ["/dsp status please", ["! /dsp status please"]],
    ["/dsp asess", ["! /dsp asess"]],
    ["/dsp assess gamma", ["! /dsp assess gamma"]],
    ["/dsp assess alpha beta", ["! /dsp assess alpha beta"]],
    ["/dsp explain", ["! /dsp explain"]],
    ["/dsp explain a b", ["! /dsp explain a b"]],
    ["/dsp explain X13.", ["explain X13."]],
    [`/dsp explain ${"a".repeat(65)}`, [`! /dsp explain ${"a".repeat(65)}`]],
    ["/dsp help me", ["! /dsp help me"]],
    ["/dsp status; rm -rf /", ["! /dsp status; rm -rf /"]],
    ["/dsp $(status)", ["! /dsp $(status)"]],
    ["/dsp __proto__", ["! /dsp __proto__"]],
    ["/dsp constructor", ["! /dsp constructor"]],
    ["/dsp assess <!-- alpha -->", ["! /dsp assess <!-- alpha -->"]],
  ])("%j", (comment, expected) => expect(commandsOf(comment)).toEqual(expected));
});

describe("what is none", () => {
  it.each([
    [""],
    [" "],
    ["\n\n"],
    ["status"],
    ["dsp status"],
    ["please /dsp status"],
    ["//dsp status"],
    ["\\/dsp status"],
    ["/dspstatus"],
    ["/dsp-status"],
    ["/dsp: status"],
    ["/dsp.yml is a file"],
    ["/dsp/data-map.yml"],
    ["/ dsp status"],
    ["／dsp status"],
    ["/dѕp status"],
    ["/d\u200bsp status"],
    ["**/dsp status**"],
    ["- /dsp status"],
    ["* /dsp status"],
    ["+ /dsp status"],
    ["1. /dsp status"],
    ["- [ ] /dsp status"],
    ["# /dsp status"],
    ["| /dsp status |\n|---|"],
    ["`/dsp status`"],
    ["``/dsp status``"],
    ["> /dsp status"],
    [">/dsp status"],
    ["  > /dsp status"],
    ["> > /dsp status"],
    ["> quoted\n/dsp status"],
    ["> quoted\n   /dsp status"],
    ["> > quoted\n> /dsp status\n/dsp status"],
    ["> - quoted\n/dsp status"],
    ["- > quoted\n/dsp status"],
    ["1. > quoted\n   /dsp status"],
    ["    /dsp status"],
    ["     /dsp status"],
    ["\t/dsp status"],
    ["  \t/dsp status"],
    ["text\n    /dsp status"],
    ["- item\n\n      /dsp status"],
    ["```\n/dsp status\n```"],
    ["```\n/dsp status"],
    ["``` sh\n/dsp status\n```"],
    ["   ```\n/dsp status\n   ```"],
    ["~~~\n/dsp status\n~~~"],
    ["~~~ `sh`\n/dsp status\n~~~"],
    ["````\n```\n/dsp status\n````"],
    ["~~~~\n~~~\n/dsp status\n~~~~"],
    ["```\n~~~\n/dsp status\n~~~\n```"],
    ["```\n``` sh\n/dsp status\n```"],
    ["```\n    ```\n/dsp status\n```"],
    ["```\n\n/dsp status\n\n```"],
    ["text\n```\n/dsp status\n```"],
    ["- ```\n  /dsp status\n  ```"],
    ["-\n  ```\n  /dsp status\n  ```"],
    ["1) ~~~\n   /dsp status\n   ~~~"],
    ["> ```\n> /dsp status\n> ```"],
    ["```\r\n/dsp status\r\n```"],
    ["```\r/dsp status\r```"],
    ["`code\n/dsp status\ncode`"],
    ["``co`de\n/dsp status\ncode``"],
    ["\\``a\n/dsp status\n`"],
    ["`a\n*\n/dsp status`"],
    ["-\n\n  ```\n/dsp status"],
    ["[a]: b\n===\n2. ```\n\n   ```\n/dsp status"],
    ["x <!-- a -- ` -->\n/dsp status `"],
    ["<!--\n/dsp status\n-->"],
    ["<!--\n\n/dsp status\n\n-->"],
    ["<!-- /dsp status -->"],
    ["<!--\n/dsp status"],
    ["text <!--\n/dsp status\n-->"],
    ["text <!--\n\n/dsp status\n\n-->"],
    ["text <!--\n/dsp status\n# title\n-->"],
    ["# text <!--\n/dsp status\n-->"],
    ["- <!--\n/dsp status\n-->"],
    ["<div>\n<!--\n\n/dsp status\n\n-->\n</div>"],
    ["<!-- a\n--\n/dsp status\n-->"],
    ["<pre>\n/dsp status\n</pre>"],
    ["<pre>\n\n/dsp status\n\n</pre>"],
    ["text <pre>\n/dsp status\n</pre>"],
    ["<code>\n/dsp status\n</code>"],
    ["<code>\n\n/dsp status\n\n</code>"],
    ["<details>\n/dsp status\n</details>"],
    ["<details><summary>log</summary>\n\n/dsp status\n\n</details>"],
    ["<DETAILS>\n\n/dsp status\n\n</DETAILS>"],
    ["<details>\n\n<details>\n\n</details>\n\n/dsp status\n\n</details>"],
    ["<details>\n<!-- </details> -->\n\n/dsp status\n\n</details>"],
    ["<details>\n\n> </details>\n\n/dsp status\n\n</details>"],
    ["<blockquote>\n\n/dsp status\n\n</blockquote>"],
    ["<div>\n/dsp status\n</div>"],
    ["<div\ntitle='\n/dsp status\n'></div>"],
    ["<x-y>\n/dsp status\n</x-y>"],
    ["<script>\n\n/dsp status\n\n</script>"],
    ["<?php\n/dsp status\n?>"],
    ["<![CDATA[\n/dsp status\n]]>"],
    ["<!DOCTYPE\n/dsp status\n>"],
    ['text <a title="\n/dsp status\n">'],
    ["text <a title=\n/dsp status>"],
    ["text <? \n/dsp status\n?>"],
    ['[text](https://example.org "\n/dsp status\n")'],
    ["![\n/dsp status\n](https://example.org/a.png)"],
    ["[text][\n/dsp status\n]\n\n[/dsp status]: https://example.org"],
    ["[text]:\n/dsp"],
    ["[^1]: a footnote\n/dsp status"],
    ["~~a\n/dsp status\nb~~"],
    // Found by comparing with what a browser shows.
    [' <x a="\n</pre>\n |-|\n/dsp status'],
    ["> <code>\n/dsp status"],
    ["> <blockquote>\n/dsp status"],
    ["> <!--\n <!-- a -- b -->\n/dsp status"],
    ["> <!X\n/dsp status"],
    ["> <![CDATA[\n> /dsp status\n/dsp recheck"],
    ["<pre>\n<!X\n</pre>\n/dsp status"],
    ["<details>\n<x a='</details>'>\n\n/dsp status"],
    ["\u00a0\u00a0\u00a0\u00a0/dsp status"],
    ['[text]: https://example.org "\n/dsp status\n"'],
  ])("%j", (comment) => expect(commandsOf(comment)).toEqual([]));
});

describe("what is wrong with one", () => {
  it.each([
    [
      "/dsp asess",
      'there is no command "asess"; did you mean `assess`? use assess, status, explain',
    ],
    ["/dsp Status.", 'there is no command "Status."; did you mean `status`? use assess, status'],
    [
      "/dsp fly",
      'there is no command "fly"; use assess, status, explain, attest, revoke, waive, init, recheck, snooze or help',
    ],
    [
      "/dsp assess betta",
      'the stage is "betta"; did you mean `beta`? use discovery, alpha, beta, ',
    ],
    ["/dsp assess now", 'the stage is "now"; use discovery, alpha, beta, live, post-live, '],
    ["/dsp assess alpha beta", 'the stage is "alpha beta"; use discovery, alpha, '],
    ["/dsp assess private beta now", '"now" is more than it takes; write `/dsp assess [stage]`'],
    ["/dsp status of it", '"of it" is more than it takes; write `/dsp status`'],
    [
      "/dsp explain",
      "something is missing; write `/dsp explain <id>`, for example `/dsp explain DSP-",
    ],
    [
      "/dsp explain @me",
      'the id is "@me"; write a rule, an expectation or a consideration, for exa',
    ],
    ["/dsp explain \u202eX", 'the id is "\\u202eX"; write '],
  ])("%j", (comment, problem) => expect(problemOf(comment).slice(0, problem.length)).toBe(problem));

  it("names every command, and every spelling of a stage", () => {
    for (const { name } of COMMANDS) expect(problemOf("/dsp fly")).toContain(name);
    for (const spelling of STAGE_SPELLINGS) {
      expect(problemOf("/dsp assess now")).toContain(spelling);
      expect(readCommands(`/dsp assess ${spelling}`)).toMatchObject([{ ok: true }]);
    }
  });

  it("stays one line, and inert in Markdown, whatever was written", () => {
    let problems = 0;
    const start = fc.constantFrom("", "assess ", "explain ", "status ", "explain X13 ");
    fc.assert(
      fc.property(start, hostileText, (given, text) => {
        for (const read of readCommands(`/dsp ${given}${text}`)) {
          if (read.ok) continue;
          problems++;
          expect(read.problem).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          expect([...read.problem].length).toBeLessThan(300);
          const nodes = nodesOf(`- ${md(read.problem, 300)}`);
          expect(actedOn(nodes)).toEqual([]);
          const kinds = new Set(nodes.map(({ type }) => type));
          for (const kind of ["link", "image", "html", "definition", "heading"] as const) {
            expect(kinds).not.toContain(kind);
          }
        }
      }),
      RUNS,
    );
    expect(problems).toBeGreaterThan(RUNS.numRuns / 3);
    expect(readableText(md(problemOf("/dsp <b>"), 300))).toContain('no command "<b>"');
  });
});

describe("many and much", () => {
  const lines = (count: number) => "/dsp status\n".repeat(count);

  it("takes as many commands as it says, and then says that it takes no more", () => {
    expect(commandsOf(lines(MOST_COMMANDS))).toEqual(new Array(5).fill("status"));
    const reads = readCommands(`${lines(MOST_COMMANDS)}/dsp fly\n/dsp recheck`);
    expect(reads.slice(0, 5).every(({ ok }) => ok)).toBe(true);
    expect(reads.slice(5)).toEqual([
      {
        ok: false,
        said: "/dsp fly",
        problem:
          "7 commands in one comment; the first 5 count, put the other 2 into another comment",
      },
    ]);
  });

  it("counts those that it does not understand", () => {
    expect(readCommands("/dsp fly\n".repeat(6))).toHaveLength(6);
    expect(problemOf("/dsp fly\n")).not.toContain("commands in one comment");
  });

  const OWN = "write the command in a comment of its own";
  const end = "\n\n/dsp status";

  it.each([
    ["characters", (count: number) => "x".repeat(count - end.length), MOST_CHARACTERS],
    ["lines", (count: number) => "\n".repeat(count - 3), MOST_LINES],
  ])(
    "reads a comment of as many %s as it says, and says what to do with a longer one",
    (what, of, most) => {
      expect(commandsOf(of(most) + end)).toEqual(["status"]);
      expect(problemOf(of(most + 1) + end)).toBe(
        `the comment has ${most + 1} ${what}, more than ${most}; ${OWN}`,
      );
      // Nobody is answered who only names the App.
      expect(commandsOf(`${of(most + 1)}\n\n/dsp is what this is about`)).toEqual([]);
      expect(commandsOf(of(most + 1))).toEqual([]);
    },
  );

  it.each([
    ["quotes", (depth: number) => ">".repeat(depth)],
    ["items", (depth: number) => "- ".repeat(depth)],
    ["numbers", (depth: number) => "1. ".repeat(depth)],
    ["footnotes", (depth: number) => "[^a]: ".repeat(depth)],
    ["items on lines of their own", (depth: number) => stairs(depth)],
  ])("reads a comment whose %s nest as deep as it says, and no deeper", (_what, of) => {
    expect(commandsOf(`${of(DEEPEST)} x${end}`)).toEqual(["status"]);
    expect(problemOf(`${of(DEEPEST + 1)} x${end}`)).toBe(
      `its lists or quotes nest too deep; ${OWN}`,
    );
  });

  it("reads a comment with a long list, a wide table and much blank before a line", () => {
    const text = `${"- an item\n".repeat(100)}\n${"| a ".repeat(100)}\n\n\`\`\`\n${" ".repeat(99)}- x\n\`\`\`\n`;
    expect(commandsOf(text + end)).toEqual(["status"]);
  });

  it("is woken by every comment that holds a command", () => {
    const blanks = fc.array(fc.constantFrom(" ", "\u00a0", "\u200b", "\ufeff", "\t", "> ", "- "), {
      maxLength: 4,
    });
    let found = 0;
    fc.assert(
      fc.property(hostileText, blanks, hostileText, (before, gap, after) => {
        const comment = `${before}\n${gap.join("")}/dsp${after}`;
        const isFound = readCommands(comment).length > 0;
        if (isFound) found++;
        expect([comment, !isFound || mayCall(comment)]).toEqual([comment, true]);
      }),
      RUNS,
    );
    expect(found).toBeGreaterThan(RUNS.numRuns / 50);
  });
});

/** Items in items, each on a line of its own. */
function stairs(depth: number): string {
  return Array.from({ length: depth }, (_, index) => `${"  ".repeat(index)}- a`).join("\n");
}

describe("text that is not the commenter's own prose (T5)", () => {
  /** Lines of which some are commands, and none ends what they are put into. */
  const text = fc.array(
    fc.oneof(
      fc.constantFrom(
        "/dsp",
        "/dsp status",
        "/DSP assess alpha",
        "",
        "text",
        "> a",
        "- b",
        "`",
        "#",
      ),
      hostileText.map((any) => any.replace(/[\r\n]|-->|`{3,}|~{3,}/g, " ").replace(/[`~<>]/g, "'")),
    ),
    { minLength: 1, maxLength: 8 },
  );
  const around = fc.constantFrom("", "Hello\n\n", "Hello\n", "- item\n\n", "# Title\n");

  const WAYS: Record<string, (lines: readonly string[]) => string> = {
    quoted: (lines) => lines.map((line) => `> ${line}`).join("\n"),
    "quoted twice": (lines) => lines.map((line) => `>> ${line}`).join("\n"),
    "fenced by backticks": (lines) => ["```", ...lines, "```"].join("\n"),
    "fenced by tildes": (lines) => ["~~~~ sh", ...lines, "~~~", ...lines, "~~~~"].join("\n"),
    "in a fence that never ends": (lines) => ["`````", ...lines, "````", ...lines].join("\n"),
    "fenced in a list": (lines) =>
      ["- ```", ...lines.map((line) => `  ${line}`), "  ```"].join("\n"),
    indented: (lines) => lines.map((line) => `    ${line}`).join("\n"),
    "indented by a tab": (lines) => lines.map((line) => `\t${line}`).join("\n"),
    "in an HTML comment": (lines) => ["<!--", ...lines, "-->"].join("\n"),
    "in an HTML comment after text": (lines) => ["Seen <!--", ...lines, "-->"].join("\n"),
    "in an HTML comment that never ends": (lines) => ["<!--", ...lines].join("\n"),
    "in <pre>": (lines) => ["<pre>", ...lines, "</pre>"].join("\n"),
    "in <details>": (lines) => ["<details>", "", ...lines, "", "</details>"].join("\n"),
  };

  it.each(Object.entries(WAYS))("%s: never yields a command", (_name, put) => {
    let bare = 0;
    fc.assert(
      fc.property(around, text, (before, lines) => {
        expect(readCommands(before + put(lines))).toEqual([]);
        bare += readCommands(before + lines.join("\n")).length;
      }),
      RUNS,
    );
    // The same text does, as it stands.
    expect(bare).toBeGreaterThan(RUNS.numRuns / 4);
  });
});

it("never throws, and gives nothing but commands of the table", () => {
  const names = COMMANDS.map(({ name }) => name);
  const anything = fc.oneof(
    hostileText,
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(fc.oneof(hostileText, fc.constantFrom("\n/dsp ", "\n/dsp assess ", "\n")))
      .map((parts) => parts.join("")),
  );
  let reads = 0;
  fc.assert(
    fc.property(anything, (comment) => {
      for (const read of readCommands(comment)) {
        reads++;
        if (read.ok) expect(names).toContain(read.command.name);
        else expect(read.said).toMatch(/^\/dsp/i);
      }
    }),
    RUNS,
  );
  expect(reads).toBeGreaterThan(RUNS.numRuns / 10);
});

describe("what the App itself writes (F25)", () => {
  const folder = new URL("../../report/stage-issue/", import.meta.url);
  it.each(readdirSync(folder))("%s: holds no command", (name) => {
    const body = readFileSync(new URL(name, folder), "utf8");
    expect(commandsOf(body)).toEqual([]);
    // It leaves nothing open that would hide one below it.
    expect(commandsOf(`${body}\n\n/dsp status`)).toEqual(
      body.length < MOST_CHARACTERS - 20 ? ["status"] : ["! /dsp status"],
    );
  });
});

describe("the table", () => {
  it.each(COMMANDS.map((row) => [row.name, row] as const))("%s: reads its example", (name, row) => {
    const [read, ...more] = readCommands(row.example);
    expect(more).toEqual([]);
    expect(read).toMatchObject({ ok: true, command: { name } });
    expect(row.usage.startsWith(`/dsp ${name}`)).toBe(true);
    expect(row.summary).toMatch(/^[A-Z].*\.$/);
  });

  it("counts the words that its usage shows", () => {
    // Of evidence there may be three pieces, and a reason has as many words as it takes.
    // A stage may be of two: `private beta`.
    const most = { assess: 2, attest: 4, init: 2, waive: Number.POSITIVE_INFINITY };
    for (const { name, usage, words } of COMMANDS) {
      const [, , ...parts] = usage.match(/<[^>]+>|\[[^\]]+\]|\S+/g) ?? [];
      const needed = parts.filter((part) => !part.startsWith("[")).length;
      const expected = {
        least: needed,
        most: parts.length,
        ...(name in most && { most: most[name as "waive"] }),
      };
      expect([usage, words]).toEqual([usage, expected]);
    }
  });

  it("reads each command's own arguments", () => {
    const reads = COMMANDS.map(({ example }) => readCommands(example)[0]);
    const expected: Command[] = [
      { name: "assess", stage: { stage: "alpha" } },
      { name: "status" },
      { name: "explain", id: "DSP-BETA-11" },
      {
        name: "attest",
        id: "DSP-DISC-6",
        evidence: [{ kind: "path", text: "docs/adr/0003.md" }],
      },
      { name: "revoke", id: "DSP-DISC-6" },
      {
        name: "waive",
        rule: "no-offline-copy",
        target: "bookings-db",
        until: "2027-03-31",
        reason: "a second account is ordered",
      },
      { name: "init", stage: { stage: "alpha" } },
      { name: "recheck" },
      { name: "snooze", days: 14 },
      { name: "help" },
    ];
    expect(reads).toEqual(expected.map((command) => ({ ok: true, command })));
    expect(readCommands("/dsp assess")).toEqual([{ ok: true, command: { name: "assess" } }]);
  });
});
