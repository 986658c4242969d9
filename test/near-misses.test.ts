import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../src/core/documents/limits.ts";
import { readDossier } from "../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../src/core/policy/defaults.ts";
import { type FoundPolicies, policyFrom } from "../src/core/policy/found.ts";
import { POLICY_PATH } from "../src/core/policy/path.ts";
import type { Snapshot } from "../src/core/snapshot.ts";
import { readRepository } from "../src/github/remote.ts";
import { readGitSnapshots } from "../src/local/git.ts";
import { readWorkingTree } from "../src/local/snapshot.ts";
import { runCli } from "./support/cli.ts";
import { githubServer } from "./support/fixtures.ts";
import { folderOf } from "./support/folders.ts";
import { GitRepository } from "./support/git.ts";
import { TestNetwork } from "./support/network.ts";

// Files that have almost the name that is read, and what each door says of them: none is passed over in silence.

const server = await githubServer();
const PATHS = Object.values(DEFAULT_POLICY.paths);
const POLICY = "stage: alpha\n";
const MAP = "schema: dsp/data-map@1\nservice: { id: s, name: S }\n";

type Files = Record<string, string>;

/** What became of a policy and a data map: the file that was read, or what is said. */
interface Outcome {
  policy: string;
  map: string;
}

function outcomeOf(found: FoundPolicies, files: Snapshot): Outcome {
  const policy = policyFrom(found, "2026-11-23", DEFAULT_LIMITS);
  const { dataMap } = readDossier(files, DEFAULT_POLICY.paths);
  const [problem] = dataMap.state === "unreadable" ? dataMap.problems : [];
  const absent = dataMap.state === "absent" && dataMap.stray ? `not ${dataMap.stray}` : "none";
  return {
    policy: policy.ok
      ? (policy.policy.source?.file ?? "none")
      : policy.problems.map(({ message, fix }) => `${message}; ${fix}`).join("\n"),
    map: problem
      ? `${problem.message}; ${problem.fix}`
      : dataMap.state === "read"
        ? dataMap.file
        : absent,
  };
}

const own = (files: Snapshot): FoundPolicies => ({
  own: files.get(POLICY_PATH),
  organisation: "unknown",
});

async function onGithub(files: Files, token: string): Promise<Outcome> {
  server.state.tokens.set("t", ["moj/visits"]);
  server.put("moj/visits", { files });
  const connection = {
    baseUrl: server.url,
    token: token ? { name: "GH_TOKEN", value: token } : undefined,
  };
  const wish = { limits: DEFAULT_LIMITS, organisation: true, pathsOf: () => PATHS };
  const target = { owner: "moj", name: "visits" };
  const remote = await readRepository(target, connection, wish, new TestNetwork());
  return outcomeOf(remote.policies, remote.files);
}

const DOORS: Readonly<Record<string, (files: Files) => Outcome | Promise<Outcome>>> = {
  "a working tree": (files) => {
    const found = readWorkingTree(folderOf(files), [POLICY_PATH, ...PATHS], DEFAULT_LIMITS);
    return outcomeOf(own(found), found);
  },
  git: (files) => {
    const repository = new GitRepository();
    repository.commit(files);
    const paths = [POLICY_PATH, ...PATHS];
    const read = readGitSnapshots(repository.folder, ["HEAD"], paths, DEFAULT_LIMITS);
    const found = (read.ok && read.snapshots[0]) || new Map();
    return outcomeOf(own(found), found);
  },
  GraphQL: (files) => onGithub(files, "t"),
  REST: (files) => onGithub(files, ""),
};

