import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import { BuiltAction } from "./action.ts";
import { GithubServer, type Route } from "./github-server.ts";
import { Repository } from "./pull-request.ts";

/** A server for the tests of a file: fresh for each of them, gone after the last. */
export async function githubServer(further: readonly Route[] = []): Promise<GithubServer> {
  const server = new GithubServer(further);
  await server.listen();
  afterEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}

/** The Action, built once for the tests of a file. */
export function builtAction(): BuiltAction {
  const action = new BuiltAction();
  beforeAll(() => action.build());
  afterAll(() => action.remove());
  return action;
}

/** The repository that pull requests are opened in; the job's token has its rights in each test. */
export function repositoryOn(server: GithubServer, action: BuiltAction): Repository {
  const repository = new Repository(action, server);
  beforeEach(() => repository.signIn());
  return repository;
}
