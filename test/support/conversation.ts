import type { RunningApp } from "./running-app.ts";
import { WITHOUT_A_RULE, without } from "./visits.ts";

/** The App's own account. */
export const BOT = "dsp-lifecycle[bot]";

/** The evidence of the example, and no policy that declares a stage. */
export const EVIDENCE = without(".github/dsp.yml");

/** People who ask the App for something in a repository of their own. */
export class Conversation {
  readonly app: RunningApp;
  readonly repository: string;

  constructor(app: RunningApp, repository: string) {
    this.app = app;
    this.repository = repository;
  }

  /** Makes a repository with the example's evidence, whose stage issue is #1 unless there is no topic. */
  static async in(app: RunningApp, repository: string, topics = ["dsp-beta"]) {
    await app.github.createRepository(repository, { files: EVIDENCE, topics });
    await app.github.settled();
    app.github.requests();
    return new Conversation(app, repository);
  }

  /** What the App has said under an issue. */
  async said(number = 1): Promise<string[]> {
    const comments = await this.app.comments(this.repository, number);
    return comments.filter(({ user }) => user.login === BOT).map(({ body }) => body);
  }

  /** Writes a comment, and gives what the App says to it. */
  async answersTo(body: string, login = "triager", number = 1): Promise<string[]> {
    const before = await this.said(number);
    await this.app.github.as(login).comment(this.repository, number, body);
    await this.app.github.settled();
    return (await this.said(number)).slice(before.length);
  }

  /** Of somebody without any rights; where nothing else is said, the deletion plan lacks a rule. */
  async pullRequest(files: Readonly<Record<string, string>> = WITHOUT_A_RULE): Promise<number> {
    const { github } = this.app;
    await github.push(this.repository, files, "Change", "feature");
    const number = await github.as("outsider").openPullRequest(this.repository, "feature");
    await github.settled();
    github.requests();
    return number;
  }
}
