// Bundles what is run without `npm install`: the command line, the Action, and what of each calls GitHub.
// `--check` compares with dist/ instead, `--into <folder>` writes to another one.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

// A CommonJS file starts a tenth sooner than an ES module, but does not know `import.meta.url`: the
// banner says it.
const CLI_BANNER = `#!/usr/bin/env node
const bundleUrl = require("node:url").pathToFileURL(__filename).href;`;
const BUNDLES = [
  { entry: "src/cli/main.ts", file: "dist/cli.cjs", banner: CLI_BANNER },
  // The code that calls GitHub is loaded only when needed: nobody else waits for Octokit.
  { entry: "src/github/remote.ts", file: "dist/github.cjs", banner: "" },
  { entry: "src/action/main.ts", file: "dist/action.cjs", banner: "" },
  { entry: "src/action/online.ts", file: "dist/action-github.cjs", banner: "" },
  // A server is installed with its packages, some of which cannot be bundled.
  {
    entry: "app/main.ts",
    file: "dist/app.mjs",
    banner: "",
    own: { format: "esm", packages: "external", define: {}, supported: {} },
  },
];
const LOADED_LATER = new Map([
  ["github/remote.ts", "./github.cjs"],
  ["./online.ts", "./action-github.cjs"],
]);
const loadedLater = {
  name: "loaded-later",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      if (kind !== "dynamic-import") return undefined;
      const bundle = [...LOADED_LATER].find(([entry]) => path.endsWith(entry))?.[1];
      return bundle && { path: bundle, external: true };
    }),
};
// The toolkit takes half a megabyte along to ask for OpenID tokens, which nothing here does.
const withoutOpenId = {
  name: "without-openid",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^\.\/oidc-utils\.js$/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === "resolved") return undefined;
      const found = await resolve(path, { ...rest, pluginData: "resolved" });
      return { ...found, sideEffects: false };
    }),
};
// Of the packages only some name Node's own modules with their prefix.
const NODE_MODULES = builtinModules.flatMap((name) => [name, `node:${name}`]);

const outputs = new Map();
const inputs = new Set();
for (const { entry, file, banner, own = {} } of BUNDLES) {
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
    external: NODE_MODULES,
    plugins: [loadedLater, withoutOpenId],
    // One bundle takes another by `require`: without annotations, `import()` would see no names in it.
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "none",
    banner: { js: banner },
    logLevel: "warning",
    ...own,
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
    process.stderr.write(`${stale.join(", ")}: not current: run \`npm run build\` and commit\n`);
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