const CASES: [string, Files, Partial<Outcome>][] = [
  [
    "the files themselves",
    { [POLICY_PATH]: POLICY, ".dsp/data-map.yml": MAP },
    { policy: POLICY_PATH, map: ".dsp/data-map.yml" },
  ],
  [
    "the other ending",
    { ".github/dsp.yaml": POLICY, ".dsp/data-map.yaml": MAP },
    { policy: ".github/dsp.yaml", map: ".dsp/data-map.yaml" },
  ],
  [
    "both endings",
    {
      [POLICY_PATH]: POLICY,
      ".github/dsp.yaml": POLICY,
      ".dsp/data-map.yml": MAP,
      ".dsp/data-map.yaml": MAP,
    },
    {
      policy:
        "`.github/dsp.yml` and `.github/dsp.yaml` both exist, and only one can count; keep one, as `.github/dsp.yml`",
      map: "`.dsp/data-map.yml` and `.dsp/data-map.yaml` both exist, and only one can count; keep one, as `.dsp/data-map.yml`",
    },
  ],
  [
    "other letters",
    { ".github/DSP.yml": POLICY, ".dsp/Data-Map.YML": MAP },
    {
      policy:
        "there is no `.github/dsp.yml`, and `.github/DSP.yml` is not read; rename it to `.github/dsp.yml`",
      map: "there is no `.dsp/data-map.yml`, and `.dsp/Data-Map.YML` is not read; rename it to `.dsp/data-map.yml`",
    },
  ],
  [
    "another mark between the words, and an ending that an editor added",
    { ".github/.dsp.yml": POLICY, ".dsp/data_map.yaml.txt": MAP },
    {
      policy:
        "there is no `.github/dsp.yml`, and `.github/.dsp.yml` is not read; rename it to `.github/dsp.yml`",
      map: "there is no `.dsp/data-map.yml`, and `.dsp/data_map.yaml.txt` is not read; rename it to `.dsp/data-map.yml`",
    },
  ],
  [
    "two that are both not read",
    { ".dsp/DataMap.yml": MAP, ".dsp/data-map.yaml": MAP },
    {
      policy: "none",
      map: "`.dsp/DataMap.yml` and `.dsp/data-map.yaml` both exist, and only one can count; keep one, as `.dsp/data-map.yml`",
    },
  ],
  [
    "the root",
    { "dsp.yaml": POLICY, "data-map.yml": MAP },
    {
      policy:
        "there is no `.github/dsp.yml`, and `dsp.yaml` is not read; move it to `.github/dsp.yml`. If it belongs to another tool, write your own file there",
      map: "not data-map.yml",
    },
  ],
  [
    "each other's folders",
    { ".dsp/dsp.yml": POLICY, ".github/data-map.yml": MAP },
    {
      policy: expect.stringContaining("and `.dsp/dsp.yml` is not read") as never,
      map: "not .github/data-map.yml",
    },
  ],
  [
    "a folder in other letters",
    { ".GitHub/dsp.yml": POLICY, ".DSP/data-map.yml": MAP },
    {
      policy:
        "there is no `.github/dsp.yml`, and `.GitHub/dsp.yml` is not read; move it to `.github/dsp.yml`. If it belongs to another tool, write your own file there",
      map: "not .DSP/data-map.yml",
    },
  ],
  [
    "the root, where the file itself is there",
    {
      [POLICY_PATH]: POLICY,
      "dsp.yml": "other: 1\n",
      ".dsp/data-map.yml": MAP,
      "data-map.yml": "",
    },
    { policy: POLICY_PATH, map: ".dsp/data-map.yml" },
  ],
  [
    "what is no near miss",
    {
      ".github/workflows/dsp.yml": "on: push\n",
      ".github/dsp.json": "{}",
      "docs/data-map.yml": MAP,
      ".dsp/data-map.old.yml": MAP,
      ".dsp/data-map.yml.bak": MAP,
      "dsp/dsp.yml": POLICY,
    },
    { policy: "none", map: "none" },
  ],
];

describe.each(Object.entries(DOORS))("%s", (_door, read) => {
  it.each(CASES)("says what is read: %s", async (_name, files, expected) => {
    expect(await read(files)).toMatchObject(expected);
  });
});

