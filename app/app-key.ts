import { RefusedError, statusOf } from "../src/github/errors.ts";
import type { Logger } from "./log.ts";

/** GitHub takes no call of the App's: its id and its key are not those of one App. */
export class KeyRefusedError extends RefusedError {}

/** Whether GitHub takes the App's id and key, as its answers show. */
export interface AppKey {
  /** Learns how one call ended that the key has signed: with this error, or well if the error is undefined. */
  heard(error?: unknown): void;
  /** Why the App cannot work, in one line; undefined if it can. */
  trouble(): string | undefined;
  /** Asks no more. */
  close(): void;
}

export interface AppKeyOptions {
  /** Makes a call that the key signs, and tells `heard` how it ended. */
  ask(): Promise<unknown>;
  log: Logger;
  /** Does something later; returns what takes that back. */
  after(ms: number, work: () => void): () => void;
}

/** GitHub has refused keys by mistake, for minutes: that is over without a restart. */
const ASK_EVERY_MS = 60_000;

/** Keeps in mind whether GitHub takes the key, tells the log when that changes, and asks while it does not. */
export function createAppKey({ ask, log, after }: AppKeyOptions): AppKey {
  let refusal: KeyRefusedError | undefined;
  let isHeard = false;
  let isClosed = false;
  let cancel = () => {};

  function askLater(): void {
    if (isClosed) return;
    cancel = after(ASK_EVERY_MS, () => {
      // How it ended, `heard` knows.
      const asked = ask().catch(() => {});
      void asked.then(() => refusal && askLater());
    });
  }

  return {
    heard(error) {
      isHeard = true;
      if (error instanceof KeyRefusedError) {
        if (refusal) return;
        refusal = error;
        log.error("GitHub refuses the App's key", { status: error.status, reason: error.message });
        askLater();
      } else if (error === undefined && refusal) {
        refusal = undefined;
        cancel();
        log.info("GitHub takes the App's key again");
      }
    },
    trouble() {
      return isHeard ? refusal?.message : "GitHub has not answered yet";
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}

/** What an error says of the key, by the route that was called; undefined if GitHub did not refuse the key. */
export function keyRefusal(error: unknown, route: string): KeyRefusedError | undefined {
  const status = statusOf(error);
  const settings = "Set APP_ID and PRIVATE_KEY (or PRIVATE_KEY_PATH) to the App ID and a key";
  if (status === 401) {
    const text = `GitHub refuses the App's key (401). ${settings} of the same App.`;
    return new KeyRefusedError(text, status);
  }
  // An installation may be gone; the App itself is not, if there is one.
  if (status === 404 && (route === "/app" || route === "/app/installations")) {
    const text = `GitHub knows no App of this APP_ID (404). ${settings} of one App, and GITHUB_API_URL to its server.`;
    return new KeyRefusedError(text, status);
  }
  return undefined;
}
