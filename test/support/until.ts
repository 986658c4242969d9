/** Longer than any test may take, however busy the machine: only so that nothing runs for ever. */
const LONGEST_MS = 120_000;

/** Resolves when something is so; rejects if it does not come to be. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const latest = Date.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (Date.now() > latest) throw new Error("it does not come to be");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
