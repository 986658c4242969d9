import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderOf } from "./folders.ts";

/** Text, bytes, or where a link leads. */
export type GitFile = string | Uint8Array | { link: string };

/** A real git repository in a folder that is gone after the tests. */
export class GitRepository {
  readonly folder = folderOf({});

  constructor() {
    this.git("init", "--quiet", "--initial-branch", "main");
  }

  /** Commits these files, and no others; gives the commit's hash. */
  commit(files: Readonly<Record<string, GitFile>>): string {
    this.git("rm", "-r", "--quiet", "--ignore-unmatch", ".");
    for (const [path, file] of Object.entries(files)) {
      const target = join(this.folder, path);
      mkdirSync(dirname(target), { recursive: true });
      rmSync(target, { force: true });
      if (typeof file === "object" && "link" in file) symlinkSync(file.link, target);
      else writeFileSync(target, file);
    }
    this.git("add", "--all", "--force");
    this.git("commit", "--quiet", "--allow-empty", "--message", "A commit");
    return this.git("rev-parse", "HEAD").trim();
  }

  git(...args: string[]): string {
    return execFileSync("git", args, {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "A",
        GIT_AUTHOR_EMAIL: "a@example.org",
        GIT_COMMITTER_NAME: "A",
        GIT_COMMITTER_EMAIL: "a@example.org",
      },
    });
  }
}

/** A `PATH` whose `git` counts how often it is started. */
export function countingGit(): { PATH: string; starts: () => number } {
  const folder = folderOf({ starts: "" });
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const script = `#!/bin/sh\necho >> '${folder}/starts'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, "git"), script, { mode: 0o755 });
  return {
    PATH: `${folder}:${process.env.PATH}`,
    starts: () => readFileSync(join(folder, "starts"), "utf8").length,
  };
}
