import { codeOf, refusalOf } from "../core/errors.ts";
import { oneLine } from "../report/escape.ts";
import { stackOf } from "../report/fault.ts";
import { annotation, debugging } from "../report/github.ts";
import type { Note } from "../report/markdown-parts.ts";
import type { Runner } from "./runner.ts";

/** What the run itself says is titled so, as no rule says it. */
export const TITLE = "DSP Lifecycle";

/** Code points of why a step failed. */
const LONGEST = 500;

/**
 * Publishes what a run came to, step by step. A step that fails is a warning, for whatever reason:
 * what the run came to is unchanged, and the other steps are done.
 */
export class Publishing {
  /** What could not be published, and why. */
  readonly failures: Note[] = [];
  readonly #runner: Runner;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** Does a step; `what` begins the sentence that says that it failed: `The outputs cannot be set`. */
  async step<T>(what: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const text = `${what}: ${reasonOf(error)}`;
      this.failures.push({ text });
      this.#runner.print(`${annotation("warning", {}, TITLE, text)}\n`);
      if (!refusalOf(error)) this.#runner.print(`${debugging(stackOf(error))}\n`);
      return undefined;
    }
  }
}

function reasonOf(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return oneLine(refusal.message, LONGEST);
  const code = codeOf(error);
  return code ?? oneLine(error instanceof Error ? error.message : String(error), LONGEST);
}
