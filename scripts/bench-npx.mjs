// Prints how long `npx <tarball> check` takes in an empty folder, against `npx` of a package that prints a line.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const ROUNDS = 3;
const MOST = 1.5;
const folder = mkdtempSync(join(tmpdir(), "dsp-npx-"));

function pack(from) {
  const [{ filename }] = Object.values(
    JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder, from])),
  );
  return join(folder, filename);
}

/** The time of one run with a cache of its own, in milliseconds. */
function time(tarball, args, round) {
  const cwd = join(folder, `empty-${round}-${args.length}`);
  mkdirSync(cwd);
  const cache = join(folder, `cache-${round}-${args.length}`);
  const before = performance.now();
  const { status, stderr } = spawnSync("npx", ["--yes", `file:${tarball}`, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, npm_config_cache: cache, npm_config_update_notifier: "false" },
  });
  if (status > 2) throw new Error(stderr);
  return performance.now() - before;
}

try {
  const line = join(folder, "line");
  mkdirSync(line);
  const bin = { "prints-a-line": "line.js" };
  const manifest = JSON.stringify({ name: "prints-a-line", version: "1.0.0", bin });
  writeFileSync(join(line, "package.json"), manifest);
  writeFileSync(join(line, "line.js"), "#!/usr/bin/env node\nconsole.log('a line');\n");
  const package_ = join(folder, "package");
  execFileSync("node", ["scripts/package.mjs", package_]);
  const [ours, other] = [pack(package_), pack(line)];
  const times = { ours: [], other: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.other.push(time(other, [], round));
    times.ours.push(time(ours, ["check"], round));
  }
  const [least, reference] = [Math.min(...times.ours), Math.min(...times.other)];
  const ratio = least / reference;
  process.stdout.write(
    `npx <tarball> check: ${Math.round(least)} ms, npx of a package that prints a line: ` +
      `${Math.round(reference)} ms, ratio ${ratio.toFixed(2)} (at most ${MOST})\n`,
  );
  if (ratio > MOST) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
