import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import type { GivenFile } from "../../packages/fake-github/values.ts";
import { runCli, runCliOnline } from "../support/cli.ts";
import { githubServer } from "../support/fixtures.ts";
import { folderOf } from "../support/folders.ts";
import { TestNetwork } from "../support/network.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/custody-visits/", import.meta.url));
const PATHS = [
  ".github/dsp.yml",
  ".dsp/data-map.yml",
  ".dsp/deletion-plan.yml",
  ".dsp/backup-config.yml",
  ".dsp/project-record.yml",
];
const FILES = Object.fromEntries(
  PATHS.map((path): [string, string] => [path, readFileSync(join(EXAMPLE, path), "utf8")]),
);
const [POLICY = ""] = Object.values(FILES);
const NO_STAGE = { ...FILES, ".github/dsp.yml": POLICY.replace(/^stage:.*$/m, "") };
const TARGET = "github:moj/visits";

const server = await githubServer();

/** With the token `t0ken`, unless there is none; it may read the private `moj/visits`. */
async function check(
  args: readonly string[],
  { token = "t0ken", network = new TestNetwork() } = {},
) {
  server.state.tokens.set("t0ken", ["moj/visits", "moj/.github"]);
  return runCliOnline(["check", ...args], {
    env: { GITHUB_API_URL: server.url, GH_TOKEN: token },
    network,
  });
}

async function report(args: readonly string[], options?: Parameters<typeof check>[1]) {
  const { stdout, stderr, code } = await check([...args, "--format", "json"], options);
  expect({ stderr, code: code > 1 ? code : "judged" }).toEqual({ stderr: "", code: "judged" });
  return JSON.parse(stdout);
}

describe.each([
  ["with a token", "t0ken"],
  ["without a token", ""],
])("dsp check github:owner/name, %s", (_name, token) => {
  it("says of a repository what it says of its working tree", async () => {
    server.put("moj/visits", { files: FILES });
    const far = await check([TARGET], { token });
    expect(far).toEqual(runCli(["check", EXAMPLE]));
    expect(far.stdout).toContain(".dsp/deletion-plan.yml:");
  });

  it.each([
    ["a folder", { ".dsp/data-map.yml/x": "" }, "this path is a folder"],
    [
      "a link",
      { ".dsp/data-map.yml": { link: "../map.yml" } },
      "this path is a symbolic link, which is not followed on GitHub",
    ],
    [
      "a submodule",
      { ".dsp/data-map.yml": { submodule: "a".repeat(40) } },
      "this path is a submodule: its files are in another repository",
    ],
    [
      "a pointer of Git LFS",
      { ".dsp/data-map.yml": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n" },
      "the file is kept in Git LFS, and the commit has only a pointer to it",
    ],
    [
      "a file over the cap",
      { ".dsp/data-map.yml": `#${"x".repeat(262_144)}` },
      "the file is larger than 262144 bytes",
    ],
    [
      "Latin-1",
      { ".dsp/data-map.yml": Buffer.from("# caf\xe9\n", "latin1") },
      "byte 0xe9 is not UTF-8",
    ],
  ] satisfies [string, Record<string, GivenFile>, string][])(
    "reports %s in place of a data map",
    async (_what, files, message) => {
      const { ".dsp/data-map.yml": _map, ...others } = FILES;
      server.put("moj/visits", { files: { ...others, ...files } });
      const { verdict, findings } = await report([TARGET], { token });
      expect(verdict).toBe("unreadable");
      expect(findings).toContainEqual(
        expect.objectContaining({
          file: ".dsp/data-map.yml",
          message: `the data map cannot be used: ${message}`,
        }),
      );
    },
  );

  it.each([
    [
      "a link",
      { ".dsp": { link: "elsewhere" } },
      "is a symbolic link, which is not followed on GitHub",
    ],
    [
      "a submodule",
      { ".dsp": { submodule: "a".repeat(40) } },
      "is a submodule: its files are in another repository",
    ],
  ] satisfies [string, Record<string, GivenFile>, string][])(
    "does not take evidence for missing that stands behind %s",
    async (_what, files, message) => {
      server.put("moj/visits", { files: { ".github/dsp.yml": "stage: alpha\n", ...files } });
      const { findings } = await report([TARGET], { token });
      expect(findings).toContainEqual(
        expect.objectContaining({
          message: `the data map cannot be used: \`.dsp\` on the way to this path ${message}`,
        }),
      );
    },
  );

  it("judges an empty repository, whose stage is a topic", async () => {
    server.put("moj/visits", { empty: true, topics: ["dsp-alpha"] });
    const { stage, findings } = await report([TARGET], { token });
    expect(stage).toBe("alpha");
    expect(findings.map(({ rule }: { rule: string }) => rule)).toContain("artefact-missing");
  });

  it("reads the evidence where the policy says", async () => {
    const { ".dsp/data-map.yml": map = "", ...others } = FILES;
    const policy = `${POLICY}\npaths: { data_map: privacy/deep/map.yml }\n`;
    server.put("moj/visits", {
      files: { ...others, ".github/dsp.yml": policy, "privacy/deep/map.yml": map },
    });
    const { findings } = await report([TARGET], { token });
    const files = findings.map(({ file }: { file: string }) => file);
    expect(files).toContain("privacy/deep/map.yml");
    expect(files).not.toContain(".dsp/data-map.yml");
  });

  it("holds the repository to its organisation's policy", async () => {
    server.put("moj/visits", { files: FILES });
    server.put("moj/.github", {
      files: { ".github/dsp.yml": "floor: { levels: { X09: failure } }\n" },
    });
    const { findings } = await report([TARGET], { token });
    expect(findings).toContainEqual(expect.objectContaining({ code: "X09", level: "failure" }));
  });

  it("judges nothing by an organisation's policy that cannot be read", async () => {
    server.put("moj/visits", { files: FILES });
    server.put("moj/.github", { files: { ".github/dsp.yml": "floors: {}\n" } });
    const { code, stdout, stderr } = await check([TARGET], { token });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^moj\/\.github\/\.github\/dsp\.yml:1:1: unknown key "floors"; /);
  });

  it("takes the policy in the organisation's own repository as the organisation's", async () => {
    server.put("moj/.github", {
      files: { ".github/dsp.yml": "floor: { fail_on: notice }\n" },
      topics: ["dsp-discovery"],
    });
    const { stage_source } = await report(["github:moj/.github"], { token });
    expect(stage_source).toBe("topic dsp-discovery");
    expect(server.log.filter(({ body }) => body.includes("owner1"))).toEqual([]);
    expect(server.counts()["GET /repos/:owner/:repo/contents/:path*"]).toBeUndefined();
  });

  it("asks for no organisation's policy where one is named", async () => {
    server.put("moj/visits", { files: FILES });
    server.put("moj/.github", { files: { ".github/dsp.yml": "no: policy\n" } });
    const folder = folderOf({ "org.yml": "floor: { levels: { X09: failure } }\n" });
    const { findings } = await report([TARGET, "--org-policy", join(folder, "org.yml")], { token });
    expect(findings).toContainEqual(expect.objectContaining({ code: "X09", level: "failure" }));
    expect(server.log.filter(({ body }) => body.includes("owner1"))).toEqual([]);
    expect(server.counts()["GET /repos/:owner/:repo/contents/:path*"]).toBeUndefined();
  });
});

