// Bundles what is run without `npm install`: the command line, and what of it calls GitHub. `--check`
// compares with dist/ instead, `--into <folder>` writes to another one.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

// A CommonJS file starts a tenth sooner than an ES module; what `import.meta.url` is, it has to be told.
const CLI_BANNER = `#!/usr/bin/env node
const bundleUrl = require("node:url").pathToFileURL(__filename).href;`;
const BUNDLES = [
  { entry: "src/cli/main.ts", file: "dist/cli.cjs", banner: CLI_BANNER },
  // What calls GitHub is loaded by those who ask for it: nobody else waits for Octokit to be read.
  { entry: "src/github/remote.ts", file: "dist/github.cjs", banner: "" },
];
const GITHUB_BUNDLE = {
  name: "github-bundle",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/github\/remote\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./github.cjs", external: true } : undefined,
    ),
};

const outputs = new Map();
const inputs = new Set();
for (const { entry, file, banner } of BUNDLES) {
  const result = await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    write: false,
    metafile: true,
    format: "cjs",
    target: "node20",
    define: { "import.meta.url": "bundleUrl" },
    // `neutral` takes the ES modules of the packages, of which the bundler can drop what is not used.
    platform: "neutral",
    conditions: ["import"],
    mainFields: ["module", "main"],
    external: ["node:*"],
    plugins: [GITHUB_BUNDLE],
    // One bundle takes another by `require`: without annotations, `import()` would see no names in it.
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "none",
    banner: { js: banner },
    logLevel: "warning",
  });
  outputs.set(file, result.outputFiles[0].text);
  for (const input of Object.keys(result.metafile.inputs)) inputs.add(input);
}
outputs.set("dist/LICENSES.txt", await licences(inputs));

if (process.argv.includes("--check")) {
  const stale = [];
  for (const [file, text] of outputs) {
    const found = await readFile(file, "utf8").catch(() => undefined);
    if (found !== text) stale.push(file);
  }
  if (stale.length > 0) {
    process.stderr.write(
      `${stale.join(", ")}: not what the source gives; run \`npm run build\` and commit\n`,
    );
    process.exitCode = 1;
  } else process.stdout.write(`${outputs.size} files in dist/ are current\n`);
} else {
  const into = process.argv.indexOf("--into") + 1;
  for (const [built, text] of outputs) {
    const file = into > 0 ? join(process.argv[into], basename(built)) : built;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: built === "dist/cli.cjs" ? 0o755 : 0o644 });
    process.stdout.write(`${file}  ${Buffer.byteLength(text)} bytes\n`);
  }
}

/** The licences of the packages inside the bundles: they ask to be shipped along. */
async function licences(paths) {
  const packages = new Set();
  for (const path of paths) {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (match) packages.add(match[1]);
  }
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    let text;
    for (const file of ["LICENSE", "LICENSE.md", "license", "LICENCE"]) {
      text ??= await readFile(`${folder}/${file}`, "utf8").catch(() => undefined);
    }
    if (!text)
      throw new Error(`${name} ships no licence that ${basename(import.meta.url)} can find`);
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
