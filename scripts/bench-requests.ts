// Prints how many requests to GitHub the built Action makes for an event, and how many of them write.
import { BuiltAction } from "../test/support/action.ts";
import { GithubServer } from "../test/support/github-server.ts";
import { Repository } from "../test/support/pull-request.ts";
import { edited, VISITS, WITHOUT_A_RULE } from "../test/support/visits.ts";

const server = new GithubServer();
await server.listen();
const action = new BuiltAction();
await action.build();
const repository = new Repository(action, server);
const inputs = { comment: "changes" };

/** Opens a pull request, runs the Action on it so many times, and prints what the last run asked. */
async function measure(
  what: string,
  files: Readonly<Record<string, string>>,
  options: { runs?: number; base?: Readonly<Record<string, string>>; statuses?: string } = {},
): Promise<void> {
  const { runs = 1, base = VISITS, statuses = "changes" } = options;
  server.reset();
  repository.signIn();
  const { payload } = repository.open(files, base);
  for (let run = 0; run < runs; run++) {
    server.log.length = 0;
    await repository.run(payload, { inputs: { ...inputs, statuses } });
  }
  const isWrite = (route: string) => /statuses\/|addComment|updateIssueComment/.test(route);
  const writes = server.log.filter(({ route }) => isWrite(route)).length;
  process.stdout.write(`${server.log.length} requests, ${writes} of them write: ${what}\n`);
}

const moved = {
  ...WITHOUT_A_RULE,
  ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}paths: {data_map: privacy/map.yml}\n`,
  "privacy/map.yml": VISITS[".dsp/data-map.yml"] ?? "",
};

await measure("a pull request that touches nothing relevant in a clean repository", {
  ...VISITS,
  "src/index.ts": "",
});
await measure(
  "the same, on the same commit once more",
  { ...VISITS, "src/index.ts": "" },
  { runs: 2 },
);
await measure("one that fails, with a comment", WITHOUT_A_RULE);
await measure("the same, on the same commit once more", WITHOUT_A_RULE, { runs: 2 });
await measure("one that fails and moves the evidence, with a comment", moved);
await measure("one that edits the policy", edited(".github/dsp.yml", "private", "public"));
action.remove();
await server.close();
