import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { SCENARIO } from "../scenario.ts";
import { builtBundles, DemoProcess } from "./demo-process.ts";

jest.setTimeout(120_000);

const folder = builtBundles();

/** The steps that came out otherwise than they should, by their numbers. */
function failedSteps(stdout: string): number[] {
  return stdout
    .split(/^(?=\d\/\d )/m)
    .filter((part) => part.includes("✗"))
    .map((part) => Number(part[0]));
}

describe("npm run demo", () => {
  it("plays the whole story on the App as it is built, and ends with 0", async () => {
    const demo = new DemoProcess("--app", join(folder, "app.mjs"));
    const code = await demo.ended();
    // All that was said, where something is wrong with it.
    expect([code, demo.stderr, failedSteps(demo.stdout), demo.stdout]).toEqual([
      0,
      "",
      [],
      expect.stringContaining(`All ${SCENARIO.length} steps came out as they should`),
    ]);
    for (const [index, { title }] of SCENARIO.entries()) {
      expect(demo.stdout).toContain(`${index + 1}/${SCENARIO.length} ${title}`);
    }
    // Nobody reads colours out of a pipe.
    expect(demo.stdout).not.toContain("\u001b");
  });

  it.each<[string, RegExp, string, number[]]>([
    ["names its check otherwise", /"Data security and privacy"/, '"Another check"', [2, 3]],
    ["does not know a command", /name:"attest"/, 'name:"vouch"', [4]],
    ["does not say where things go on", /#(?=\$\{[\w$.]+\} for what)/, "", [6]],
  ])("ends with 1 where the App %s, and says what was expected", async (_name, from, to, steps) => {
    const bundle = readFileSync(join(folder, "app.mjs"), "utf8");
    const broken = bundle.replace(from, to);
    // Not compared as texts: where that fails, half a megabyte is shown.
    expect(broken === bundle).toBe(false);
    writeFileSync(join(folder, "broken.mjs"), broken);
    const demo = new DemoProcess("--patience", "1", "--app", join(folder, "broken.mjs"));
    expect(await demo.ended()).toBe(1);
    expect(failedSteps(demo.stdout)).toEqual(steps);
    expect(demo.stdout).toMatch(/result ✗ .*\n +expected .*\n +found /);
  });

  it("says in a line that the App could not start", async () => {
    writeFileSync(join(folder, "dead.mjs"), 'throw new Error("no");');
    const demo = new DemoProcess("--app", join(folder, "dead.mjs"));
    expect(await demo.ended()).toBe(3);
    expect(demo.stderr).toMatch(/^the App \(.*dead\.mjs\) ended with 1 before it was up\n/);
  });
});
