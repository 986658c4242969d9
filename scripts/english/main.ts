// `npm run english [-- path ...]`: lists every sentence that breaks a rule of plain English, and ends with 1 if there is one.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";
import { EXCEPTIONS } from "./exceptions.ts";
import { type EnglishFault, faultsIn } from "./faults.ts";
import { type Text, textsOfMarkdown, textsOfSource, textsOfYaml } from "./texts.ts";

/** Files other than YAML whose comments start with `#`. */
const HASH_COMMENTS = /^(?:Dockerfile|\.ci\/run|deploy\/systemd\/.*)$/;

const asked = process.argv.slice(2);
const files = execFileSync("git", ["ls-files", "--", ...(asked.length > 0 ? asked : ["."])], {
  encoding: "utf8",
})
  .split("\n")
  .filter(isRead);

let count = 0;
const used = new Set<string>();
for (const file of files) {
  const faults = textsOf(file, readFileSync(file, "utf8")).flatMap(faultsIn);
  for (const fault of faults.filter((one) => !isExcepted(file, one))) {
    count += 1;
    process.stdout.write(`${file}:${fault.line}: ${fault.advice}\n    ${fault.sentence}\n`);
  }
}
const idle = asked.length > 0 ? [] : EXCEPTIONS.filter(({ says }) => !used.has(says));
for (const { file, says } of idle) {
  process.stdout.write(`${file}: no sentence needs the exception "${says}" any more: remove it\n`);
}
const failed = count > 0 || idle.length > 0;
const sum = `${files.length} files read, ${count} sentences to change`;
process.stdout.write(failed ? `Failed: ${sum}\n` : `Passed: ${sum}\n`);
process.exitCode = failed ? 1 : 0;

/** What is shown to people or read by those who change the code; not tests, nor what a build writes. */
function isRead(file: string): boolean {
  if (
    /^(?:dist|test|packages\/[^/]+\/test|schemas|node_modules)\//.test(file) ||
    file.startsWith("scripts/english/")
  )
    return false;
  if (/^docs\/(?:rules|expectations)\.md$/.test(file)) return false;
  return /\.(?:ts|mjs|md|ya?ml)$/.test(file) || HASH_COMMENTS.test(file);
}

function textsOf(file: string, source: string): Text[] {
  if (file.endsWith(".md")) return textsOfMarkdown(source);
  return /\.ya?ml$/.test(file) || HASH_COMMENTS.test(file)
    ? textsOfYaml(source)
    : textsOfSource(source);
}

function isExcepted(file: string, { sentence }: EnglishFault): boolean {
  const found = EXCEPTIONS.find((one) => one.file === file && sentence.includes(one.says));
  if (found) used.add(found.says);
  return found !== undefined;
}
