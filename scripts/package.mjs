// Writes the npm package of the command line to a folder: its bundle and its schemas. It has no
// dependencies, because `npx` would wait for each of them. The App runs from the repository or its
// image.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";

const FILES = [
  "LICENSE",
  "README.md",
  "dist/LICENSES.txt",
  "dist/cli.cjs",
  "dist/github.cjs",
  "schemas",
];

const [into] = process.argv.slice(2);
if (into === undefined) {
  process.stderr.write("usage: node scripts/package.mjs <folder>\n");
  process.exit(2);
}
const own = JSON.parse(await readFile("package.json", "utf8"));
const { name, version, description, license, engines, repository, homepage, bugs } = own;
const manifest = {
  name,
  version,
  description,
  license,
  repository,
  homepage,
  bugs,
  engines,
  // The name of the package: `npx dsp` would run a package of somebody else's.
  bin: { [name]: "dist/cli.cjs" },
  files: FILES.filter((file) => /^(?:dist|schemas)/.test(file)),
};
await rm(into, { recursive: true, force: true });
for (const file of FILES) {
  await mkdir(dirname(join(into, file)), { recursive: true });
  await cp(file, join(into, file), { recursive: true });
}
await writeFile(join(into, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
