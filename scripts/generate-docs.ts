// Writes what the docs repeat from the source; with `--check`, only compares.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { DOCS } from "./docs.ts";

const isCheck = process.argv.includes("--check");
for (const [file, generate] of Object.entries(DOCS)) writeParts(file, generate);

function writeParts(file: string, generate: (found: string) => string): void {
  const found = readFileSync(file, "utf8");
  const text = generate(found);
  if (isCheck && found !== text) {
    process.stderr.write(`${file}: not current: run \`npm run generate\` and commit\n`);
    process.exitCode = 1;
    return;
  }
  if (found !== text) writeFileSync(file, text);
  process.stdout.write(`${file} is current\n`);
}
