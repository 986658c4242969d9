import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { SHELLS } from "../../src/cli/commands/completion.ts";
import { CLI_COMMANDS } from "../../src/cli/run.ts";
import { runCli } from "../support/cli.ts";

const script = (shell: string) => runCli(["completion", shell]).stdout;

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _dsp; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync("bash", ["-c", `${script("bash")}\n${line}`], { encoding: "utf8" });
  return text.split("\n").filter((word) => word !== "");
}

describe("dsp completion", () => {
  it("offers every command", () => {
    expect(offered("dsp", "")).toEqual([...CLI_COMMANDS.keys(), "help"]);
    expect(offered("dsp", "ex")).toEqual(["explain", "expectations"]);
  });

  it("offers the options of a command, and the stages", () => {
    expect(offered("dsp", "check", "--sta")).toEqual(["--stage"]);
    expect(offered("dsp", "check", "--o")).toEqual(["--output", "--org-policy"]);
    expect(offered("dsp", "init", "--stage", "private")).toEqual(["private-beta"]);
    expect(offered("dsp", "completion", "f")).toEqual(["fish"]);
  });

  it.each(SHELLS)("names every command for %s", (shell) => {
    for (const command of CLI_COMMANDS.keys()) expect(script(shell)).toContain(command);
  });

  it("asks for a shell that it knows", () => {
    expect(runCli(["completion"])).toMatchObject({
      code: 2,
      stderr: "name your shell: bash, zsh, fish\n",
    });
    expect(runCli(["completion", "tcsh"]).code).toBe(2);
  });
});
