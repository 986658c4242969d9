/** GitHub lists no more at a time. */
export const PER_PAGE = 100;

/**
 * All elements of a listing, by as many requests as it has pages, and no more than so many. Octokit's
 * `paginate` would ask whatever address the answer names, with the token, and would take any shape of answer.
 */
export async function pages<T>(
  most: number,
  ask: (page: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; page <= most; page++) {
    const more = await ask(page);
    found.push(...more);
    if (more.length < PER_PAGE) break;
  }
  return found;
}
