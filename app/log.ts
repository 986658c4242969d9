import { refusalOf } from "../src/core/errors.ts";
import { redact } from "./redact.ts";

/** From the most talkative; `silent` says nothing at all. */
export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** All that a line can tell beside its message. Fields with other names are always left out. */
const FIELDS = [
  "delivery",
  "event",
  "action",
  "repository",
  "installation",
  "issue",
  "stage",
  "status",
  "reason",
  "durationMs",
  "waitMs",
  "count",
  "requests",
  "writes",
  "address",
] as const;

export type LogFields = { [name in (typeof FIELDS)[number]]?: string | number | boolean } & {
  error?: unknown;
};

type Say = (message: string, fields?: LogFields) => void;

/** Octokit takes one, too: what it hands in beside a message has no name that is let through. */
export interface Logger {
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
  /** One whose lines all have these fields. */
  child(fields: LogFields): Logger;
}

export interface LoggerOptions {
  level: LogLevel;
  /** Takes a line with its end. */
  write(line: string): void;
  /** Since 1970, in milliseconds. */
  now(): number;
  /** Secrets that do not show by their shape. */
  secrets?: readonly string[];
}

const LONGEST_TEXT = 1_000;
const LONGEST_STACK = 4_000;
const DEEPEST_CAUSE = 3;

/**
 * Writes a line of JSON for each message. Probot depends on pino but does not export it, and pino can only
 * do the line of JSON.
 */
export function createLogger({ level, write, now, secrets = [] }: LoggerOptions): Logger {
  const least = LOG_LEVELS.indexOf(level);
  const text = (given: string, most = LONGEST_TEXT) => redact(given, secrets).slice(0, most);

  function picked(fields: LogFields): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const name of FIELDS) {
      const value: unknown = fields[name];
      if (typeof value === "string") result[name] = text(value);
      if (typeof value === "number" || typeof value === "boolean") result[name] = value;
    }
    if (fields.error !== undefined) result.error = told(fields.error, text);
    return result;
  }

  function of(always: Record<string, unknown>): Logger {
    const at =
      (name: LogLevel): Say =>
      (message, fields = {}) => {
        if (LOG_LEVELS.indexOf(name) < least) return;
        const time = new Date(now()).toISOString();
        const line = { time, level: name, message: text(message), ...always, ...picked(fields) };
        write(`${JSON.stringify(line)}\n`);
      };
    return {
      debug: at("debug"),
      info: at("info"),
      warn: at("warn"),
      error: at("error"),
      child: (fields) => of({ ...always, ...picked(fields) }),
    };
  }
  return of({});
}

/** An error's own few fields: others of it hold requests, with their headers, and answers. */
function told(
  error: unknown,
  text: (given: string, most?: number) => string,
  depth = 1,
): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: text(String(error)) };
  const { name, message, cause, stack = "" } = error;
  const isRefusal = refusalOf(error) !== undefined;
  return {
    name: text(name),
    message: text(message),
    ...("status" in error && typeof error.status === "number" ? { status: error.status } : {}),
    // What a refusal says is all there is to it; else it is our bug.
    ...(isRefusal ? {} : { stack: text(stack, LONGEST_STACK) }),
    ...(cause !== undefined && depth < DEEPEST_CAUSE
      ? { cause: told(cause, text, depth + 1) }
      : {}),
  };
}
