import { describe, expect, it } from "@jest/globals";
import { faultsIn } from "../../scripts/english/faults.ts";
import { textsOfMarkdown, textsOfSource, textsOfYaml } from "../../scripts/english/texts.ts";

/** What is wrong with a sentence that is shown. */
function advice(prose: string): string[] {
  return faultsIn({ line: 1, kind: "shown", prose }).map((fault) => fault.advice);
}

describe("a sentence in plain English", () => {
  it.each([
    "If a store holds personal data, add a deletion rule.",
    "The report says where the fault is.",
    "Look at the line where the rule is.",
    "Use a two-letter country code, for example GB.",
    "GB stands for the United Kingdom.",
  ])("passes: %s", (prose) => {
    expect(advice(prose)).toEqual([]);
  });

  it.each([
    ["Where nothing names a stage, nothing is expected.", '"Where": write if or when'],
    ["It fails where there is no map.", '"where": write if or when'],
    ["The file stands in the root.", '"stands": write is, exists'],
    ["There is a rule, or there is none.", '"is none": write'],
    ["The statement has to be signed.", '"has to": write must'],
    ["The function gives a list.", '"gives": write returns'],
    ["The map lacks a store.", '"lacks": write is missing'],
    ["Mend the file and run again.", '"Mend": write fix'],
    ["Write an id, such as bookings.", '"such as": write for example'],
    ["Whoever signs must be named.", '"Whoever": write anyone who'],
    ["That is for people to decide.", "points back: name the thing"],
    [`A sentence ${"of many words ".repeat(9)}ends here.`, "31 words: use 25 at most"],
  ])("does not pass: %s", (prose, expected) => {
    const found = advice(prose);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("may be longer in a comment, which those who know the subject read", () => {
    const prose = `A sentence ${"of many words ".repeat(8)}ends here.`;
    expect(faultsIn({ line: 1, kind: "shown", prose })).toHaveLength(1);
    expect(faultsIn({ line: 1, kind: "comment", prose })).toEqual([]);
  });

  it("is looked at by itself, and named with its line", () => {
    const prose = "First one is right. The second stands here. The third is right.";
    expect(faultsIn({ line: 7, kind: "shown", prose })).toEqual([
      expect.objectContaining({ line: 7, rule: "word", sentence: "The second stands here." }),
    ]);
  });
});

describe("the texts that people read", () => {
  it("are the strings and comments of a source file, but not its names and keys", () => {
    const source = `import { a } from "a module with many words";
/** Returns the first thing that is there. */
export const one = { "a key of some words": \`the store \${a} has no rule\` };
// A comment on two lines,
// which are one text.
const two = "one part of it, " + "and the other part";
`;
    expect(textsOfSource(source)).toEqual([
      { line: 2, kind: "comment", prose: "Returns the first thing that is there." },
      { line: 4, kind: "comment", prose: "A comment on two lines, which are one text." },
      { line: 3, kind: "shown", prose: "the store codeword has no rule" },
      { line: 6, kind: "shown", prose: "one part of it, and the other part" },
    ]);
  });

  it("are the prose of a page, but not its code and what is generated", () => {
    const page = `# What this page is for

Run \`dsp check\` in [the folder](x.md) of yours.

\`\`\`
a line of code where something stands
\`\`\`

<!-- generated: table -->

A line that the source of it has.

<!-- end -->

| a cell with some words | b |
|---|---|
`;
    expect(textsOfMarkdown(page).map(({ line, prose }) => [line, prose])).toEqual([
      [1, "What this page is for"],
      [3, "Run codeword in the folder of yours."],
      [15, "a cell with some words"],
    ]);
  });

  it("are the folded descriptions of a YAML file, on their first line", () => {
    const yaml =
      "inputs:\n  stage:\n    description: >-\n      A stage of some\n      words that follow.\n    default: beta\n# A comment of some words.\n";
    expect(textsOfYaml(yaml).map(({ line, prose }) => [line, prose])).toEqual([
      [3, "A stage of some words that follow."],
      [7, "A comment of some words."],
    ]);
  });

  it("are the comments and descriptions of a YAML file", () => {
    const yaml =
      "# The first line of it,\n# and the second one.\nname: a name of four words\nkey: a value of four words\n";
    expect(textsOfYaml(yaml).map(({ prose }) => prose)).toEqual([
      "The first line of it, and the second one.",
      "a name of four words",
    ]);
  });
});
