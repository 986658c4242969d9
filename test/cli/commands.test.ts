import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { FORMATS } from "../../src/cli/commands/check.ts";
import { SCHEMAS } from "../../src/cli/commands/schema.ts";
import { CLI_COMMANDS } from "../../src/cli/run.ts";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { STAGES } from "../../src/core/stages.ts";
import { VERSION } from "../../src/core/version.ts";
import { runCli } from "../support/cli.ts";
import { folderOf } from "../support/folders.ts";

const EXAMPLE = "examples/custody-visits";

describe("dsp", () => {
  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("shows its help for %j", (args) => {
    const { code, stdout } = runCli(args);
    expect(code).toBe(0);
    for (const command of CLI_COMMANDS.keys()) expect(stdout).toContain(`dsp ${command}`);
    for (const stage of STAGES) expect(stdout.split("\nStages\n")[1]).toContain(stage);
  });

  it.each([...CLI_COMMANDS.keys()])("has a page of help for %s, with examples", (command) => {
    const page = runCli(["help", command]).stdout;
    expect(page).toMatch(new RegExp(`^dsp ${command}`));
    expect(page).toContain("Examples\n");
    expect(runCli([command, "--help"]).stdout).toBe(page);
  });

  /** What a command says of an option that it does not have: those that it has. */
  const optionsOf = (command: string) =>
    runCli([command, "--zzz"]).stderr.match(/(?<=known here: .*)--[a-z-]+/g) ?? [];

  it.each([...CLI_COMMANDS.keys()].map((command) => [command, optionsOf(command)] as const))(
    "has on the page of %s its options, %j, and what each of them takes",
    (command, options) => {
      const page = runCli(["help", command]).stdout;
      expect(options.filter((option) => !page.includes(` ${option}`))).toEqual([]);
      // An option with a list of values names them when it is given another.
      for (const option of [...options, "an argument"]) {
        const given = option === "an argument" ? ["zzz"] : [option, "zzz"];
        const [, list = ""] =
          / is "zzz"; use ([^\n]*)/.exec(runCli([command, ...given]).stderr) ?? [];
        // The stages are on the first page, once for all.
        const values = option === "--stage" ? [] : list.split(/, | or /).filter(Boolean);
        const about = option.startsWith("--")
          ? page.split(` ${option}`)[1]?.split("\n  -")[0]
          : page;
        const missing = values.filter((value) => !new RegExp(`\\b${value}\\b`).test(about ?? ""));
        expect([option, missing]).toEqual([option, []]);
      }
    },
  );

  it("has in docs/cli.md a line for each format", () => {
    const docs = readFileSync("docs/cli.md", "utf8");
    expect(FORMATS.filter((format) => !docs.includes(`\n- \`${format}\``))).toEqual([]);
  });

  it("says its version, which is the package's", () => {
    expect(runCli(["--version"]).stdout).toBe(`${VERSION}\n`);
    expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(VERSION);
  });
});

