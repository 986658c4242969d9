import type { Network } from "../github/network.ts";

/** All that the command line knows of the world, so that tests can hand in another one. */
export interface Io {
  stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  stderr: { write(text: string): unknown };
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The instant at which the run started. */
  now: Date;
  /** The folder of package.json: the schemas are shipped beside the bundle. */
  packageRoot: URL;
  /** How to call GitHub, if not by this machine's own network. */
  network?: Network;
}
