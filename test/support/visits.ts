import { readFileSync } from "node:fs";

const EXAMPLE = "examples/custody-visits/";

/** The policy and the evidence of the worked example, by path: private beta, nothing that fails. */
export const VISITS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ".github/dsp.yml",
    ".dsp/data-map.yml",
    ".dsp/deletion-plan.yml",
    ".dsp/backup-config.yml",
    ".dsp/project-record.yml",
  ].map((path) => [path, readFileSync(`${EXAMPLE}${path}`, "utf8")]),
);

/** The files with a text in one of them replaced, which has to be there. */
export function edited(
  path: string,
  from: string | RegExp,
  to: string,
  files: Readonly<Record<string, string>> = VISITS,
): Record<string, string> {
  const before = files[path] ?? "";
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} does not hold ${from}`);
  return { ...files, [path]: after };
}

/** The files without one of them. */
export function without(
  path: string,
  files: Readonly<Record<string, string>> = VISITS,
): Record<string, string> {
  const { [path]: _left, ...others } = files;
  return others;
}

/** A change that fails: the deletion plan loses the rule of the access log. */
export const WITHOUT_A_RULE = edited(".dsp/deletion-plan.yml", /^ {2}- id: logs\n[\s\S]*/m, "");