describe("requests", () => {
  it("are four with a token", async () => {
    server.put("moj/visits", { files: FILES });
    server.put("moj/.github", { files: { ".github/dsp.yml": "fail_on: warning\n" } });
    await report([TARGET]);
    expect(server.counts()).toEqual({
      "GET /repos/:owner/:repo": 1,
      "GET /repos/:owner/:repo/commits/:ref*": 1,
      "POST /graphql": 2,
    });
    expect(server.log.every(({ headers }) => headers.authorization === "token t0ken")).toBe(true);
  });

  it("are one more for each text that GraphQL cannot give exactly", async () => {
    const texts = {
      ".dsp/data-map.yml": Buffer.from("# caf\xe9\n", "latin1"),
      ".dsp/deletion-plan.yml": `${FILES[".dsp/deletion-plan.yml"]}# \uFFFD is what it says\n`,
    };
    server.put("moj/visits", { files: { ...FILES, ...texts } });
    await report([TARGET]);
    expect(server.counts()["GET /repos/:owner/:repo/git/blobs/:sha"]).toBe(2);
    expect(server.log).toHaveLength(6);
  });

  it("are ten without a token, none of them with one", async () => {
    server.put("moj/visits", { files: FILES });
    server.put("moj/.github", { files: { ".github/dsp.yml": "fail_on: warning\n" } });
    await report([TARGET], { token: "" });
    expect(server.counts()).toEqual({
      "GET /repos/:owner/:repo": 1,
      "GET /repos/:owner/:repo/commits/:ref*": 1,
      "GET /repos/:owner/:repo/git/trees/:sha": 2,
      "GET /repos/:owner/:repo/git/blobs/:sha": 6,
    });
    expect(server.log.some(({ headers }) => headers.authorization)).toBe(false);
  });

  it("go folder by folder where the listing of the whole is cut short", async () => {
    server.put("moj/visits", { files: FILES, hugeTree: true });
    const far = await check([TARGET], { token: "" });
    expect(far).toEqual(runCli(["check", EXAMPLE]));
    // One of them looks whether the organisation has a policy.
    expect(server.counts()["GET /repos/:owner/:repo/git/trees/:sha"]).toBe(5);
  });

  it("read no file above the cap", async () => {
    server.put("moj/visits", {
      files: { ...FILES, ".dsp/data-map.yml": `#${"x".repeat(262_144)}` },
    });
    await report([TARGET], { token: "" });
    expect(server.counts()["GET /repos/:owner/:repo/git/blobs/:sha"]).toBe(4);
  });

  it("read a text whole that GraphQL cuts short, where the cap is raised", async () => {
    const map = `${FILES[".dsp/data-map.yml"]}# ${"x".repeat(600_000)}\n`;
    server.put("moj/visits", { files: { ...FILES, ".dsp/data-map.yml": map } });
    const { verdict } = await report([TARGET, "--max-bytes", "1000000"]);
    expect(verdict).toBe("findings");
  });
});

