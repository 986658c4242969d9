/** Why a path of someone else's writing is not taken, or undefined where it is fine. */
export function pathFault(path: string): string | undefined {
  if (path.length > 300) return "is longer than 300 characters";
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

/** What a path in a policy has to be. */
export const PATH_FIX =
  "write a plain path from the repository's root with `/`, such as .dsp/data-map.yml";