describe.each([
  ["with a token", "t"],
  ["without a token", ""],
])("an organisation's policy, %s", (_name, token) => {
  async function organisation(files: Files): Promise<string> {
    server.put("moj/.github", { files });
    const { policy } = await onGithub({ [POLICY_PATH]: POLICY, ".dsp/data-map.yml": MAP }, token);
    return policy;
  }

  it("is read with the other ending", async () => {
    server.put("moj/.github", { files: { ".github/dsp.yaml": "floor: { fail_on: warnings }\n" } });
    const problem = await organisation({ ".github/dsp.yaml": "floor: { fail_on: warnings }\n" });
    expect(problem).toContain("`floor.fail_on`");
    expect(await organisation({ ".github/dsp.yaml": "fail_on: warning\n" })).toBe(POLICY_PATH);
  });

  it.each([
    ["the root", { "dsp.yml": "" }, "and `dsp.yml` is not read"],
    ["other letters", { ".github/Dsp.yml": "" }, "and `.github/Dsp.yml` is not read"],
    ["both", { [POLICY_PATH]: "", ".github/dsp.yaml": "" }, "only one can count"],
  ])("is never passed over: %s", async (_case, files, said) => {
    expect(await organisation(files)).toContain(said);
  });
});

describe("dsp", () => {
  it("names the files as they are called", () => {
    const cwd = folderOf({
      ".github/dsp.yaml":
        "stage: alpha\nwaivers: [{rule: X01, reason: r, approved_by: a, expires: 2026-01-01}]\n",
      ".dsp/data-map.yaml": `${MAP}stores: [{ id: s, data_categories: [name] }]\n`,
    });
    const { stdout } = runCli(["check"], { cwd });
    expect(stdout).toContain("from .github/dsp.yaml");
    expect(stdout).toMatch(/^\.github\/dsp\.yaml\b/m);
    expect(stdout).toMatch(/^\.dsp\/data-map\.yaml\b/m);
    expect(stdout).not.toContain("data-map.yml");
  });

  it("says of a data map in the root that it is not read, and of a record before it is asked for", () => {
    const cwd = folderOf({
      [POLICY_PATH]: "stage: discovery\n",
      "data-map.yml": MAP,
      "backup-config.yaml": "",
      "project-record.yml": "",
    });
    const { findings } = JSON.parse(runCli(["check", "--format", "json"], { cwd }).stdout) as {
      findings: { rule: string; level: string; message: string }[];
    };
    const said = findings.filter(({ rule }) => rule === "artefact-missing");
    expect(said.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "warning: there is no backup config at `.dsp/backup-config.yml`, and `backup-config.yaml` is not read",
      "warning: there is no data map at `.dsp/data-map.yml`, and `data-map.yml` is not read",
      "warning: there is no project record at `.dsp/project-record.yml`, and `project-record.yml` is not read",
    ]);
  });

  it("init writes none beside what was meant for it", () => {
    const cwd = folderOf({
      ".github/dsp.yaml": "stage: private-beta\n",
      ".dsp/data-map.yaml": MAP,
      ".dsp/Deletion-Plan.yml": "",
      "backup-config.yml": "",
    });
    const { code, stdout } = runCli(["init", "--stage", "private-beta"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("kept   .github/dsp.yaml  (it was there already)\n");
    expect(stdout).toContain("kept   .dsp/data-map.yaml  (it was there already)\n");
    expect(stdout).toContain("left   .dsp/deletion-plan.yml  (there is no ");
    expect(stdout).toContain("left   .dsp/backup-config.yml  (there is no ");
    expect(stdout).toContain("wrote  .dsp/project-record.yml\n");
    expect(readdirSync(join(cwd, ".dsp")).sort()).toEqual([
      "Deletion-Plan.yml",
      "data-map.yaml",
      "project-record.yml",
      "schemas",
    ]);
    expect(readdirSync(join(cwd, ".github"))).toEqual(["dsp.yaml"]);
  });

  it("init stops where the policy is one that is not read", () => {
    const cwd = folderOf({});
    writeFileSync(join(cwd, "dsp.yml"), POLICY);
    const { code, stderr } = runCli(["init", "--stage", "alpha"], { cwd });
    expect([code, stderr]).toEqual([
      2,
      ".github/dsp.yml:1:1: there is no `.github/dsp.yml`, and `dsp.yml` is not read; move it to `.github/dsp.yml`. If it belongs to another tool, write your own file there\n",
    ]);
    expect(readdirSync(cwd)).toEqual(["dsp.yml"]);
  });
});
