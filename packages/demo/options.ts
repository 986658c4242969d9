import { parseArgs } from "node:util";
import { UsageError } from "../../src/core/errors.ts";

/** What `npm run demo` is asked for. */
export interface Options {
  /** The App's bundle. */
  app: string;
  /** Serves the page, and stays up after the story. */
  keep: boolean;
  /** Opens the page in a browser, too. */
  open: boolean;
  /** Of the page; 0 takes any that is free. */
  port: number;
  /** How long a step may take to come out as it should. */
  patienceMs: number;
  help: boolean;
}

export const USAGE = `usage: npm run demo -- [options]

Plays the product's story: the App, as it is deployed, with a GitHub of its own, both on this machine alone.

  --keep              serve a page on which to see it and to try it, and stay up after the story
  --open              the same, and open the page in a browser, where there is one
  --port NUMBER       of the page; any that is free unless set
  --app FILE          the App's bundle; dist/app.mjs unless set
  --patience SECONDS  how long a step may take; 20 unless set
  --help              show this
`;

const MOST_SECONDS = 3600;
const MOST_PORT = 65_535;

/** Reads the arguments. Throws a `UsageError` that says what is accepted. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const open = values.open ?? false;
  return {
    app: values.app ?? "dist/app.mjs",
    keep: open || (values.keep ?? false),
    open,
    port: numberIn("--port", values.port ?? "0", MOST_PORT),
    patienceMs: 1000 * numberIn("--patience", values.patience ?? "20", MOST_SECONDS),
    help: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        app: { type: "string" },
        keep: { type: "boolean" },
        open: { type: "boolean" },
        port: { type: "string" },
        patience: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function numberIn(option: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new UsageError(`${option} is ${JSON.stringify(text)}; use a number up to ${most}`);
}
