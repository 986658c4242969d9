import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { visible } from "../../src/core/quote.ts";
import { code, linkTarget, md, oneLine, pathUri, plainJson } from "../../src/report/escape.ts";
import { hostileText, RUNS } from "../support/hostile.ts";
import { actedOn, nodesOf, readableText } from "../support/markdown.ts";

const GAP = "\u200b";

describe("oneLine", () => {
  it.each([
    ["plain words", "plain words"],
    ["  two\n\tlines\r\n", "two lines"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["\u009b31m", "\\u009b31m"],
    ["abc\u202edef", "abc\\u202edef"],
    ["a\u200bb\u3164c", "a\\u200bb\\u3164c"],
    ["\u{e0041}", "\\u{e0041}"],
    ["\ud800x", "\\ud800x"],
    ["漢字 😀 é", "漢字 😀 é"],
  ])("shows %j as %j", (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdefg", 6, "abcde…"],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀😀", 3, "😀😀…"],
  ])("cuts %j at %i code points", (text, most, shown) => {
    expect(oneLine(text, most)).toBe(shown);
  });
});

describe("md", () => {
  it.each([
    ["words", "words"],
    ["store `bookings-db` is kept", "store `bookings-db` is kept"],
    ["visits_team *now*", "visits\\_team \\*now\\*"],
    ["a lone ` backtick", "a lone &#96; backtick"],
    ["`a``b`", `\`a\`${GAP}\`b\``],
    ["`a|b`", "a\\|b"],
    // What cannot be a code span is prose again, and prose is disarmed over the seams.
    ["see `| http:`//x.example", `see \\| http:${GAP}//x.example`],
    ["`| www`.x.example", `\\| www${GAP}.x.example`],
    ["`| #`123", `\\| #${GAP}123`],
    ["` a `", "`  a  `"],
    ["`<!-- x`", `\`<${GAP}!-- x\``],
    ["[x](y) ![z]", "\\[x\\]\\(y\\) \\!\\[z\\]"],
    ["<b>&amp;", "&lt;b&gt;&amp;amp;"],
    ["a\nb", "a b"],
    ["a | b ~c~ $d$ \\e", "a \\| b \\~c\\~ &#36;d&#36; \\\\e"],
    ["@octocat", `@${GAP}octocat`],
    ["#123 and gh-7", `#${GAP}123 and gh-${GAP}7`],
    ["see #12", `see #${GAP}12`],
    ["https://x.example", `https:${GAP}//x.example`],
    ["www.x.example", `www${GAP}.x.example`],
    ["a:tada:b", `a:${GAP}tada:b`],
    ["at deadbeef0", `at dead${GAP}beef${GAP}0`],
    ["- item", "\\- item"],
    ["` - a|b`", "\\- a\\|b"],
    ["` # a|b`", "\\# a\\|b"],
    ["+ item", "\\+ item"],
    ["1. item", "1\\. item"],
    ["1.", "1\\."],
    ["12.5 days", "12.5 days"],
    ["# heading", "\\# heading"],
    ["#heading", "#heading"],
    ["---", "\\---"],
    ["-- -", "\\-- -"],
    ["-", "\\-"],
    ["--stage", "--stage"],
    ["===", "\\==="],
    ["\u202ex", "\\\\u202ex"],
  ])("writes %j as %j", (text, markdown) => {
    expect(md(text)).toBe(markdown);
  });

  it("cuts at 200 code points before it escapes", () => {
    expect(md("*".repeat(201))).toBe(`${"\\*".repeat(199)}…`);
    expect(md("*".repeat(200))).toBe("\\*".repeat(200));
  });

  it("leaves nothing but text and code, wherever it stands", () => {
    const everywhere = (value: string) =>
      `${value}\n\n- ${value}\n\n**x** ${value} **y**\n\n| a |\n| --- |\n| ${value} |\n`;
    const structure = (nodes: ReturnType<typeof nodesOf>) =>
      nodes.map(({ type }) => type).filter((type) => type !== "text" && type !== "inlineCode");
    const harmless = structure(nodesOf(everywhere("x")));
    fc.assert(
      fc.property(hostileText, (text) => {
        const value = md(text, 1000);
        fc.pre(value !== "");
        const nodes = nodesOf(everywhere(value));
        expect(structure(nodes)).toEqual(harmless);
        expect(actedOn(nodes)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("stays in one cell of a table", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const row = `| a | b |\n| --- | --- |\n| ${md(one)} | ${code(other)} |`;
        expect(nodesOf(row).filter(({ type }) => type === "tableCell")).toHaveLength(4);
      }),
      RUNS,
    );
  });

  it("lets people read what was written", () => {
    const plain = (text: string) => text.replaceAll("`", "");
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readableText(md(text, 1000)).replaceAll(GAP, "");
        expect(plain(read).trim()).toBe(plain(oneLine(text)).trim());
      }),
      RUNS,
    );
  });
});

describe("code", () => {
  it.each([
    ["a.yml", "`a.yml`"],
    ["a`b", "a&#96;b"],
    ["a|b", "a\\|b"],
    ["a`  ", "a&#96;"],
    ["", ""],
    ["a\nb", "`a\\u000ab`"],
  ])("writes %j as %j", (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });
});

describe("linkTarget", () => {
  it.each([
    ["https://github.com/o/r/blob/main/.dsp/data-map.yml#L3", undefined],
    ["https://x.example/a b", "https://x.example/a%20b"],
    ["https://x.example/a)(<>\"'", "https://x.example/a%29%28%3C%3E%22%27"],
    ["https://x.example/\ud800é", "https://x.example/%EF%BF%BD%C3%A9"],
    ["https://x.example/\n", "https://x.example/%0A"],
  ])("takes %j", (url, target) => {
    expect(linkTarget(url)).toBe(target ?? url);
  });

  it.each([undefined, "javascript:alert(1)", "//x.example", "", " https://x.example"])(
    "refuses %j",
    (url) => {
      expect(linkTarget(url)).toBeUndefined();
    },
  );

  it("makes one link, whatever the path", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = nodesOf(`[x](${linkTarget(`https://github.com/${text}`)}) y`);
        expect(nodes.map(({ type }) => type)).toEqual([
          "root",
          "paragraph",
          "link",
          "text",
          "text",
        ]);
      }),
      RUNS,
    );
  });
});

describe("pathUri", () => {
  it.each([
    [".dsp/data-map.yml", ".dsp/data-map.yml"],
    ["a b/c#d?e", "a%20b/c%23d%3Fe"],
    ["a/\ud800", "a/%EF%BF%BD"],
  ])("writes %j as %j", (path, uri) => {
    expect(pathUri(path)).toBe(uri);
  });
});

describe("plainJson", () => {
  it("writes out what a terminal obeys or an eye misses", () => {
    expect(plainJson({ a: "\u009b\u202e\u2028\u{e0041}é" })).toBe(
      '{\n  "a": "\\u009b\\u202e\\u2028\\udb40\\udc41é"\n}',
    );
  });

  it("is read back as it was", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = plainJson([text]);
        expect(JSON.parse(json)).toEqual([text]);
        expect(visible(json.replaceAll("\n", ""))).toBe(json.replaceAll("\n", ""));
      }),
      RUNS,
    );
  });
});