describe("dsp check", () => {
  it("finds the repository's root from a subfolder", () => {
    const fromRoot = runCli(["check"], { cwd: EXAMPLE });
    expect(runCli(["check"], { cwd: join(EXAMPLE, "docs/runbooks") })).toEqual(fromRoot);
    expect(fromRoot.stdout).toContain(".dsp/deletion-plan.yml:29:25: warning:");
  });

  it("works without git", () => {
    const cwd = folderOf({ "README.md": "" });
    const { code, stdout } = runCli(["check", "--stage", "discovery"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("no data map at `.dsp/data-map.yml`");
  });

  it("says which source of the stage counts, where two differ", () => {
    const { stdout } = runCli(["check", EXAMPLE, "--stage", "live"]);
    expect(stdout).toContain(".github/dsp.yml says beta, but --stage comes first");
  });

  it.each([
    ["notice", 1],
    ["warning", 1],
    ["failure", 0],
    ["never", 0],
  ])("--fail-on %s ends with %d", (failOn, code) => {
    expect(runCli(["check", EXAMPLE, "--fail-on", failOn]).code).toBe(code);
  });

  it("says that it judges without the organisation's policy that is extended", () => {
    const cwd = folderOf({
      ".github/dsp.yml": "stage: discovery\n_extends: .github\n",
      "organisation.yml": "fail_on: notice\n",
    });
    const { stderr, code } = runCli(["check"], { cwd });
    expect({ stderr, code }).toEqual({
      stderr:
        ".github/dsp.yml extends the organisation's policy, which this run does not read; name its file with --org-policy\n",
      code: 0,
    });
    expect(runCli(["check", "--org-policy", "organisation.yml"], { cwd })).toMatchObject({
      stderr: "",
      code: 1,
    });
  });

  it("takes the failing level from the policy, and the option before it", () => {
    const cwd = folderOf({ ".github/dsp.yml": "stage: discovery\nfail_on: warning\n" });
    expect(runCli(["check"], { cwd }).code).toBe(1);
    expect(runCli(["check", "--fail-on", "failure"], { cwd }).code).toBe(0);
  });

  it("goes no lower than the organisation's floor, whatever the option says", () => {
    const cwd = folderOf({
      ".github/dsp.yml": "stage: discovery\n",
      "org.yml": "floor: { fail_on: warning }\n",
    });
    const check = (...args: string[]) => runCli(["check", "--fail-on", "never", ...args], { cwd });
    expect(check().code).toBe(0);
    expect(check("--org-policy", "org.yml").code).toBe(1);
  });

  it("hardens at the gate", () => {
    const cwd = folderOf({ ".github/dsp.yml": "stage: discovery\n" });
    expect(runCli(["check"], { cwd }).code).toBe(0);
    expect(runCli(["check", "--gate"], { cwd }).code).toBe(1);
  });

  it("colours for a terminal only, and not where NO_COLOR is set", () => {
    const escapeCode = "\u001b[";
    expect(runCli(["check", EXAMPLE], { isTTY: true }).stdout).toContain(escapeCode);
    expect(runCli(["check", EXAMPLE]).stdout).not.toContain(escapeCode);
    expect(
      runCli(["check", EXAMPLE], { isTTY: true, env: { NO_COLOR: "1" } }).stdout,
    ).not.toContain(escapeCode);
    expect(runCli(["check", EXAMPLE], { isTTY: true, env: { TERM: "dumb" } }).stdout).not.toContain(
      escapeCode,
    );
  });

  it.each(["json", "markdown", "sarif", "github"])(
    "writes %s to a file, and nothing else",
    (format) => {
      const cwd = folderOf({ ".github/dsp.yml": "stage: discovery\n" });
      const shown = runCli(["check", "--format", format], { cwd }).stdout;
      const written = runCli(["check", "--format", format, "--output", "report"], { cwd });
      expect(written.stdout).toBe("");
      expect(readFileSync(join(cwd, "report"), "utf8")).toBe(shown);
      expect(shown.length).toBeGreaterThan(100);
    },
  );

  it("leaves waived findings out of SARIF, unless it is told to keep them", () => {
    const cwd = fileURLToPath(new URL("../repos/", import.meta.url));
    const args = ["check", "waivers-and-attestations", "--today", "2026-11-23", "--format"];
    const results = (...more: string[]) =>
      JSON.parse(runCli([...args, "sarif", ...more], { cwd }).stdout).runs[0].results as {
        suppressions: unknown[];
      }[];
    const { counts } = JSON.parse(runCli([...args, "json"], { cwd }).stdout);
    expect(counts.waived).toBeGreaterThan(0);
    const kept = results("--sarif-waived");
    expect(kept.filter(({ suppressions }) => suppressions.length > 0)).toHaveLength(counts.waived);
    expect(results()).toEqual(kept.filter(({ suppressions }) => suppressions.length === 0));
  });

  it("judges as of the day that --today names", () => {
    const { stdout } = runCli(["check", EXAMPLE, "--today", "2028-01-01", "--format", "json"]);
    const report = JSON.parse(stdout);
    expect(report.today).toBe("2028-01-01");
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toContain("stale-review");
  });
});

describe("dsp init", () => {
  const init = (cwd: string, stage: string) => runCli(["init", "--stage", stage], { cwd });

  it("writes what the stage needs, which can then be read", () => {
    const cwd = folderOf({ ".git/HEAD": "" });
    const { code, stdout } = init(cwd, "private-beta");
    expect(code).toBe(0);
    expect(stdout).toContain("wrote  .dsp/backup-config.yml\n");
    const report = JSON.parse(runCli(["check", "--format", "json"], { cwd }).stdout);
    expect([report.stage, report.access, report.verdict]).toEqual(["beta", "private", "findings"]);
  });

  it("keeps what is there, to the byte", () => {
    const cwd = folderOf({ ".dsp/data-map.yml": "mine\n" });
    expect(init(cwd, "alpha").stdout).toContain(
      "kept   .dsp/data-map.yml  (it was there already)\n",
    );
    expect(readFileSync(join(cwd, ".dsp/data-map.yml"), "utf8")).toBe("mine\n");
  });

  it("changes nothing the second time", () => {
    const cwd = folderOf({ ".git/HEAD": "" });
    init(cwd, "alpha");
    expect(init(cwd, "alpha").stdout).not.toContain("wrote");
  });

  it("says so where the policy declares another stage", () => {
    const cwd = folderOf({ ".github/dsp.yml": "stage: alpha\n" });
    expect(init(cwd, "beta").stdout).toContain(
      ".github/dsp.yml says `stage: alpha`; write `stage: beta` into it.\n",
    );
  });

  it("writes to where the policy puts the evidence", () => {
    const cwd = folderOf({
      ".github/dsp.yml": "stage: alpha\npaths: { data_map: privacy/map.yml }\n",
    });
    init(cwd, "alpha");
    expect(existsSync(join(cwd, "privacy/map.yml"))).toBe(true);
    expect(existsSync(join(cwd, ".dsp/data-map.yml"))).toBe(false);
  });

  it.each([
    ["out of the repository", (_cwd: string) => folderOf({ "x.txt": "" })],
    ["to a folder inside it, which no check follows", (cwd: string) => join(cwd, "real")],
  ])("writes nothing through a link that leads %s", (_name, toOf) => {
    const cwd = folderOf({ ".git/HEAD": "", "real/x.txt": "" });
    const outside = toOf(cwd);
    symlinkSync(outside, join(cwd, ".dsp"));
    const { code, stderr } = init(cwd, "discovery");
    expect(code).toBe(2);
    expect(stderr).toBe(
      '".dsp/data-map.yml" cannot be written: `.dsp` is a symbolic link or a submodule, and no check reads what is behind it; put the folder itself there\n',
    );
    expect(existsSync(join(outside, "data-map.yml"))).toBe(false);
  });

  it("writes nothing if it cannot write all", () => {
    const cwd = folderOf({ ".git/HEAD": "", "real/x.txt": "" });
    symlinkSync(join(cwd, "real"), join(cwd, ".dsp"));
    expect(init(cwd, "discovery").code).toBe(2);
    expect(existsSync(join(cwd, ".github"))).toBe(false);
  });

  it("takes away what it wrote if a later file cannot be written", () => {
    const cwd = folderOf({ ".git/HEAD": "", ".dsp": "a file" });
    const { code, stderr } = init(cwd, "discovery");
    expect([code, stderr.split("\n").length]).toEqual([2, 2]);
    expect(existsSync(join(cwd, ".github/dsp.yml"))).toBe(false);
  });

  it.each<[string, Record<string, string>, string]>([
    ["the package", { "package.json": '{\n  "name": "@moj/book-a-visit"\n}\n' }, "book-a-visit"],
    [
      "the remote",
      { ".git/config": '[remote "origin"]\n\turl = git@github.com:moj/Visits_Site.git\n' },
      "visits-site",
    ],
    ["the folder", { "services/my visits/.git/HEAD": "" }, "my-visits"],
    [
      "the data map before all others",
      {
        "package.json": '{ "name": null }\n',
        ".dsp/data-map.yml": "schema: dsp/data-map@1\nservice:\n  id: mapped\n",
      },
      "mapped",
    ],
  ])("writes the id of the service the same everywhere, from %s", (_name, files, id) => {
    const root = folderOf({ ".git/HEAD": "", ...files });
    const cwd = "services/my visits/.git/HEAD" in files ? join(root, "services/my visits") : root;
    expect(init(cwd, "alpha").code).toBe(0);
    for (const file of ["data-map", "deletion-plan", "backup-config", "project-record"]) {
      const text = readFileSync(join(cwd, `.dsp/${file}.yml`), "utf8");
      expect(/^ {2}id: (\S*)/m.exec(text)?.[1]).toBe(id);
    }
  });

  it.each([
    ["* @moj/old\n* @moj/visits-team @octocat\n/docs @moj/docs\n", "visits-team"],
    ["* @octocat\n", "#"],
  ])("takes the owner from CODEOWNERS %j", (codeowners, owner) => {
    const cwd = folderOf({ ".git/HEAD": "", ".github/CODEOWNERS": codeowners });
    init(cwd, "alpha");
    const text = readFileSync(join(cwd, ".dsp/data-map.yml"), "utf8");
    expect(/^ {2}owner: +(\S*)/m.exec(text)?.[1]).toBe(owner);
  });

  it("does not write over a link to nowhere", () => {
    const cwd = folderOf({ ".git/HEAD": "" });
    mkdirSync(join(cwd, ".dsp"));
    symlinkSync("gone", join(cwd, ".dsp/data-map.yml"));
    expect(init(cwd, "discovery").stdout).toContain("kept   .dsp/data-map.yml");
    expect(lstatSync(join(cwd, ".dsp/data-map.yml")).isSymbolicLink()).toBe(true);
  });
});

describe("the schemas beside a repository's files", () => {
  const FOLDER = ".dsp/schemas";
  const LINE = /^# yaml-language-server: \$schema=(\S+)$/m;

  it("are written by init, and every file of it leads to its own", () => {
    const cwd = folderOf({ ".git/HEAD": "" });
    const { stdout } = runCli(["init", "--stage", "live"], { cwd });
    expect(stdout).toContain(`wrote  ${FOLDER}/  (JSON Schemas: `);
    const files = [...stdout.matchAll(/^wrote {2}(\S+\.yml)$/gm)].map(([, file = ""]) => file);
    expect(files).toHaveLength(5);
    for (const file of files) {
      const [, address = ""] = LINE.exec(readFileSync(join(cwd, file), "utf8")) ?? [];
      const schema = readFileSync(join(cwd, dirname(file), address), "utf8");
      expect(schema).toBe(readFileSync(join("schemas", basename(address)), "utf8"));
    }
    const { stderr, stdout: checked } = runCli(["check"], { cwd });
    expect(stderr + checked).not.toContain("schemas");
  });

  it("are kept by init and renewed by schema --write", () => {
    const cwd = folderOf({ [`${FOLDER}/policy.schema.json`]: "{}\n", ".git/HEAD": "" });
    runCli(["init", "--stage", "alpha"], { cwd });
    const policy = join(cwd, FOLDER, "policy.schema.json");
    expect(readFileSync(policy, "utf8")).toBe("{}\n");
    expect(runCli(["init", "--stage", "alpha"], { cwd }).stdout).toContain(`kept   ${FOLDER}/  (`);
    expect(runCli(["schema", "--write"], { cwd }).stdout).toBe(
      `${FOLDER}/: 1 written, 4 current already\n`,
    );
    expect(readFileSync(policy, "utf8")).toBe(readFileSync("schemas/policy.schema.json", "utf8"));
    const elsewhere = runCli(["schema", "--write", cwd], { cwd: folderOf({ "a.txt": "" }) });
    expect(elsewhere.stdout).toBe(`${FOLDER}/: 0 written, 5 current already\n`);
  });

  it("are not written through a link, nor over what is no file", () => {
    const cwd = folderOf({ ".git/HEAD": "", "real/x.txt": "", ".dsp/x.txt": "" });
    symlinkSync(join(cwd, "real"), join(cwd, FOLDER));
    const through = runCli(["schema", "--write"], { cwd });
    expect([through.code, through.stderr]).toEqual([2, expect.stringContaining("symbolic link")]);
    const other = folderOf({ ".git/HEAD": "", [`${FOLDER}/policy.schema.json/x`]: "" });
    const over = runCli(["schema", "--write"], { cwd: other });
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining("it is not a file")]);
  });
});

