import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tests and scripts start here, and scripts are bundled elsewhere. */
const ROOT = process.cwd();

const CLOCK = join(ROOT, "test/support/fixed-clock.cjs");

/** A step as a workflow has it, and the event that its job runs for. */
export interface Step {
  event: string;
  payload: unknown;
  /** Inputs as the workflow writes them; those that it leaves out are not given. */
  inputs?: Readonly<Record<string, string>>;
  /** Further variables of the runner. */
  env?: Readonly<Record<string, string>>;
}

/** What became of a step. */
export interface StepResult {
  code: number;
  stdout: string;
  stderr: string;
  /** Lines of the log that annotate: level, properties and text as the runner reads them. */
  annotations: Annotation[];
  outputs: Record<string, string>;
  summary: string;
}

export interface Annotation {
  level: string;
  properties: Record<string, string>;
  text: string;
}

/** The built Action, run as the runner does it: a process of its own, told everything by variables. */
export class BuiltAction {
  readonly folder = mkdtempSync(join(tmpdir(), "dsp-action-"));
  #runs = 0;

  async build(): Promise<void> {
    await this.#node([join(ROOT, "scripts/build.mjs"), "--into", this.folder], process.env);
  }

  /** Runs a step. `GITHUB_SHA` and the like are as `env` says, or of nothing in particular. */
  async run({ event, payload, inputs = {}, env = {} }: Step): Promise<StepResult> {
    const base = join(this.folder, `run-${++this.#runs}`);
    const files = {
      event: `${base}-event.json`,
      output: `${base}-output`,
      summary: `${base}-summary`,
    };
    writeFileSync(files.event, JSON.stringify(payload));
    writeFileSync(files.output, "");
    writeFileSync(files.summary, "");
    const { code, stdout, stderr } = await this.#node(
      ["--require", CLOCK, join(this.folder, "action.cjs")],
      {
        PATH: process.env.PATH,
        GITHUB_ACTIONS: "true",
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: files.event,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        GITHUB_REPOSITORY: "moj/visits",
        GITHUB_REF: "refs/heads/main",
        GITHUB_SHA: "0".repeat(40),
        GITHUB_RUN_ID: "4711",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_WORKSPACE: this.folder,
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
        ...env,
      },
    );
    return {
      code,
      stdout,
      stderr,
      annotations: stdout.split("\n").flatMap((line) => annotationIn(line) ?? []),
      outputs: outputsIn(readFileSync(files.output, "utf8")),
      summary: readFileSync(files.summary, "utf8"),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #node(args: string[], env: NodeJS.ProcessEnv) {
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }
}

/** A line as the runner reads it: a command starts with `::`, whatever blanks stand before. */
function annotationIn(line: string): Annotation | undefined {
  const match = /^\s*::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line);
  if (!match) return undefined;
  const [, level = "", list = "", data = ""] = match;
  const pairs = list.split(",").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), unescaped(pair.slice(at + 1))];
  });
  return { level, properties: Object.fromEntries(pairs), text: unescaped(data) };
}

function unescaped(text: string): string {
  return text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
}

/** `name<<delimiter`, lines, `delimiter`. Source: GitHub's documentation, workflow commands. */
function outputsIn(file: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = file.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^([^<]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined) continue;
    const end = lines.indexOf(delimiter ?? "", at + 1);
    outputs[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return outputs;
}
