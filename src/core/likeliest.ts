/** So many comparisons by `nearest` are cheap; fewer words need no sieve. */
const FEW = 30;

/**
 * The few of many words that share most of their beginning and end with one. It is a sieve to put before
 * `nearest`, whose cost grows with the square of a word's length. One pass over the words.
 */
export function likeliest(word: string, known: ReadonlySet<string>): Iterable<string> {
  if (known.size <= FEW) return known;
  const byAffix: string[][] = [];
  for (const candidate of known) {
    const shared = sharedAffix(word, candidate);
    const alike = byAffix[shared];
    if (!alike) byAffix[shared] = [candidate];
    else if (alike.length < FEW) alike.push(candidate);
  }
  const few: string[] = [];
  for (let shared = byAffix.length - 1; shared > 0 && few.length < FEW; shared--) {
    few.push(...(byAffix[shared] ?? []));
  }
  return few.slice(0, FEW);
}

/** How many characters two words share at their beginning and, beyond those, at their end. */
function sharedAffix(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return start + end;
}
