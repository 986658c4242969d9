// Runs a TypeScript file of this repository: Node 20 cannot by itself.
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write("usage: node scripts/run.mjs <script.ts> [arguments]\n");
  process.exit(2);
}

const cache = fileURLToPath(new URL("../node_modules/.cache/scripts/", import.meta.url));
await mkdir(cache, { recursive: true });
const outfile = join(cache, `${basename(script, ".ts")}-${process.pid}.mjs`);
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
});
process.argv = [process.argv[0], script, ...rest];
try {
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(outfile, { force: true });
}
