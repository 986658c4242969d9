import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";

/** Who may import whom: our folders by path, packages by name. Source: `architecture.md`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "src/core": ["src/core", "zod", "yaml"],
  "src/report": ["src/report", "src/core"],
  "src/local": ["src/local", "src/core", "node:"],
  "src/github": ["src/github", "src/core", "src/report", "octokit", "@octokit/", "undici", "zod"],
  "src/action": [
    "src/action",
    "src/core",
    "src/report",
    "src/local",
    "src/github",
    "@actions/",
    "zod",
    "node:",
  ],
  app: [
    "app",
    "src/core",
    "src/report",
    "src/github",
    "micromark",
    "micromark-extension-gfm",
    "probot",
    "yaml",
    "zod",
    "node:",
  ],
  // Ours alone, and part of nothing that is shipped: no other folder may import them. Their packages are
  // in their own lists.
  "packages/fake-github": [
    "packages/fake-github",
    "src/github",
    "app/events.ts",
    ...packagesOf("packages/fake-github"),
    "node:",
  ],
  "packages/demo": [
    "packages/demo",
    "packages/fake-github",
    "src/cli/paint.ts",
    "src/core",
    "src/report",
    "src/github",
    ...packagesOf("packages/demo"),
    "node:",
  ],
  "src/cli": ["src/cli", "src/core", "src/report", "src/local", "src/github", "node:"],
};

/** The packages that a package.json lists, those of types by the name that is imported. */
function packagesOf(folder: string): string[] {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return Object.keys({ ...dependencies, ...devDependencies }).map((name) =>
    name.replace(/^@types\//, ""),
  );
}

/** The code in a folder; the tests of a package are none of it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (/^packages\/[^/]+\/(?:test|node_modules)$/.test(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : path.endsWith(".ts") ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;"']*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, from, dynamic]) => {
    const target = from ?? dynamic ?? "";
    return target.startsWith(".") ? relative(".", resolve(dirname(file), target)) : target;
  });
}

const folders = ["src", "packages"]
  .flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}`),
  )
  .concat("app");

it("has a row for every folder", () => {
  expect(folders.filter((folder) => !MAY_IMPORT[folder])).toEqual([]);
});

it("is told in docs/architecture.md: a row for every folder, and none for another", () => {
  const rows = readFileSync("docs/architecture.md", "utf8").match(/^\| `[^|]*/gm) ?? [];
  const told = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const others = ["test", "scripts", "dist", "docs", "schemas"];
  expect(told.sort()).toEqual([...Object.keys(MAY_IMPORT), ...others].sort());
});

describe.each(folders)("%s", (folder) => {
  const allowed = MAY_IMPORT[folder] ?? [];

  it("imports only what it may", () => {
    const refused = filesBelow(folder).flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            !allowed.some((one) =>
              one.endsWith(":") || one.endsWith("/")
                ? target.startsWith(one)
                : target === one || target.startsWith(`${one}/`),
            ),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(refused).toEqual([]);
  });
});

it("has no circle of files that import each other", () => {
  const imports = new Map(
    ["src", "app", "packages", "scripts"]
      .flatMap(filesBelow)
      .map((file) => [file, importsOf(file).filter((target) => target.endsWith(".ts"))]),
  );
  const importers = (one: string) =>
    [...imports].filter(([, targets]) => targets.includes(one)).map(([file]) => file);
  // What imports nothing that is left, or is imported by nothing that is left, is in no circle.
  for (let before = 0; before !== imports.size; ) {
    before = imports.size;
    for (const [file, targets] of imports) {
      const isLeaf = !targets.some((target) => imports.has(target));
      if (isLeaf || importers(file).length === 0) imports.delete(file);
    }
  }
  expect([...imports.keys()]).toEqual([]);
});

describe.each([".", "packages/demo", "packages/fake-github"])("package.json of %s", (folder) => {
  /** Run by their own commands, or read by other tools: no file names them. */
  const TOOLS = ["@biomejs/biome", "@swc/core", "@swc/jest", "jest", "node", "typescript"];
  const places = folder === "." ? ["src", "app", "scripts", "test"] : [folder];

  it("lists no package that nothing imports", () => {
    const files = places.flatMap((place) =>
      readdirSync(place, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:ts|mjs)$/.test(name))
        .map((name) => join(place, name)),
    );
    // By `import`, or by `require`, which takes files of a package, too. This test names packages without need.
    const texts = files
      .filter((file) => file !== "test/architecture.test.ts")
      .map((file) => readFileSync(file, "utf8"));
    const isUsed = (name: string) =>
      texts.some((text) => text.includes(`"${name}"`) || text.includes(`"${name}/`));
    const idle = packagesOf(folder).filter((name) => !TOOLS.includes(name) && !isUsed(name));
    expect(idle).toEqual([]);
  });
});

it("keeps the core pure: no clock, no environment, no output, nothing asynchronous", () => {
  const impure =
    /\b(?:process\.|console\.|Date\.now|new Date\(\)|Math\.random|async |await |setTimeout|fetch\()/;
  const found = filesBelow("src/core").flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && impure.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

it("starts no program but git, in one place: nothing of a repository is ever run (T12)", () => {
  const starters = filesBelow("src").filter((file) =>
    /child_process|\bworker_threads\b|\beval\(|new Function\(/.test(readFileSync(file, "utf8")),
  );
  expect(starters).toEqual(["src/local/git-process.ts"]);
  const programs = readFileSync("src/local/git-process.ts", "utf8").match(/spawnSync\(\s*"[^"]*"/g);
  expect(programs?.map((call) => call.replace(/\s/g, ""))).toEqual(['spawnSync("git"']);
});

it("loads nothing whose name it is told: every import is written out", () => {
  const computed = filesBelow("src").filter((file) =>
    /\bimport\(\s*[^"'\s)]|\brequire\(/.test(readFileSync(file, "utf8")),
  );
  expect(computed).toEqual([]);
});
