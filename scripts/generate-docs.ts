// Writes the tables of docs/action.md; with `--check`, only compares.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { withTables } from "./action-tables.ts";

const FILE = "docs/action.md";
const found = readFileSync(FILE, "utf8");
const text = withTables(found, readFileSync("action.yml", "utf8"));
const isStale = process.argv.includes("--check") && found !== text;
if (isStale) {
  process.stderr.write(`${FILE}: not what the source gives; run \`npm run generate\` and commit\n`);
  process.exitCode = 1;
} else {
  if (found !== text) writeFileSync(FILE, text);
  process.stdout.write(`the tables of ${FILE} are current\n`);
}
