import { forService } from "./index.ts";

/** What the files of a repository say about its service, without its code. */
export interface About {
  /** What the service may be called; its id is made from it. */
  name: string;
  /** The team that owns the repository. */
  owner?: string;
}

/** The texts of files that name a repository; undefined if a file does not exist. */
export interface NamingFiles {
  /** The id that the data map has. */
  id?: string;
  packageJson?: string;
  gitConfig?: string;
  codeowners?: string;
  folder: string;
}

/** Takes the name from the data map, the package, the git remote or the folder, in this order. */
export function aboutOf(files: NamingFiles): About {
  const { id, packageJson, gitConfig, folder } = files;
  const name = id ?? packageName(packageJson) ?? remoteName(gitConfig) ?? folder;
  const owner = owningTeam(files.codeowners);
  return { name, ...(owner !== undefined && { owner }) };
}

/** A starter file with what is known about the service: the same id in every file. */
export function filledIn(text: string, { name, owner }: About): string {
  const named = forService(text, name);
  return owner === undefined
    ? named
    : named.replace(/^(review:.*\n {2}owner:)(?=$| {2}#)/m, `$1 ${owner}`);
}

function packageName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === "string" ? name.replace(/^@[^/]*\//, "") : undefined;
  } catch {
    return undefined;
  }
}

function remoteName(text: string | undefined): string | undefined {
  const found =
    /^\[remote "origin"\][^[]*?^\s*url\s*=\s*\S*[/:]([\w.-]{1,100}?)(?:\.git)?\/?$/m.exec(
      text ?? "",
    );
  return found?.[1];
}

/** The first team of the last line that owns everything: a review names a team, not a person. */
function owningTeam(text: string | undefined): string | undefined {
  const lines = (text ?? "").split(/\r?\n/).filter((line) => /^\*\s/.test(line));
  const found = /\s@[\w-]+\/([a-z0-9][\w-]{0,99})(?=\s|$)/i.exec(lines.at(-1) ?? "");
  return found?.[1];
}
