import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { variables } from "../../scripts/environment-table.ts";
import { EXIT } from "../../src/core/exit-codes.ts";

/** What each key of the unit is set to, in order; one that comes twice has both. */
const SET = new Map<string, string[]>();
for (const line of readFileSync("deploy/systemd/dsp-lifecycle.service", "utf8").split("\n")) {
  const { key, value } = /^(?<key>[A-Za-z]+)=(?<value>.*)$/.exec(line)?.groups ?? {};
  if (key !== undefined && value !== undefined) SET.set(key, [...(SET.get(key) ?? []), value]);
}
const of = (key: string) => SET.get(key)?.join(" ");

describe("the systemd unit", () => {
  it("starts the App itself, as npm start does", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(of("ExecStart")?.replace(/^\/\S+\/(?=node )/, "exec ")).toBe(scripts.start);
    expect(of("WorkingDirectory")).toMatch(/^\//);
  });

  it("gives the App longer to stop than it takes itself", () => {
    const takes = /STOP_MS = ([\d_]+)/.exec(readFileSync("app/main.ts", "utf8"))?.[1];
    expect(Number(of("TimeoutStopSec")) * 1_000).toBeGreaterThan(
      Number(takes?.replaceAll("_", "")),
    );
    expect(of("KillMode")).toBeUndefined();
    expect(of("KillSignal")).toBeUndefined();
  });

  it("restarts what failed, and not what is set wrong", () => {
    expect([of("Restart"), of("RestartPreventExitStatus")]).toEqual([
      "on-failure",
      `${EXIT.usage}`,
    ]);
  });

  it("sets variables that the App reads, and hands over the key as a credential", () => {
    const entries = (of("Environment") ?? "").split(" ").map((one) => one.split("="));
    const names = [...variables().map(({ name }) => name), "NODE_ENV"];
    expect(entries.filter(([name = ""]) => !names.includes(name))).toEqual([]);
    const [credential] = of("LoadCredential")?.split(":") ?? [];
    expect(Object.fromEntries(entries)).toMatchObject({
      HOST: "127.0.0.1",
      PRIVATE_KEY_PATH: `%d/${credential}`,
    });
  });

  it("is nobody's, may nothing, and lets Node compile", () => {
    const expected = { DynamicUser: "yes", CapabilityBoundingSet: "", NoNewPrivileges: "yes" };
    for (const [key, value] of Object.entries({ ...expected, ProtectSystem: "strict" })) {
      expect([key, of(key)]).toEqual([key, value]);
    }
    expect(of("MemoryDenyWriteExecute")).toBeUndefined();
  });
});
