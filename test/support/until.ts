/** Resolves when something is so; rejects where it does not come to be, so that nothing runs for ever. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const latest = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > latest) throw new Error("it does not come to be");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
