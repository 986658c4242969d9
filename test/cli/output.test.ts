import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runCli } from "../support/cli.ts";
import { folderOf } from "../support/folders.ts";
import { asNobody } from "../support/nobody.ts";

const POLICY = { ".github/dsp.yml": "stage: discovery\n" };
const REPORT = /stage discovery/i;

/** As nobody: were a device taken for a file, root would put a file in its place, for the whole machine. */
function writeAsNobody(cwd: string, output: string) {
  chmodSync(cwd, 0o755);
  return asNobody(() => write(cwd, output));
}

function write(cwd: string, output: string) {
  return runCli(["check", "--fail-on", "never", "--output", output], { cwd });
}

/** The names in a folder, but for those of the repository. */
function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name !== ".github");
}

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);

describe("--output", () => {
  it.each([
    ["-", "stdout"],
    ["/dev/stdout", "stdout"],
    ["/dev/fd/1", "stdout"],
    ["/proc/self/fd/1", "stdout"],
    ["/dev/stderr", "stderr"],
    ["/dev/fd/2", "stderr"],
  ] as const)("%s is %s", (output, stream) => {
    const cwd = folderOf(POLICY);
    const found = write(cwd, output);
    expect(found.code).toBe(0);
    expect(found[stream]).toMatch(REPORT);
    expect(namesIn(cwd)).toEqual([]);
    const other = stream === "stdout" ? "stderr" : "stdout";
    expect(found[other]).toBe("");
  });

  it("- is written for who looks at it, as without the option", () => {
    const cwd = folderOf(POLICY);
    const args = ["check", "--fail-on", "never"];
    const shown = runCli(args, { cwd, isTTY: true }).stdout;
    expect(shown).toContain("\u001b[");
    expect(runCli([...args, "-o", "-"], { cwd, isTTY: true }).stdout).toBe(shown);
    expect(runCli([...args, "-o", "/dev/stdout"], { cwd, isTTY: true }).stdout).toBe(shown);
  });

  it("writes through to a device", () => {
    const cwd = folderOf(POLICY);
    symlinkSync("/dev/null", join(cwd, "nothing"));
    for (const output of ["/dev/null", "nothing"]) {
      expect(writeAsNobody(cwd, output)).toEqual({ code: 0, stdout: "", stderr: "" });
    }
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    expect(readlinkSync(join(cwd, "nothing"))).toBe("/dev/null");
  });

  it("writes through to a FIFO that someone reads", async () => {
    const cwd = folderOf(POLICY);
    const fifo = join(cwd, "fifo");
    await once(spawn("mkfifo", [fifo]), "exit");
    const reader = spawn("cat", [fifo]);
    let read = "";
    reader.stdout.on("data", (part) => {
      read += part;
    });
    expect(write(cwd, "fifo").code).toBe(0);
    await once(reader, "close");
    expect(read).toMatch(REPORT);
    expect(lstatSync(fifo).isFIFO()).toBe(true);
  });

  it.each(["600", "640", "644", "4755"])("keeps the mode of a file: %s", (mode) => {
    const cwd = folderOf({ ...POLICY, report: "before" });
    chmodSync(join(cwd, "report"), Number.parseInt(mode, 8));
    expect(write(cwd, "report").code).toBe(0);
    expect(modeOf(join(cwd, "report"))).toBe(mode);
    expect(readFileSync(join(cwd, "report"), "utf8")).toMatch(REPORT);
    expect(namesIn(cwd)).toEqual(["report"]);
  });

  it("gives a new file the mode that new files have", () => {
    const cwd = folderOf(POLICY);
    writeFileSync(join(cwd, "other"), "");
    write(cwd, "report");
    expect(modeOf(join(cwd, "report"))).toBe(modeOf(join(cwd, "other")));
  });

  it.each([
    ["to a file beside it", "real"],
    ["to a file elsewhere", "below/real"],
    ["to what is not there yet", "below/new"],
    ["to another link", "link-of-it"],
  ])("follows a link %s", (_name, target) => {
    const cwd = folderOf({ ...POLICY, real: "before", "below/real": "before" });
    symlinkSync("real", join(cwd, "link-of-it"));
    symlinkSync(target, join(cwd, "report"));
    expect(write(cwd, "report")).toMatchObject({ code: 0, stderr: "" });
    expect(readlinkSync(join(cwd, "report"))).toBe(target);
    expect(readFileSync(join(cwd, target), "utf8")).toMatch(REPORT);
    expect(lstatSync(realpathSync(join(cwd, "report"))).isFile()).toBe(true);
  });

  it("goes from a folder that is a link where the system would go", () => {
    const cwd = folderOf({ ...POLICY, "deep/er/x": "", "deep/target": "before" });
    symlinkSync("deep/er", join(cwd, "way"));
    symlinkSync("../target", join(cwd, "deep/er/report"));
    expect(write(cwd, "way/report").code).toBe(0);
    expect(readFileSync(join(cwd, "deep/target"), "utf8")).toMatch(REPORT);
  });

  it("takes a name as long as the system does", () => {
    const cwd = folderOf(POLICY);
    const name = "r".repeat(255);
    expect(write(cwd, name).code).toBe(0);
    expect(namesIn(cwd)).toEqual([name]);
  });

  it("never has half a report: a reader of the file before keeps what it read", () => {
    const cwd = folderOf({ ...POLICY, report: "before" });
    linkSync(join(cwd, "report"), join(cwd, "seen"));
    write(cwd, "report");
    expect(readFileSync(join(cwd, "seen"), "utf8")).toBe("before");
  });

  it.each([
    ["/dev/full", 3, "the disk is full; free some space, or name a file on another disk"],
    ["gone/report", 2, "its folder does not exist; create it, or name another file"],
    [".github/dsp.yml/report", 2, "what should be its folder is a file; name another file"],
    [".github", 2, "it is a folder; name a file"],
    ["circle", 2, "symbolic links lead round in a circle; name another file"],
    ["/dev/fd/999", 2, "nothing is open under that number; name a file"],
  ])("says in one line why not: %s", (output, code, why) => {
    const cwd = folderOf(POLICY);
    symlinkSync("circle", join(cwd, "circle"));
    const found = writeAsNobody(cwd, output);
    expect([found.code, found.stdout]).toEqual([code, ""]);
    const [line, ...rest] = found.stderr.split("\n");
    expect(line).toMatch(/^(?:Cannot check: )?--output ".*" cannot be written \(E[A-Z]+\): /);
    expect(line).toContain(why);
    expect(rest).toEqual([""]);
    expect(namesIn(cwd)).toEqual(["circle"]);
  });

  it.each([
    ["a folder", "closed/report"],
    ["a file", "report"],
  ])("says in one line that %s may not be written", (_name, output) => {
    const cwd = folderOf({ ...POLICY, report: "before" });
    mkdirSync(join(cwd, "closed"));
    chmodSync(cwd, 0o777);
    chmodSync(join(cwd, "closed"), 0o555);
    chmodSync(join(cwd, "report"), 0o444);
    const { code, stderr } = asNobody(() => write(cwd, output));
    expect([code, stderr]).toEqual([
      2,
      `--output "${output}" cannot be written (EACCES): you may not write there; name a file in a folder that you may write to\n`,
    ]);
    expect(readFileSync(join(cwd, "report"), "utf8")).toBe("before");
    expect(namesIn(cwd).sort()).toEqual(["closed", "report"]);
  });
});
