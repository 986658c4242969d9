import type { ExitCode } from "../core/exit-codes.ts";
import type { Network } from "../github/network.ts";

/** All that a run knows of the world, so that tests can hand in another one. */
export interface Runner {
  env: Readonly<Record<string, string | undefined>>;
  /** The value of an input, or nothing. */
  input(name: string): string;
  output(name: string, value: string | number): void;
  /** Keeps a value out of the log from now on. */
  hide(secret: string): void;
  /**
   * Writes to the log. Some lines in a log are commands, so text from other people must be escaped
   * first.
   */
  print(text: string): void;
  /** Fixes the exit code: from then on, nothing that goes wrong changes it. */
  decide(exitCode: ExitCode): void;
  /** Adds Markdown to the job's summary. */
  summarise(markdown: string): Promise<void>;
  /** The instant at which the run started. */
  now: Date;
  /** How to call GitHub, if not by this machine's own network. */
  network?: Network;
}