describe("the commit", () => {
  it.each(["v1", "feature/x@2", "main"])("is the one of %s", async (ref) => {
    const sha = server.put("moj/visits", { files: FILES, refs: ["v1", "feature/x@2"] });
    await report([`${TARGET}@${ref}`]);
    const [query] = server.log.filter(({ route }) => route === "POST /graphql");
    expect(JSON.parse(query?.body ?? "").variables).toMatchObject({
      r0f0: `${sha}:.github/dsp.yml`,
    });
  });

  it("is looked up once: all that is read is of it", async () => {
    const sha = server.put("moj/visits", { files: FILES });
    await report([TARGET], { token: "" });
    const paths = server.log.map(({ path }) => path);
    expect(paths).toContain("/repos/moj/visits/commits/heads%2Fmain");
    expect(paths).toContain(`/repos/moj/visits/git/trees/${sha}`);
  });

  it("has to be there", async () => {
    server.put("moj/visits", { files: FILES });
    expect(await check([`${TARGET}@gone`])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'Cannot check: github:moj/visits has no branch, tag or commit "gone"; check what follows the @\n',
    });
  });
});

describe("the stage", () => {
  it.each([
    ["a topic", { topics: ["prison", "dsp-beta"] }, "beta", "topic dsp-beta", []],
    [
      "the later of two topics",
      { topics: ["dsp-alpha", "dsp-live"] },
      "live",
      "topic dsp-live",
      ["topic dsp-alpha says alpha"],
    ],
    [
      "the custom property before a topic",
      { topics: ["dsp-live"], customProperties: { "lifecycle-stage": "Alpha" } },
      "alpha",
      "custom property lifecycle-stage",
      ["topic dsp-live says live"],
    ],
  ])("is that of %s", async (_name, given, stage, source, disagreeing) => {
    server.put("moj/visits", { files: NO_STAGE, ...given });
    expect(await report([TARGET])).toMatchObject({
      stage,
      stage_source: source,
      stage_disagreements: disagreeing,
    });
  });

  it("is that of --stage before all others, which are named", async () => {
    server.put("moj/visits", { files: FILES, topics: ["dsp-live"] });
    expect(await report([TARGET, "--stage", "alpha"])).toMatchObject({
      stage: "alpha",
      stage_source: "--stage",
      stage_disagreements: ["topic dsp-live says live", ".github/dsp.yml says beta"],
    });
  });

  it("has to be declared", async () => {
    server.put("moj/visits", {
      files: NO_STAGE,
      customProperties: { "lifecycle-stage": "retired" },
    });
    expect(await check([TARGET])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'no stage is declared, and custom property lifecycle-stage says "retired", which is not a stage; use --stage (discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta, postlive), set the custom property lifecycle-stage or a topic, for example dsp-alpha, or write `stage: …` into .github/dsp.yml (`dsp init --stage …` does)\n',
    });
  });
});

describe("the visibility", () => {
  const person = {
    ".dsp/data-map.yml": `${FILES[".dsp/data-map.yml"]}`.replace(
      "dpo@custody.example",
      "jane.doe@custody.example",
    ),
  };
  it.each([
    ["public", true],
    ["private", false],
    ["internal", false],
  ] as const)(
    "of a %s repository decides whether people may be named",
    async (visibility, named) => {
      server.put("moj/visits", { files: { ...FILES, ...person }, visibility });
      const { findings } = await report([TARGET]);
      expect(findings.some(({ code }: { code: string }) => code === "X48")).toBe(named);
    },
  );
});
