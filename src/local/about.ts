import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { DEFAULT_LIMITS } from "../core/documents/limits.ts";
import { codeOf } from "../core/errors.ts";
import type { NamingFiles } from "../core/templates/about.ts";
import { readWorkingFile } from "./read-file.ts";

/** The files in which GitHub looks for owners. The first that exists wins. */
const CODEOWNERS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The files of a working tree that name its service. Never throws for what is missing or unreadable. */
export function namingFiles(root: string): Omit<NamingFiles, "id"> {
  return {
    folder: basename(realpathSync(root)),
    packageJson: textAt(root, "package.json"),
    gitConfig: gitConfig(root),
    codeowners: CODEOWNERS.map((path) => textAt(root, path)).find((text) => text !== undefined),
  };
}

function textAt(root: string, path: string): string | undefined {
  const file = readWorkingFile(root, path, DEFAULT_LIMITS);
  return file?.ok ? file.text : undefined;
}

/** The config of a plain clone; a linked worktree has its config elsewhere. */
function gitConfig(root: string): string | undefined {
  try {
    const path = join(root, ".git", "config");
    const found = lstatSync(path);
    if (!found.isFile() || found.size > DEFAULT_LIMITS.maxBytes) return undefined;
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
