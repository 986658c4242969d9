const LONGEST = 60;

/**
 * What cannot be seen, or not told from something else: control and format characters, fillers, line
 * separators, halves of surrogate pairs, spaces other than the usual one. They hide text, reorder it
 * or break the line.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Quotes a value from someone else's file: on one line, every character visible, cut at 60. */
export function quote(value: unknown): string {
  if (typeof value === "string") return visible(JSON.stringify(clip(value)));
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  return String(value ?? "empty");
}

/** Names an element of someone else's file: its id unchanged, or quoted if it is not plain. */
export function name(text: string): string {
  return /^[\w./-]{1,80}$/.test(text) ? `\`${text}\`` : quote(text);
}

/** A sentence as the end of another: small first letter, no full stop. */
export function asClause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}

/** Joins words as prose does: `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words[words.length - 1]}`;
}

/** As `list`, of names, at most `most` of them and then how many more. */
export function nameList(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map(name);
  return list(names.length > most ? [...shown, `${names.length - most} more`] : shown);
}

/** Text of someone else's making, with what cannot be seen written out. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** By code points, so that no surrogate pair is cut in half. */
function clip(text: string): string {
  // Twice as many units, and one pair more, hold more points than we want wherever there are more.
  const points = Array.from(text.slice(0, (LONGEST + 1) * 2));
  return points.length <= LONGEST ? text : `${points.slice(0, LONGEST - 1).join("")}…`;
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
