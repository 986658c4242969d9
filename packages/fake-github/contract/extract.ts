// Writes the files of this folder from GitHub's own descriptions, which are far too large to be dependencies.
//
//   folder="$(mktemp -d)" && npm install --prefix "$folder" --no-save @octokit/openapi@23.0.2 @octokit/graphql-schema@15.26.1
//   node scripts/run.mjs packages/fake-github/contract/extract.ts "$folder"
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { extractedApp } from "./extract-app.ts";
import { extractedGraphql } from "./extract-graphql.ts";
import { type Description, extractedRest } from "./extract-rest.ts";

const FOLDER = "packages/fake-github/contract";

const [from] = process.argv.slice(2);
if (from === undefined) {
  process.stderr.write("Name the folder in which the packages are; see the head of this script.\n");
  process.exit(2);
}
const read = (path: string) => readFileSync(join(from, "node_modules/@octokit", path), "utf8");
const version = (name: string) =>
  `@octokit/${name} ${JSON.parse(read(`${name}/package.json`)).version}`;
const described = (name: string): Description => JSON.parse(read(`openapi/generated/${name}.json`));

const github = described("api.github.com");
const source = `From GitHub's OpenAPI description (MIT), by the npm package ${version("openapi")}; contract/extract.ts writes it.`;
write("rest.json", `${JSON.stringify({ _comment: source, ...extractedRest(github) })}\n`);
write(
  "app.json",
  `${JSON.stringify({ _comment: source, ...extractedApp(github, described("ghes-3.19")) }, null, 2)}\n`,
);
const origin = `# From GitHub's GraphQL schema, by the npm package ${version("graphql-schema")}; contract/extract.ts writes it.`;
write("schema.graphql", `${origin}\n${extractedGraphql(read("graphql-schema/schema.graphql"))}`);

function write(name: string, text: string): void {
  writeFileSync(join(FOLDER, name), text);
  process.stdout.write(`${FOLDER}/${name}  ${Buffer.byteLength(text)} bytes\n`);
}
