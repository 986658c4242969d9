// `npm run fuzz [-- runs]`: tries every property a million times, or as often as you say.
import { execFileSync, spawnSync } from "node:child_process";
import process from "node:process";

const [runs = "1000000"] = process.argv.slice(2);
if (!/^[1-9]\d{0,8}$/.test(runs)) {
  process.stderr.write(
    `the number of runs is ${JSON.stringify(runs)}; write a whole number, for example 20000\n`,
  );
  process.exit(2);
}
const files = execFileSync(
  "git",
  ["grep", "-lE", "support/(runs|hostile)\\.ts", "--", "*.test.ts"],
  {
    encoding: "utf8",
  },
)
  .trim()
  .split("\n");
const jest = ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js"];
// A property that is tried so often takes as long as it takes.
const { status } = spawnSync(process.execPath, [...jest, "--testTimeout=86400000", ...files], {
  stdio: "inherit",
  env: { ...process.env, FUZZ_RUNS: runs },
});
process.exitCode = status ?? 3;
