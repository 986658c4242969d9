import type { PushedFiles } from "../../packages/fake-github/git.ts";
import type { Json } from "../../packages/fake-github/values.ts";
import type { RunningApp } from "./running-app.ts";
import { edited, VISITS } from "./visits.ts";

export const CHECK = "Data security and privacy";

/** A check run as GitHub shows it. */
export interface ReadCheck {
  id: number;
  name: string;
  head_sha: string;
  status: string;
  conclusion: string | null;
  external_id: string;
  details_url: string | null;
  app: { slug: string };
  output: { title: string; summary: string; annotations_count: number };
}

/** A remark that a check run makes. */
export interface ReadAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: string;
  title: string;
  message: string;
}

/** A repository whose pull requests the App checks. */
export class Checked {
  readonly app: RunningApp;
  readonly repository: string;

  constructor(app: RunningApp, repository: string) {
    this.app = app;
    this.repository = repository;
  }

  /** Makes a repository with the example's policy and evidence, or with these files. */
  static async in(
    app: RunningApp,
    repository: string,
    files: Readonly<Record<string, string>> = VISITS,
    topics: readonly string[] = [],
  ): Promise<Checked> {
    await app.github.createRepository(repository, { files, topics });
    await app.github.settled();
    app.github.requests();
    return new Checked(app, repository);
  }

  /** Pushes a branch and opens a pull request from it, as somebody without any rights; both are awaited. */
  async open(files: PushedFiles, branch = "feature", base?: string): Promise<Pulled> {
    const { github } = this.app;
    const sha = await github.push(this.repository, files, "Change", branch);
    await github.settled();
    github.requests();
    const number = await github.as("outsider").openPullRequest(this.repository, branch, base);
    await github.settled();
    return { number, sha };
  }

  /** Pushes another commit to the pull request; gives its hash. */
  async push(files: PushedFiles, branch = "feature"): Promise<string> {
    this.app.github.requests();
    const sha = await this.app.github.push(this.repository, files, "Change", branch);
    await this.app.github.settled();
    return sha;
  }

  /** The check runs of a commit, one of each App and name. */
  async of(sha: string): Promise<ReadCheck[]> {
    const path = `/repos/${this.repository}/commits/${sha}/check-runs`;
    const { check_runs } = (await this.app.github.read(path)) as { check_runs: ReadCheck[] };
    return check_runs;
  }

  /** The one of the App's, which has to be there. */
  async ours(sha: string): Promise<ReadCheck> {
    const [run, ...more] = (await this.of(sha)).filter(({ app }) => app.slug === "dsp-lifecycle");
    if (!run || more.length > 0) throw new Error(`${more.length + (run ? 1 : 0)} check runs`);
    return run;
  }

  async annotations({ id }: Pick<ReadCheck, "id">): Promise<ReadAnnotation[]> {
    const path = `/repos/${this.repository}/check-runs/${id}/annotations`;
    return (await this.app.github.read(path)) as ReadAnnotation[];
  }

  /** What the App has asked since the last time, of checks. */
  requests(): { routes: string[]; writes: Json[] } {
    const all = this.app.github.requests();
    return {
      routes: all.map(({ route }) => route),
      writes: all
        .filter(({ method, path }) => method !== "GET" && path.includes("/check-runs"))
        .map(({ body }) => JSON.parse(body)),
    };
  }
}

/** The example's files with so many stores more, none of which has a rule of deletion. */
export function withStores(count: number): Record<string, string> {
  const stores = Array.from(
    { length: count },
    (_, index) =>
      `  - {id: log-${index}, name: Log ${index}, system: visits-web, kind: log, technology: Log service, data_categories: [online-identifier], location: [GB], removal: batch, encrypted_at_rest: true, decision: docs/adr/0006.md}\n`,
  );
  return edited(".dsp/data-map.yml", /^parties:\n/m, `${stores.join("")}parties:\n`);
}

/** A pull request, and the commit that it had when it was opened. */
export interface Pulled {
  number: number;
  sha: string;
}
