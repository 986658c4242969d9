import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

// How the built command line ends when its own ends fail: exit codes are what a script goes by.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dsp-end-"));
const FULL = "/dev/full";

interface Ending {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `dsp` by a shell, so that its output can be led elsewhere. */
function shell(line: string, env: Record<string, string> = {}, first = ""): Promise<Ending> {
  const command = `${first}"${process.execPath}" "${join(folder, "cli.cjs")}" ${line}`;
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    const args = [join(ROOT, "scripts/build.mjs"), "--into", folder];
    execFile(process.execPath, args, (error) => (error ? reject(error) : resolve()));
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const CHECK = "check examples/custody-visits --today 2026-11-23";

describe("a report that cannot be written", () => {
  it.each([CHECK, `${CHECK} --stage live`, `${CHECK} --format json`, "--help", "explain rules"])(
    "exits 3 with one line: %s",
    async (line) => {
      expect(await shell(`${line} > ${FULL}`)).toEqual({
        code: 3,
        stdout: "",
        stderr:
          "standard output cannot be written (ENOSPC); make room, or write the report elsewhere\n",
      });
    },
  );

  it("leaves the file as it was, and no draft, where there is no room for all of it", async () => {
    const into = mkdtempSync(join(tmpdir(), "dsp-room-"));
    writeFileSync(join(into, "report"), "before");
    // A file may have no more than so many blocks: what comes after them is refused, as on a full disk.
    const little = "trap '' XFSZ; ulimit -f 2; ";
    const line = `${CHECK} --format json --output "${join(into, "report")}"`;
    const { code, stdout, stderr } = await shell(line, {}, little);
    expect([code, stdout, stderr.split("\n").length]).toEqual([3, "", 2]);
    expect(stderr).toMatch(
      /^Cannot check: --output ".*\/report" cannot be written \(EFBIG\): name another file\n$/,
    );
    expect(readdirSync(into)).toEqual(["report"]);
    expect(readFileSync(join(into, "report"), "utf8")).toBe("before");
    expect(await shell(`init "${into}" --stage beta`, {}, little)).toMatchObject({ code: 3 });
    expect(existsSync(join(into, ".dsp/data-map.yml"))).toBe(false);
    rmSync(into, { recursive: true });
  });

  it("exits 3 where nobody can be told either", async () => {
    expect((await shell(`${CHECK} > ${FULL} 2> ${FULL}`)).code).toBe(3);
  });
});

it.each([
  ["check --stage betta", 2],
  ["check github:moj", 2],
  [`${CHECK} --gate --stage live`, 1],
])("the exit code stays where an error cannot be written: %s", async (line, code) => {
  expect((await shell(`${line} 2> ${FULL}`)).code).toBe(code);
});

it("a reader that has seen enough is no fault", async () => {
  expect(await shell(`${CHECK} | head -n 1`)).toMatchObject({ code: 0, stderr: "" });
});

describe("a fault of ours", () => {
  const IN_RUN = "Date.prototype.toISOString = () => { throw new TypeError('it broke'); };";
  const BESIDE =
    "globalThis.fetch = () => new Promise(() => { setImmediate(() => { throw new TypeError('it broke'); }); });";
  const LINE =
    "Cannot check: a fault of this tool: TypeError: it broke; set DSP_DEBUG=1 to see where, and report it\n";

  function broken(script: string): Record<string, string> {
    const path = join(folder, "broken.cjs");
    writeFileSync(path, script);
    return { NODE_OPTIONS: `--require ${path}` };
  }

  it.each([
    ["in the run", IN_RUN, "check examples/custody-visits"],
    ["while GitHub is asked", BESIDE, "check github:moj/visits"],
  ])("exits 3 with one line, and a stack on demand: %s", async (_where, script, line) => {
    const env = broken(script);
    expect(await shell(line, env)).toEqual({ code: 3, stdout: "", stderr: LINE });
    const { code, stderr } = await shell(line, { ...env, DSP_DEBUG: "1" });
    expect(code).toBe(3);
    expect(stderr.startsWith(`${LINE}TypeError: it broke\nat `)).toBe(true);
    expect(Math.max(...stderr.split("\n").map(({ length }) => length))).toBeLessThan(400);
  });
});
