import { spawnSync } from "node:child_process";
import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotRunError, codeOf } from "../core/errors.ts";

/** Why git has nothing to read. */
export type NoRepository = "no git" | "no repository";

/** The most that git writes at once, which is kept whole. */
export const MOST_BYTES = 64 * 1024 * 1024;

const MOST_MS = 30_000;

/**
 * Has `git cat-file` tell of objects, one for each line of `names`: with `--batch-check` what they are,
 * with `--batch` what is in them, too. Git only reads: no configuration but the repository's own, no
 * prompt, nothing fetched. Throws a `CannotRunError` when a part of what the repository has is missing.
 */
export function catFile(
  root: string,
  mode: "--batch" | "--batch-check",
  names: readonly string[],
): Buffer | NoRepository {
  const store = join(root, ".git");
  const { status, stdout, error } = spawnSync(
    "git",
    // Named, or git would look in the folders above for another repository.
    [`--git-dir=${store}`, "-c", "protocol.allow=never", "cat-file", mode],
    {
      // Beside Node: some systems look for programs in the folder that they are started in.
      cwd: dirname(process.execPath),
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
        GIT_TERMINAL_PROMPT: "0",
        GIT_NO_REPLACE_OBJECTS: "1",
        GIT_OPTIONAL_LOCKS: "0",
      },
      input: names.map((name) => `${name}\n`).join(""),
      maxBuffer: MOST_BYTES,
      timeout: MOST_MS,
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  const code = codeOf(error);
  if (code === "ENOENT") return "no git";
  if (code === "ETIMEDOUT") {
    throw new CannotRunError(`git did not answer within ${MOST_MS / 1_000} seconds; run again`);
  }
  if (status === 0) return stdout;
  if (!lstatSync(store, { throwIfNoEntry: false })) return "no repository";
  // An older git breaks off at an object that it may not fetch.
  if (error && code !== "EPIPE") throw error;
  throw isPartial();
}

/** What is not there is not empty: else a policy that was not fetched would be one that is not there. */
export function isPartial(): CannotRunError {
  return new CannotRunError(
    "a part of a commit is missing from the local repository; fetch it whole, without a filter",
  );
}
