import type { GivenFile, Json } from "../../packages/fake-github/values.ts";
import type { BuiltAction, StepResult } from "./action.ts";
import type { GithubServer } from "./github-server.ts";
import { payloadOf } from "./payloads.ts";
import { VISITS } from "./visits.ts";

/** The token of a job: it reads the private `moj/visits`, and may write as a test says. */
export const TOKEN = "t0ken-of-the-job";

type Files = Readonly<Record<string, GivenFile>>;

/** A pull request to the private repository `moj/visits`, and runs of the Action on it. */
export interface Pull {
  base: string;
  head: string;
  payload: Json;
}

export interface RunOptions {
  event?: string;
  inputs?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, string>>;
  payload?: Json;
}

/** What tests of the Action on GitHub do: open pull requests, and run it on them. */
export class Repository {
  readonly #action: BuiltAction;
  readonly #server: GithubServer;

  constructor(action: BuiltAction, server: GithubServer) {
    this.#action = action;
    this.#server = server;
  }

  /** Gives the job's token the rights that a workflow gives it. */
  signIn(): void {
    this.#server.allow(TOKEN, ["contents:read", "statuses:write", "pull_requests:write"]);
    this.#server.state.tokens.set(TOKEN, ["moj/visits"]);
  }

  /** Opens pull request 7 from `feature` to `main`; the repository is made anew. */
  open(headFiles: Files, baseFiles: Files = VISITS, facts: Json = {}): Pull {
    const base = this.#server.put("moj/visits", { files: baseFiles, visibility: "private" });
    return this.push(headFiles, base, facts);
  }

  /** Pushes another commit to the pull request. */
  push(headFiles: Files, base: string, facts: Json = {}): Pull {
    const head = this.#server.commit("moj/visits", { files: headFiles, refs: ["feature"] });
    this.#server.pull("moj/visits", {
      number: 7,
      head: { sha: head, ref: "feature" },
      base: { ref: "main" },
    });
    const payload = payloadOf(
      "pull_request",
      {
        number: 7,
        repository: { ...repositoryFacts, ...facts },
        pull_request: { number: 7, head: { sha: head }, base: { ref: "main", sha: base } },
      },
      "synchronize",
    );
    return { base, head, payload };
  }

  /** Runs the Action for an event, with the job's token. */
  run(
    payload: Json,
    { event = "pull_request", inputs = {}, env = {} }: RunOptions = {},
  ): Promise<StepResult> {
    return this.#action.run({
      event,
      payload,
      inputs: { token: TOKEN, ...inputs },
      env: { GITHUB_API_URL: this.#server.url, ...env },
    });
  }

  /** How many requests each route had since the last time this was asked. */
  requests(): Record<string, number> {
    const counts = this.#server.counts();
    this.#server.log.length = 0;
    return counts;
  }
}

/** What the payloads say of the repository, unless a test says otherwise. */
export const repositoryFacts = {
  name: "visits",
  full_name: "moj/visits",
  private: true,
  default_branch: "main",
  topics: [] as string[],
  custom_properties: {},
};
