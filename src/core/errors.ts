/**
 * A mistake of the person who runs the tool: one line that says where, what was found and what is
 * accepted; no stack. Anything else that is thrown is our own fault and shows one.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** We could not do our job, and no mistake in the files is the cause: also one line, no stack. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
}

/** A mistake of the person who runs the tool, or a job that could not be done. */
export type RefusalKind = "usage" | "cannot-run";

/**
 * The refusal that was thrown; undefined for anything else. Told by its name: what another bundle throws
 * has that bundle's own classes.
 */
export function refusalOf(error: unknown): { kind: RefusalKind; message: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (name === "UsageError") return { kind: "usage", message };
  return name === "CannotRunError" ? { kind: "cannot-run", message } : undefined;
}

/** A system error's code, `ENOENT`; undefined for anything else that was thrown. */
export function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
