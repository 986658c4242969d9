import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parseDocument } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Workflow {
  on: Record<string, { tags?: string[] } | null>;
  permissions: unknown;
  concurrency?: Record<string, unknown>;
  jobs: Record<
    string,
    {
      needs?: string;
      environment?: string;
      permissions?: Record<string, string>;
      "timeout-minutes"?: number;
      steps: Step[];
    }
  >;
}

const FOLDER = ".github/workflows";
const FILES = readdirSync(FOLDER);
const textOf = (file: string) => readFileSync(`${FOLDER}/${file}`, "utf8");
const read = (text: string) => parseDocument(text).toJS() as Workflow;

/** Actions whose commits are known to be what the version behind them says. */
const KNOWN = [
  "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0",
  "actions/setup-node@2028fbc5c25fe9cf00d9f06a71cc4710d4507903 # v6.0.0",
];

/** What no workflow here may have. */
function faultsIn(text: string): string[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const { on, permissions, concurrency, jobs } = document.toJS() as Workflow;
  const uses = text.match(/(?<=\buses: ).*/g) ?? [];
  const privileged = ["pull_request_target", "workflow_run", "issue_comment"];
  return [
    ...uses.filter((one) => !KNOWN.includes(one)).map((one) => `not pinned: ${one}`),
    ...(JSON.stringify(permissions) === "{}" ? [] : ["rights for the whole workflow"]),
    ...(concurrency ? [] : ["no concurrency"]),
    ...privileged.filter((event) => event in on).map((event) => `is started by ${event}`),
    ...Object.entries(jobs).flatMap(([id, { permissions: own, steps, ...job }]) => [
      ...(own ? [] : [`${id} has no rights of its own`]),
      ...(job["timeout-minutes"] ? [] : [`${id} has no timeout`]),
      ...steps.flatMap((step) => stepFaults(step)),
    ]),
  ];
}

function stepFaults({ uses = "", run = "", with: inputs = {} }: Step): string[] {
  const isOpen = uses.startsWith("actions/checkout@") && inputs["persist-credentials"] !== false;
  const { stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
  return [
    ...(isOpen ? ["a checkout leaves its token behind"] : []),
    ...(run.includes("${{") ? ["an expression inside a script"] : []),
    ...(stderr ? [stderr] : []),
  ];
}

it("are these", () => expect(FILES.sort()).toEqual(["ci.yml", "nightly.yml", "release.yml"]));

it.each(FILES)("%s has no fault", (file) => expect(faultsIn(textOf(file))).toEqual([]));

const RELEASE = textOf("release.yml");

describe("a workflow is refused", () => {
  it.each([
    ["with a tag", [/@08c\w+ # v5.0.0/, "@v5"], "not pinned"],
    ["with a commit that is not known", ["@08c6", "@18c6"], "not pinned"],
    ["with rights for all jobs", ["permissions: {}", "permissions: write-all"], "whole workflow"],
    ["with a job without rights", [/ {4}permissions:\n(?: {6}.*\n)+/, ""], "no rights of its own"],
    ["without a timeout", [/ +timeout-minutes.*\n/, ""], "no timeout"],
    ["without concurrency", [/^concurrency:\n(?: {2}.*\n)+/m, ""], "no concurrency"],
    ["that a fork starts with rights", ["  push:\n", "  pull_request_target:\n"], "started by"],
    ["that leaves its token behind", [/ +persist-credentials: false\n/, ""], "leaves its token"],
    ["with an expression in a script", ["bash .ci/run", `echo \${{ github.ref }}`], "expression"],
    [
      "with a script that is none",
      ["          exit 0\n          fi", "          exit 0"],
      "syntax",
    ],
  ] as [string, [string | RegExp, string], string][])("%s", (_name, [from, to], fault) => {
    const text = RELEASE.replace(from, to);
    expect(text).not.toBe(RELEASE);
    expect(faultsIn(text).join("\n")).toContain(fault);
  });
});

describe("release.yml", () => {
  const { on, jobs, concurrency } = read(RELEASE);
  const scripts = (id: string) => jobs[id]?.steps.map(({ run = "" }) => run).join("\n");

  it("is started by the tag of a version, and by nothing else", () => {
    expect(on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
    expect(concurrency).toEqual({ group: "release", "cancel-in-progress": false });
  });

  it("gives each job the rights of what it does", () => {
    expect(Object.entries(jobs).map(([id, { permissions }]) => [id, permissions])).toEqual([
      ["check", { contents: "read" }],
      ["npm", { contents: "read", "id-token": "write" }],
      ["github", { contents: "write" }],
    ]);
  });

  it("publishes what was checked, once someone agrees", () => {
    expect([jobs.npm?.needs, jobs.github?.needs]).toEqual(["check", "npm"]);
    expect([jobs.npm?.environment, jobs.github?.environment]).toEqual(["release", "release"]);
    expect(scripts("check")).toContain("bash .ci/run");
    expect(readFileSync(".ci/run", "utf8")).toContain("npm run build -- --check");
  });

  it("publishes with provenance, without a token and without running anything", () => {
    expect(scripts("npm")?.trim()).toBe(
      "node scripts/package.mjs package\nnpm publish ./package --provenance --access public --ignore-scripts",
    );
    expect(RELEASE).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./);
  });

  it("checks that the tag is the version, and told of", () => {
    const script = scripts("check") ?? "";
    for (const part of [
      "merge-base --is-ancestor HEAD origin/main",
      '"v$version" = ',
      "CHANGELOG",
      "repository?.url",
    ]) {
      expect(script).toContain(part);
    }
  });

  it("takes the notes of that version from the changelog", () => {
    const awk = /awk [^|]*?CHANGELOG\.md/.exec(scripts("github") ?? "")?.[0] ?? "";
    const changelog =
      "# C\n\n## [Unreleased]\n\n## [1.2.3] - 2027-01-01\n\n- it\n\n## [1.2.2] - x\n- old\n";
    const { stdout } = spawnSync("bash", ["-c", awk.replace("CHANGELOG.md", "")], {
      input: changelog,
      encoding: "utf8",
      env: { ...process.env, GITHUB_REF_NAME: "v1.2.3" },
    });
    expect(stdout.trim()).toBe("- it");
  });

  it("lists what the product is made of, and nothing that only its makers use", () => {
    const sbom = /npm sbom [^>]*/.exec(scripts("github") ?? "")?.[0] ?? "";
    const { stdout } = spawnSync("bash", ["-c", sbom], { encoding: "utf8" });
    const { metadata, components } = JSON.parse(stdout);
    expect(metadata.component["bom-ref"]).toMatch(/^dsp-lifecycle@/);
    const names: string[] = components.map(({ name }: { name: string }) => name);
    expect(names).toContain("probot");
    expect(names.filter((name) => /^dsp-lifecycle-|^mermaid$|^emulate$/.test(name))).toEqual([]);
  });
});
