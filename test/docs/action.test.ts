import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { withTables } from "../../scripts/action-tables.ts";
import { INPUT_NAMES, readInputs } from "../../src/action/inputs.ts";
import { readJob } from "../../src/action/job.ts";
import { runAction } from "../../src/action/run.ts";
import { GitRepository } from "../support/git.ts";
import { nodesOf } from "../support/markdown.ts";
import { faultsIn } from "./workflow-faults.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DOCS = readFileSync(join(ROOT, "docs/action.md"), "utf8");
const ACTION_YML = readFileSync(join(ROOT, "action.yml"), "utf8");
const MANIFEST = parse(ACTION_YML) as {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, unknown>;
  runs: { using: string; main: string };
};
const NODES = nodesOf(DOCS);

const folder = mkdtempSync(join(tmpdir(), "dsp-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A run on a checkout of a policy and nothing else: all that its step would see. */
const RUNNER = {
  GITHUB_REPOSITORY: "moj/visits",
  GITHUB_EVENT_NAME: "push",
  GITHUB_EVENT_PATH: join(folder, "event.json"),
  GITHUB_SHA: "1".repeat(40),
  GITHUB_REF: "refs/heads/main",
  GITHUB_WORKSPACE: folder,
  GITHUB_RUN_ID: "1",
};

/** Of each input a value that is not its default. */
const SAMPLES: Readonly<Record<(typeof INPUT_NAMES)[number], string>> = {
  stage: "alpha",
  gate: "true",
  "fail-on": "never",
  "working-directory": "services/visits",
  token: "t",
  statuses: "always",
  comment: "always",
  "sarif-file": "dsp.sarif",
  "sarif-waived": "true",
  "report-file": "dsp.json",
  "max-bytes": "1000",
};

describe("action.yml", () => {
  it("has the inputs that the code reads, and a default of the token only", () => {
    expect(Object.keys(MANIFEST.inputs)).toEqual(INPUT_NAMES);
    const withDefault = Object.entries(MANIFEST.inputs).filter(([, input]) => "default" in input);
    expect(withDefault.map(([name]) => name)).toEqual(["token"]);
  });

  it.each(INPUT_NAMES)("returns each input that it reads: %s", (name) => {
    const withIt = readInputs((one) => (one === name ? SAMPLES[name] : ""));
    expect(withIt).not.toEqual(readInputs(() => ""));
  });

  it("has no input that nothing uses", () => {
    const source = readdirSync(join(ROOT, "src/action"))
      .filter((file) => file !== "inputs.ts")
      .map((file) => readFileSync(join(ROOT, "src/action", file), "utf8"))
      .join("\n");
    // `inputs.gate`, `{ gate } = inputs` and `{ gate }: Inputs`.
    const used = [
      ...[...source.matchAll(/\binputs\.(\w+)/g)].map(([, one]) => one),
      ...[...source.matchAll(/\{([^{}]*)\}(?: = (?:check\.)?inputs\b|: Inputs\b)/g)].flatMap(
        ([, all = ""]) => all.split(",").map((one) => one.trim().split(":")[0]),
      ),
    ];
    const asked = Object.keys(readInputs(() => ""));
    expect(asked.filter((one) => !used.includes(one))).toEqual([]);
  });

  it("runs a file that is there", () => {
    expect(MANIFEST.runs.using).toBe("node24");
    expect(existsSync(join(ROOT, MANIFEST.runs.main))).toBe(true);
  });

  it("has the outputs that a run sets", async () => {
    const checkout = new GitRepository();
    checkout.commit({ ".github/dsp.yml": "stage: discovery\n" });
    const event = { deleted: false, ref: "refs/heads/main", repository };
    writeFileSync(RUNNER.GITHUB_EVENT_PATH, JSON.stringify(event));
    const set = new Map<string, string | number>();
    const given: Record<string, string> = { "sarif-file": "a.sarif", "report-file": "a.json" };
    const code = await runAction({
      env: { ...RUNNER, GITHUB_WORKSPACE: checkout.folder },
      input: (name) => given[name] ?? "",
      output: (name, value) => set.set(name, value),
      hide: () => {},
      print: () => {},
      decide: () => {},
      summarise: async () => {},
      now: new Date("2026-11-23T12:00:00Z"),
    });
    expect(code).toBe(0);
    expect([...set.keys()].sort()).toEqual(Object.keys(MANIFEST.outputs).sort());
    expect(set.get("sarif")).toBe(join(checkout.folder, "a.sarif"));
  });
});

const repository = { default_branch: "main", topics: [], private: true };

const EXAMPLES = NODES.flatMap((node) => {
  const isWorkflow = node.type === "code" && node.lang === "yaml" && /^jobs:$/m.test(node.value);
  return isWorkflow ? [node.value] : [];
});

describe("the examples of docs/action.md", () => {
  it("are there", () => expect(EXAMPLES.length).toBeGreaterThan(8));

  it.each(EXAMPLES.map((text) => [/^name: (.*)/.exec(text)?.[1], text]))(
    "%s: can be copied as it stands",
    (_name, text) => expect(faultsIn(`${text}`)).toEqual([]),
  );

  it("has the workflow for forks follow one that is there", () => {
    const followed = EXAMPLES.flatMap((text) => /workflows: \[(.*)\]/.exec(text)?.[1] ?? []);
    expect(followed).toEqual([/^name: (.*)/.exec(EXAMPLES[0] ?? "")?.[1]]);
  });

  const [good = ""] = EXAMPLES;
  const ours = /- uses: \S+@0{40}.*/;
  const checkout = `- uses: actions/checkout@${"a".repeat(40)} # v5.0.0`;
  it.each([
    ["YAML that is none", ["name:", "name: a: b\nother:"], /nested mappings/i],
    ["no name", ["name: DSP Lifecycle\n", ""], /no name/],
    ["an event that is not for this", ["merge_group:", "issues:"], /issues is not an event/],
    ["rights for all jobs", ["permissions: {}", "permissions: read-all"], /whole workflow/],
    ["a job without rights", [/ {4}permissions:\n(?: {6}.*\n)+/, ""], /without rights/],
    ["a right too many", [/contents: read/, "contents: write"], /needed \[\["contents","read"/],
    ["a right too few", [/ +statuses: .*\n/, ""], /needed .*statuses/],
    ["a right without a reason", [/(statuses: write) #.*/, "$1"], /without a reason/],
    ["no timeout", [/ +timeout-minutes.*\n/, ""], /no timeout/],
    ["a tag", [/@0+ #/, "@v1 #"], /not pinned/],
    ["a commit without its version", [/(@0+) #.*/, "$1"], /not pinned/],
    ["an unknown input", [ours, "$&\n        with: {folder: a}"], /no input folder/],
    ["a value that is refused", [ours, "$&\n        with: {gate: maybe}"], /input `gate`/],
    ["a script with an expression", [ours, `- run: echo \${{ github.head_ref }}`], /script/],
    ["a checkout where the token can write", [/pull_request:/, "pull_request_target:"], /another/],
  ] as [string, [string | RegExp, string], RegExp][])(
    "with %s would be refused",
    (name, [from, to], fault) => {
      const text = name.startsWith("a checkout") ? good.replace(ours, checkout) : good;
      const bad = text.replace(from, to);
      expect(bad).not.toBe(text);
      expect(faultsIn(bad).join("\n")).toMatch(fault);
    },
  );
});

describe("docs/action.md", () => {
  it("has the tables that action.yml and the defaults give", () => {
    expect(withTables(DOCS, ACTION_YML)).toBe(DOCS);
    expect(DOCS).toContain("| `statuses` | Commit statuses. ");
    expect(DOCS).toMatch(/^\| `token` \| .* \| the job's token \|$/m);
    expect(() => withTables("# Nothing", ACTION_YML)).toThrow("there is no place for inputs");
  });

  it("quotes messages that the Action has", () => {
    const source = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join(ROOT, "src", path), "utf8").replaceAll("\\`", "`"))
      .join("\n");
    const table = DOCS.slice(DOCS.indexOf("## Troubleshooting"));
    const messages = table.match(/^\| `.*?(?=\|)/gm)?.map((row) => readable(row.slice(2))) ?? [];
    expect(messages.length).toBeGreaterThan(20);
    const unknown = messages.filter(
      (message) => !message.split("…").every((piece) => source.includes(piece.trim())),
    );
    expect(unknown).toEqual([]);
  });

  it("leads to what is there", () => {
    const targets = NODES.flatMap((node) => (node.type === "link" ? [node.url] : []));
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !isThere(target))).toEqual([]);
  });

  it("has the place that the Action's own messages lead to", () => {
    const { docsUrl } = readJob(RUNNER);
    expect(docsUrl).toMatch(/^docs\/action\.md#./);
    expect(isThere(docsUrl.replace("docs/action.md", ""))).toBe(true);
  });
});

/** The text of a code span in Markdown. */
function readable(markdown: string): string {
  return (
    nodesOf(markdown).flatMap((node) => (node.type === "inlineCode" ? [node.value] : []))[0] ?? ""
  );
}

/** Headings as GitHub makes anchors of them. */
function anchors(): string[] {
  return NODES.flatMap((node) => {
    if (node.type !== "heading") return [];
    const text = node.children.map((child) => ("value" in child ? child.value : "")).join("");
    return [
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ];
  });
}

function isThere(target: string): boolean {
  if (/^https:\/\//.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  if (path !== "") return anchor === undefined && existsSync(join(ROOT, "docs", path));
  return anchor !== undefined && anchors().includes(anchor);
}
