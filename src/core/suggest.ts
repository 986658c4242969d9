/**
 * The known word nearest to what was written, for "did you mean"; undefined if none is near.
 * Near means that at most a third of the longer word must change. Case does not count. Short codes and
 * numbers are never taken for one another: `IRL` is not `IL`, and X15 is not X16.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // Longer words are not misspellings of ours, and comparing them would cost more than it helps.
  if (word.length > 60) return undefined;
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (isAnotherCode(word, candidate)) continue;
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (edits <= allowed && edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** Up to so many letters, a word is a code, and what looks like it means something else. */
const CODE_LENGTH = 3;

function isAnotherCode(word: string, candidate: string): boolean {
  const [one, other] = [word, candidate].map((text) => text.replace(/\D/g, ""));
  if (one && other && one !== other) return true;
  return candidate.length <= CODE_LENGTH && word.toLowerCase() !== candidate.toLowerCase();
}

/** Levenshtein's distance, a swap of neighbours counting once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
