// What files that cannot import it repeat of the project's home.
import { PLACES, type Places } from "../src/core/home.ts";
import { VERSION } from "../src/core/version.ts";
import { withPart } from "./parts.ts";

/** docs/action.md with the Action's name in every example, and with what the reader must fill in. */
export function withActionPlace(markdown: string, places: Places = PLACES): string {
  const what = places.home
    ? "In every example, replace the zeros with the commit of the Action that you use."
    : "In every example, replace `OWNER` with the account that keeps this Action, and the zeros with the commit that\nyou use.";
  return withPart(markdown, "place", `${what}\n`).replace(
    /(?<=\buses: )\S+@0{40} # v\d+\.\d+\.\d+$/gm,
    `${places.action}@${"0".repeat(40)} # v${VERSION}`,
  );
}

/** docs/cli.md with the repository that has the hook, and the version to take. */
export function withHookPlace(markdown: string, places: Places = PLACES): string {
  const lines = [
    "repos:",
    `  - repo: ${places.home ?? `https://github.com/${places.action}`}`,
    `    rev: v${VERSION}`,
    "    hooks:",
    "      - id: dsp-check",
  ];
  return withPart(markdown, "hook", `\`\`\`yaml\n${lines.join("\n")}\n\`\`\`\n`);
}

/** package.json with the home, by which npm leads people there and takes provenance; without one, with neither. */
export function withPackagePlace(json: string, { home, repositoryUrl }: Places = PLACES): string {
  if (!json.startsWith("{")) throw new Error("there is no place for the home: no JSON object");
  const { homepage: _page, repository: _repository, ...rest } = JSON.parse(json);
  const { name, version, description, ...more } = rest;
  const place = home && { homepage: home, repository: { type: "git", url: repositoryUrl } };
  return `${JSON.stringify({ name, version, description, ...place, ...more }, null, 2)}\n`;
}
