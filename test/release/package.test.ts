import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PACKAGE, VERSION } from "../../src/core/version.ts";

const folder = mkdtempSync(join(tmpdir(), "dsp-package-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What `npm pack` says of a tarball. */
interface Packed {
  filename: string;
  unpackedSize: number;
  files: { path: string; mode: number }[];
}

let packed: Packed;
const own = join(folder, "node_modules", "dsp-lifecycle");
const bin = join(folder, "node_modules", ".bin", "dsp-lifecycle");
const empty = join(folder, "empty");
const example = join(process.cwd(), "examples/custody-visits");

/** Unpacked as `npm install` would put it, without the packages that only the App needs. */
beforeAll(() => {
  execFileSync(process.execPath, ["scripts/package.mjs", join(folder, "package")]);
  const answer = execFileSync(
    "npm",
    ["pack", join(folder, "package"), "--json", "--ignore-scripts", "--pack-destination", folder],
    { encoding: "utf8" },
  );
  const all = Object.values(JSON.parse(answer)) as Packed[];
  [packed] = all as [Packed];
  for (const path of [own, join(bin, ".."), empty]) mkdirSync(path, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", own, "--strip-components=1"]);
  symlinkSync("../dsp-lifecycle/dist/cli.cjs", bin);
}, 60_000);

it("holds what the command line needs, and nothing else", () => {
  expect(packed.files.map(({ path }) => path).sort()).toEqual([
    "LICENSE",
    "README.md",
    "dist/LICENSES.txt",
    "dist/cli.cjs",
    "dist/github.cjs",
    "package.json",
    "schemas/backup-config.schema.json",
    "schemas/data-map.schema.json",
    "schemas/deletion-plan.schema.json",
    "schemas/organisation-policy.schema.json",
    "schemas/policy.schema.json",
    "schemas/project-record.schema.json",
    "schemas/report.schema.json",
  ]);
});

it("is small, needs no other package, and runs nothing when it is installed", () => {
  const manifest = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  expect(packed.unpackedSize).toBeLessThan(3 * 2 ** 20);
  expect(Object.keys(manifest).filter((name) => /dependencies|scripts/i.test(name))).toEqual([]);
  // A name of its own: `npx dsp` would run somebody else's package.
  expect(manifest.bin).toEqual({ [PACKAGE]: "dist/cli.cjs" });
  expect(manifest.name).toBe(PACKAGE);
});

describe("dsp, in an empty folder and without any package", () => {
  const dsp = (...args: string[]) =>
    spawnSync(bin, args, { cwd: empty, encoding: "utf8", env: { PATH: process.env.PATH } });

  it("is started by its link", () => {
    expect(statSync(bin).mode & 0o111).toBe(0o111);
    const { stdout, stderr, status } = dsp("--version");
    expect([stdout.trim(), stderr, status]).toEqual([VERSION, "", 0]);
  });

  it("judges a repository", () => {
    const { stdout, stderr, status } = dsp("check", example, "--today", "2026-11-23");
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toContain("stage beta, private");
  });

  it("has what each command needs", () => {
    for (const slug of ["report", "policy", "data-map"]) {
      expect(JSON.parse(dsp("schema", slug).stdout)).toHaveProperty("$schema");
    }
    expect(dsp("explain", "X13").stdout).toContain("backup-outlives-data");
    expect(dsp("init", "--stage", "alpha").status).toBe(0);
    expect(dsp("check", ".").status).toBe(1);
  });

  it("reaches for GitHub with what it brings along", () => {
    const { stderr, status } = spawnSync(bin, ["check", "github:moj/visits"], {
      cwd: empty,
      encoding: "utf8",
      env: { PATH: process.env.PATH, GITHUB_API_URL: "https://user:word@a.example" },
    });
    expect(stderr).toContain("GITHUB_API_URL holds a name or a password");
    expect(status).toBe(2);
  });
});
