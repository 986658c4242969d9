/**
 * A mistake of the person who runs the tool: one line that says where, what was found and what is
 * accepted; no stack. Anything else that is thrown is our own fault and shows one.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** We could not do our job, and it is nobody's mistake in the files: also one line, no stack. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
}

/** A system error's code, `ENOENT`; undefined for anything else that was thrown. */
export function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
