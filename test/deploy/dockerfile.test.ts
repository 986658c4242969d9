import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";

/** A Dockerfile's instructions, with lines that go on put together. */
function instructionsOf(text: string): { name: string; rest: string }[] {
  const lines = text.replace(/^#.*\n/gm, "").replace(/\\\n\s*/g, "");
  return lines.split("\n").flatMap((line) => {
    const { name, rest } = /^(?<name>[A-Z]+) (?<rest>.*)$/.exec(line)?.groups ?? {};
    return name && rest ? [{ name, rest }] : [];
  });
}

const ALL = instructionsOf(readFileSync("Dockerfile", "utf8"));
const LAST_STAGE = ALL.slice(ALL.map(({ name }) => name).lastIndexOf("FROM"));
const of = (name: string, where = ALL) =>
  where.filter((one) => one.name === name).map(({ rest }) => rest);

describe("the Dockerfile", () => {
  it("pins every base by its full version, and takes one for all stages", () => {
    const bases = of("FROM").map((rest) => rest.split(" ")[0] ?? "");
    expect(bases.length).toBe(2);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:24\.\d+\.\d+-[a-z]+-slim(?:@sha256:[\da-f]{64})?$/);
  });

  it("installs what the lockfile says, without scripts and without what only we need", () => {
    expect(of("RUN")).toEqual(["npm ci --omit=dev --ignore-scripts --no-audit --no-fund"]);
  });

  it("ends with the bundle, its packages and package.json, and nothing else", () => {
    expect(of("COPY", LAST_STAGE)).toEqual([
      "--from=packages /app/node_modules ./node_modules",
      "package.json ./",
      "dist ./dist",
    ]);
    expect(of("ADD")).toEqual([]);
    expect(of("RUN", LAST_STAGE)).toEqual([]);
  });

  it("runs the App itself, not as root, and stops it as it is stopped elsewhere", () => {
    expect(of("USER", LAST_STAGE)).toEqual(["1000:1000"]);
    expect(of("CMD", LAST_STAGE)).toEqual(['["node", "dist/app.mjs"]']);
    expect(of("ENTRYPOINT")).toEqual([]);
    expect(of("STOPSIGNAL", LAST_STAGE)).toEqual(["SIGTERM"]);
  });

  it("asks the App's own address for its health, with Node itself", () => {
    const [check = ""] = of("HEALTHCHECK", LAST_STAGE);
    expect(check).toMatch(
      /^--interval=\d+s --timeout=\d+s --start-period=\d+s --retries=\d+ CMD \[/,
    );
    const command = JSON.parse(check.slice(check.indexOf("["))) as string[];
    expect(command.slice(0, 2)).toEqual(["node", "-e"]);
    expect(command[2]).toContain("/healthz");
    expect(() => new Function(command[2] ?? "")).not.toThrow();
  });

  it("holds no secret", () => {
    expect(of("ARG")).toEqual([]);
    expect(of("ENV").join(" ")).toBe("NODE_ENV=production HOST=0.0.0.0 PORT=3000");
  });

  it("is given nothing but what it copies", () => {
    const ignored = readFileSync(".dockerignore", "utf8").match(/^[^#\n].*/gm);
    expect(ignored).toEqual(["*", "!package.json", "!package-lock.json", "!dist"]);
  });
});
