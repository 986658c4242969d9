/** Whether a text has more characters than `most`, counted as JSON Schema counts them: by code points. */
export function isLongerThan(text: string, most: number): boolean {
  // A code point takes one or two units, so most texts need no counting.
  if (text.length <= most) return false;
  return text.length > most * 2 || [...text].length > most;
}
