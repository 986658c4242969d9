import { isLongerThan } from "./text-length.ts";

/** The same rule as a regular expression without flags, for JSON Schema; the length comes on top. */
export const PATH_PATTERN =
  "^(?![A-Za-z]:)(?!(?:[\\s\\S]*\\/)?(?:\\.{0,2}|\\.[gG][iI][tT])(?:\\/|$))" +
  "[^\\\\*?\\[\\]{}\\u0000-\\u001f\\u007f-\\u009f]+$";
export const LONGEST_PATH = 300;

/** Why a path of someone else's writing is not taken, or undefined if it is fine. */
export function pathFault(path: string): string | undefined {
  if (isLongerThan(path, LONGEST_PATH)) return `is longer than ${LONGEST_PATH} characters`;
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return "is absolute";
  if (path.includes("\\")) return "has a backslash";
  if (/\p{Cc}/u.test(path)) return "has a control character";
  const segments = path.split("/");
  if (segments.includes("..")) return "climbs out of the repository";
  if (segments.some((segment) => segment === "" || segment === ".")) return "is not a plain path";
  if (segments.some((segment) => segment.toLowerCase() === ".git")) return "leads into .git";
  if (/[*?[\]{}]/.test(path)) return "has a wildcard";
  return undefined;
}

/** What to write as a path, with an example. */
export function pathFix(example: string): string {
  return `write a plain path from the repository's root with \`/\`, for example ${example}`;
}

/** What to write as a path in a policy. */
export const PATH_FIX = pathFix(".dsp/data-map.yml");
