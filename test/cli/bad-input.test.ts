import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runCli } from "../support/cli.ts";
import { folderOf } from "../support/folders.ts";
import { asNobody } from "../support/nobody.ts";

const EMPTY = () => folderOf({ "README.md": "" });

describe("wrong usage ends with exit code 2 and one line", () => {
  it.each([
    [
      ["check", "--stage", "gamma"],
      '--stage is "gamma"; use discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta or postlive',
    ],
    [
      ["check", "--stage", "betta"],
      '--stage is "betta"; did you mean `beta`? use discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta or postlive',
    ],
    [["check", "--stage"], "--stage needs a value"],
    [["check", "--stage", "--gate"], "--stage needs a value"],
    [["check", "--stage="], "--stage needs a value"],
    [["check", "--gate=yes"], '--gate takes no value, but "yes" was given'],
    [
      ["check", "--today", "yesterday"],
      '--today is "yesterday"; write a day that exists as YYYY-MM-DD',
    ],
    [
      ["check", "--today", "2026-02-30"],
      '--today is "2026-02-30"; write a day that exists as YYYY-MM-DD',
    ],
    [["check", "--format", "xml"], '--format is "xml"; use text, json, markdown, sarif or github'],
    [
      ["check", "--sarif-waived"],
      "--sarif-waived is for SARIF only; add --format sarif, or leave it out",
    ],
    [["check", "--fail-on", "warn"], '--fail-on is "warn"; use notice, warning, failure or never'],
    [
      ["check", "--max-bytes", "1MB"],
      '--max-bytes is "1MB"; write a number of bytes, for example 1048576',
    ],
    [
      ["check", "--max-bytes", "0"],
      '--max-bytes is "0"; write a number of bytes, for example 1048576',
    ],
    [["check", "--stag", "beta"], 'there is no option "--stag"; did you mean --stage?'],
    [["check", "--stage", "beta", "--stage", "live"], "--stage is there twice; write it once"],
    [["check", "a", "b"], '"b": more than is expected; `dsp --help` shows the usage'],
    [["chek"], 'there is no command "chek"; did you mean `dsp check`?'],
    [
      ["compare"],
      'there is no command "compare"; commands: check, init, explain, expectations, schema, completion',
    ],
    [
      ["help", "chek"],
      'there is no command "chek"; did you mean `check`? use check, init, explain, expectations, schema or completion',
    ],
    [
      ["init"],
      "init needs --stage; use one of discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta, postlive",
    ],
    [
      ["explain"],
      "name a rule, an expectation, a consideration, a field or a word, for example X13, DSP-BETA-11, C06, encrypted_at_rest or DPIA",
    ],
    [
      ["explain", "backup-outlive-data"],
      'there is no rule, expectation, consideration, field or word called "backup-outlive-data"; did you mean backup-outlives-data?',
    ],
    [
      ["explain", "hipaa"],
      'there is no rule, expectation, consideration, field or word called "hipaa"; run `dsp explain rules`, `dsp explain considerations`, `dsp explain fields`, `dsp explain glossary` or `dsp expectations` to list them',
    ],
    [
      ["schema"],
      "name what to print the schema of: data-map, deletion-plan, backup-config, project-record, policy, organisation-policy, report",
    ],
    [
      ["schema", "datamap"],
      'the artefact is "datamap"; did you mean `data-map`? use data-map, deletion-plan, backup-config, project-record, policy, organisation-policy or report',
    ],
    [
      ["check", "--org-policy", "gone.yml", "--stage", "beta"],
      '--org-policy "gone.yml" cannot be read (ENOENT); name a YAML file',
    ],
    [
      ["check", "--output", "gone/report.txt", "--stage", "beta"],
      '--output "gone/report.txt" cannot be written (ENOENT): its folder does not exist; create it, or name another file',
    ],
  ])("dsp %j", (args, message) => {
    expect(runCli(args, { cwd: EMPTY() })).toEqual({ code: 2, stdout: "", stderr: `${message}\n` });
  });

  it("names the ways to declare a stage where there is none", () => {
    expect(runCli(["check"], { cwd: EMPTY() })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "no stage is declared; use --stage (discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta, postlive), or write `stage: …` into .github/dsp.yml (`dsp init --stage …` does)\n",
    });
  });

  it("refuses a folder that does not exist", () => {
    const { code, stderr } = runCli(["check", "gone", "--stage", "beta"], { cwd: EMPTY() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^".*gone" does not exist; name a folder of a repository\n$/);
  });

  it.each([
    [
      "two stages in one file",
      "stage: beta\nstage: live\n",
      '.github/dsp.yml:2:1: "stage" is written twice in this mapping; keep one of the two',
    ],
    ["broken YAML", "stage: [beta\n", ".github/dsp.yml:1:8: the `[` here is not closed"],
    [
      "a misspelt key",
      "fial_on: never\n",
      '.github/dsp.yml:1:1: unknown key "fial_on"; did you mean `fail_on`?',
    ],
    [
      "a waiver without an end",
      "waivers: [{ rule: X20, reason: r, approved_by: a }]\n",
      ".github/dsp.yml:1:11: `waivers[0].expires` is missing",
    ],
  ])("judges nothing by a policy with %s", (_name, policy, message) => {
    const result = runCli(["check"], { cwd: folderOf({ ".github/dsp.yml": policy }) });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  it("leaves no half-written report behind", () => {
    const cwd = folderOf({ "report.txt/keep": "" });
    expect(runCli(["check", "--stage", "alpha", "--output", "report.txt"], { cwd }).code).toBe(2);
    expect(
      runCli(["check", "--stage", "alpha", "--format", "json", "-o", "r.json"], { cwd }).stdout,
    ).toBe("");
  });
});

describe("evidence that cannot be used is a finding", () => {
  const POLICY = { ".github/dsp.yml": "stage: beta\n" };

  function findings(
    files: Record<string, string | Uint8Array>,
    prepare: (root: string) => void = () => {},
  ) {
    const root = folderOf({ ...POLICY, ...files });
    prepare(root);
    const { code, stdout, stderr } = runCli(["check", "--format", "json"], { cwd: root });
    expect(stderr).toBe("");
    const report = JSON.parse(stdout);
    return {
      code,
      verdict: report.verdict,
      lines: report.findings
        .filter(({ rule }: { rule: string }) => rule === "artefact-unreadable")
        .map(
          (one: { file: string; line: number; column: number; message: string }) =>
            `${one.file}:${one.line}:${one.column} ${one.message}`,
        ),
    };
  }

  it("no evidence at all", () => {
    const { code, verdict, lines } = findings({});
    expect([code, verdict, lines]).toEqual([1, "findings", []]);
  });

  it.each([
    [
      "an invalid enum",
      "classification: secrit",
      '.dsp/data-map.yml:2:17 the data map has an error: `classification` is "secrit"',
    ],
    [
      "a misspelt key",
      "stroes: []",
      '.dsp/data-map.yml:2:1 the data map has an error: unknown key "stroes"',
    ],
    [
      "a wrong type",
      "stores: bookings-db",
      '.dsp/data-map.yml:2:9 the data map has an error: `stores` is "bookings-db"',
    ],
    [
      "an impossible date",
      "service: { holding_since: 2026-02-30 }",
      '.dsp/data-map.yml:2:27 the data map has an error: `service.holding_since` is "2026-02-30"',
    ],
  ])("%s", (_name, line, expected) => {
    const { code, verdict, lines } = findings({
      ".dsp/data-map.yml": `schema: dsp/data-map@1\n${line}\n`,
    });
    expect([code, verdict]).toEqual([1, "unreadable"]);
    expect(lines).toContain(expected);
  });

  it("a duration in words", () => {
    const plan =
      "schema: dsp/deletion-plan@1\nrules: [{ id: r, retention: { period: 2 years } }]\n";
    expect(findings({ ".dsp/deletion-plan.yml": plan }).lines).toContain(
      '.dsp/deletion-plan.yml:2:39 the deletion plan has an error: `rules[0].retention.period` is "2 years"',
    );
  });

  it("a file that may not be read", () => {
    const root = folderOf({ ...POLICY, ".dsp/data-map.yml": "schema: dsp/data-map@1\n" });
    chmodSync(root, 0o755);
    chmodSync(join(root, ".dsp/data-map.yml"), 0o000);
    const { code, stdout } = asNobody(() => runCli(["check"], { cwd: root }));
    expect(code).toBe(1);
    expect(stdout).toContain("the file may not be read: permission denied");
  });

  it("a folder in a file's place", () => {
    const { lines } = findings({}, (root) =>
      mkdirSync(join(root, ".dsp/data-map.yml"), { recursive: true }),
    );
    expect(lines).toContain(
      ".dsp/data-map.yml:1:1 the data map cannot be used: this path is a folder",
    );
  });

  it("a file over the cap, which --max-bytes raises", () => {
    const map = `schema: dsp/data-map@1\n# ${"x".repeat(300_000)}\n`;
    expect(findings({ ".dsp/data-map.yml": map }).lines).toContain(
      ".dsp/data-map.yml:1:1 the data map cannot be used: the file is larger than 262144 bytes",
    );
    const root = folderOf({ ...POLICY, ".dsp/data-map.yml": map });
    const { stdout } = runCli(["check", "--max-bytes", "400000", "--format", "json"], {
      cwd: root,
    });
    expect(JSON.parse(stdout).verdict).toBe("findings");
  });
});