describe("dsp explain, expectations and schema", () => {
  it.each(["X13", "x13", "backup-outlives-data"])("explains the rule %s", (id) => {
    expect(runCli(["explain", id]).stdout).toContain("backup-outlives-data");
  });

  it.each(["DSP-BETA-11", "dsp-beta-11", "C06", "c06"])("explains %s", (id) => {
    expect(runCli(["explain", id]).stdout.startsWith(id.toUpperCase())).toBe(true);
  });

  it("explains a word of the glossary, of one word or several", () => {
    const { stdout } = runCli(["explain", "legal", "hold"]);
    expect(stdout).toMatch(/^legal hold {2}a word of the glossary\n\nAn instruction to keep /);
    expect(runCli(["explain", "Legal-Hold"]).stdout).toBe(stdout);
  });

  it.each(["rules", "considerations", "fields", "glossary"])("lists the %s", (what) => {
    expect(runCli(["explain", what]).stdout.split("\n").length).toBeGreaterThan(19);
  });

  it("lists the expectations, or those of a stage", () => {
    const all = JSON.parse(runCli(["expectations", "--format", "json"]).stdout);
    expect(all.expectations).toHaveLength(EXPECTATIONS.length);
    const atAlpha = JSON.parse(
      runCli(["expectations", "--stage", "alpha", "--format", "json"]).stdout,
    );
    const stages = atAlpha.expectations.map(
      ({ id }: { id: string }) => EXPECTATION_BY_ID.get(id)?.stage,
    );
    expect([...new Set(stages)]).toEqual(["all", "discovery", "alpha"]);
  });

  it.each(SCHEMAS)("prints the schema of %s", (name) => {
    expect(JSON.parse(runCli(["schema", name]).stdout).$schema).toContain("draft-07");
  });
});

describe("the bundle", () => {
  it("runs as a process, with the exit code of what it found", () => {
    const output = execFileSync(
      process.execPath,
      ["dist/cli.cjs", "check", EXAMPLE, "--today", "2026-11-23"],
      { encoding: "utf8" },
    );
    expect(output).toBe(runCli(["check", EXAMPLE]).stdout);
  });

  it("finds the schemas beside it", () => {
    const output = execFileSync(process.execPath, ["dist/cli.cjs", "schema", "data-map"], {
      encoding: "utf8",
    });
    expect(output).toBe(readFileSync("schemas/data-map.schema.json", "utf8"));
  });
});
