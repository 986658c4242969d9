import { describe, expect, it } from "@jest/globals";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { policyChangeInWords } from "../../src/report/policy-change.ts";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import { payloadOf } from "../support/payloads.ts";
import { repositoryFacts, TOKEN } from "../support/pull-request.ts";
import { edited, VISITS, WITHOUT_A_RULE, without } from "../support/visits.ts";

const server = await githubServer();
const repository = repositoryOn(server, builtAction());

const QUERY = "POST /graphql";
const SEE = "GET /repos/:owner/:repo/commits/:ref*/status";
const POST = "POST /repos/:owner/:repo/statuses/:sha";
const RUN_URL = "https://github.com/moj/visits/actions/runs/4711";

/** Contexts, with the state and the description of each. */
function statuses(sha: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(server.statuses("moj/visits", sha)).map(([context, { state, description }]) => [
      context,
      `${state}: ${description}`,
    ]),
  );
}

/** What is said of the verdict by the pull request's own policy. */
const byItsOwn = (outcome: string, counts: string) =>
  `After you merge this change, its own policy applies. By that policy this check would ${outcome}, with ${counts}`;

describe("a pull request that drops a deletion rule", () => {
  it("fails on the line, and says so on the commit, in the outputs and in the summary", async () => {
    const { head, payload } = repository.open(WITHOUT_A_RULE);
    const { code, stderr, annotations, outputs, summary } = await repository.run(payload);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(annotations[0]).toEqual({
      level: "error",
      properties: {
        file: ".dsp/data-map.yml",
        line: "41",
        col: "10",
        title: "store-without-deletion-rule (X01)",
      },
      text: "store `access-log` holds personal data but no rule in the deletion plan covers it\nfix: add a rule with `stores: [access-log]` to the deletion plan",
    });
    expect(annotations.map(({ level }) => level)).toEqual([
      "error",
      // What was there before.
      "warning",
    ]);
    expect(annotations[1]?.text).toBe("1 warning, 3 notices; the job summary lists them");
    expect(summary).toContain("New: 1 failure; there before: 1 warning, 3 notices.");
    expect(outputs).toEqual({
      verdict: "findings",
      stage: "beta",
      failures: "1",
      warnings: "1",
      notices: "3",
      report: "",
      sarif: "",
    });
    expect(summary).toContain(
      `[\`.dsp/data-map.yml:41:10\`](https://github.com/moj/visits/blob/${head}/.dsp/data-map.yml#L41)`,
    );
    expect(statuses(head)).toEqual({
      "dsp/data-map":
        "failure: 1 failure, 1 notice. Line 41: store `access-log` holds personal data but no rule in the deletion plan covers it",
      "dsp/deletion-plan":
        "failure: 1 failure, 1 warning, 1 notice. .dsp/data-map.yml:41: store `access-log` holds personal data but no rule in the deletion plan covers it",
      "dsp/backup-config": "success: Nothing found",
      "dsp/lifecycle":
        "failure: Beta, private: 1 failure, 1 warning, 3 notices. .dsp/data-map.yml:41: store `access-log` holds personal data but no rule in the deletion…",
    });
    expect(server.statuses("moj/visits", head)["dsp/lifecycle"]?.target_url).toBe(RUN_URL);
  });

  it("passes once the rule is back", async () => {
    const { base } = repository.open(WITHOUT_A_RULE);
    const { head, payload } = repository.push(VISITS, base);
    expect((await repository.run(payload, { inputs: { statuses: "always" } })).code).toBe(0);
    expect(statuses(head)).toEqual({
      "dsp/data-map": expect.stringMatching(/^success: 1 notice\. Line 55: /),
      "dsp/deletion-plan": expect.stringMatching(/^success: 1 warning, 1 notice\. Line 29: /),
      "dsp/backup-config": "success: Nothing found",
      "dsp/lifecycle": expect.stringMatching(
        /^success: Beta, private: 1 warning, 3 notices\. \.dsp\/deletion-plan\.yml:29: /,
      ),
    });
  });
});

/** The example, with its data map and its deletion plan where only its policy says. */
function moved(files: Readonly<Record<string, string>>): Record<string, string> {
  const paths = 'paths: {data_map: "privacy/map #1.yml", deletion_plan: privacy/plan.yml}\n';
  return {
    ...without(".dsp/data-map.yml", without(".dsp/deletion-plan.yml", files)),
    ".github/dsp.yml": `${files[".github/dsp.yml"]}${paths}`,
    "privacy/map #1.yml": files[".dsp/data-map.yml"] ?? "",
    "privacy/plan.yml": files[".dsp/deletion-plan.yml"] ?? "",
  };
}

it("evidence that stands elsewhere is judged as the pull request leaves it, and compared", async () => {
  const { head, payload } = repository.open(moved(WITHOUT_A_RULE), moved(VISITS));
  const { code, annotations, summary } = await repository.run(payload);
  expect([code, annotations[0]?.properties.file]).toEqual([1, "privacy/map #1.yml"]);
  expect(summary).toContain(`/moj/visits/blob/${head}/privacy/map%20%231.yml#L41)`);
  expect(Object.keys(statuses(head))).toHaveLength(4);
});

it("a pull request that edits nothing but the policy touches what is judged", async () => {
  const { head, payload } = repository.open(edited(".github/dsp.yml", /$/, "fail_on: never\n"));
  await repository.run(payload);
  expect(Object.keys(statuses(head))).toHaveLength(4);
});

it("a fault that was there before shows on the artefacts that have it", async () => {
  const { head, payload } = repository.open({ ...WITHOUT_A_RULE, "a.ts": "" }, WITHOUT_A_RULE);
  expect((await repository.run(payload)).code).toBe(1);
  expect(Object.keys(statuses(head)).sort()).toEqual([
    "dsp/data-map",
    "dsp/deletion-plan",
    "dsp/lifecycle",
  ]);
});

it("the status of the whole comes last: who waits for it finds the others", async () => {
  const { payload } = repository.open(WITHOUT_A_RULE);
  await repository.run(payload);
  expect(server.posted(POST)).toHaveLength(4);
  expect(server.posted(POST).at(-1)).toMatchObject({ context: "dsp/lifecycle" });
});

it("a pull request that touches nothing that is judged says one sentence", async () => {
  const { payload } = repository.open({ ...WITHOUT_A_RULE, "a.ts": "" }, WITHOUT_A_RULE);
  const { code, summary, annotations } = await repository.run(payload);
  expect(code).toBe(1);
  expect(summary.split("<details>")[0]).toBe(
    "## Data security and privacy at beta, private\n\nThis change does not touch the policy or the evidence. There before: 1 failure, 1 warning, 3 notices, which fails this check.\n\n",
  );
  expect(annotations.map(({ properties }) => properties.title)).toEqual([
    "There before this change",
  ]);
});

it("a fault that the change makes graver is new: a later stage brings what it asks for", async () => {
  const live = edited(".github/dsp.yml", /stage: .*/, "stage: live");
  const { payload } = repository.open(live);
  const { summary } = await repository.run(payload);
  expect(summary).toMatch(/New: \d+ failures?.*there before/);
});

it("a file that is not there leads to the page that begins it on the branch of the change", async () => {
  const { head, payload } = repository.open(without(".dsp/backup-config.yml"));
  const pull = payload.pull_request as Record<string, unknown>;
  const from = { sha: head, ref: "a/b", repo: { full_name: "someone/visits" } };
  const { summary } = await repository.run({ ...payload, pull_request: { ...pull, head: from } });
  const start = "https://github.com/someone/visits/new/a/b?filename=.dsp/backup-config.yml&value=";
  expect(summary).toContain(`[\`.dsp/backup-config.yml\`](${start}`);
});

describe("the input `fail-on`", () => {
  it.each([
    ["notice", VISITS, 1],
    ["warning", VISITS, 1],
    ["failure", VISITS, 0],
    ["failure", WITHOUT_A_RULE, 1],
    ["never", WITHOUT_A_RULE, 0],
  ])("%s counts before the policy's", async (failOn, files, code) => {
    const { head, payload } = repository.open(files);
    expect((await repository.run(payload, { inputs: { "fail-on": failOn } })).code).toBe(code);
    expect(server.statuses("moj/visits", head)["dsp/lifecycle"]?.state).toBe(
      code === 0 ? "success" : "failure",
    );
  });
});

describe("requests to GitHub", () => {
  it("are three where nothing that matters is touched, with the comment on, too", async () => {
    const { payload, head } = repository.open({ ...VISITS, "src/index.ts": "export {};\n" });
    const inputs = { comment: "changes" };
    expect((await repository.run(payload, { inputs })).code).toBe(0);
    expect(repository.requests()).toEqual({ "POST /graphql comments": 1, [SEE]: 1, [POST]: 1 });
    expect(Object.keys(statuses(head))).toEqual(["dsp/lifecycle"]);
  });

  it("are seven where a change has something to do and a comment is wanted", async () => {
    const { payload } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload, { inputs: { comment: "changes" } });
    expect(repository.requests()).toEqual({
      "POST /graphql comments": 1,
      [SEE]: 1,
      [POST]: 4,
      "POST /graphql addComment": 1,
    });
  });

  it("say who asks", async () => {
    const { payload } = repository.open(VISITS);
    await repository.run(payload);
    for (const { headers } of server.log) {
      expect(headers["user-agent"]).toMatch(/^dsp-lifecycle\/\d+\.\d+/);
    }
  });

  it("are two on the same commit once more, and nothing is written", async () => {
    const { payload } = repository.open(WITHOUT_A_RULE);
    const inputs = { comment: "changes" };
    await repository.run(payload, { inputs });
    repository.requests();
    await repository.run(payload, { inputs, env: { GITHUB_RUN_ID: "4712" } });
    expect(repository.requests()).toEqual({ "POST /graphql comments": 1, [SEE]: 1 });
  });

  it("are two more where evidence stands elsewhere", async () => {
    const { payload } = repository.open(moved(VISITS), moved(VISITS));
    expect((await repository.run(payload)).code).toBe(0);
    expect(repository.requests()).toEqual({ [QUERY]: 2, [SEE]: 1, [POST]: 1 });
  });

  it("is one where nothing is to be posted", async () => {
    const { payload } = repository.open(WITHOUT_A_RULE);
    expect((await repository.run(payload, { inputs: { statuses: "never" } })).code).toBe(1);
    expect(repository.requests()).toEqual({ [QUERY]: 1 });
  });
});

describe("the policy that judges", () => {
  const weaker = {
    ...WITHOUT_A_RULE,
    ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}levels: {store-without-deletion-rule: none}\n`,
  };

  it("is the base's where a pull request tries to weaken it (T18)", async () => {
    const { head, payload } = repository.open(weaker);
    const { code, stdout, summary } = await repository.run(payload);
    expect(code).toBe(1);
    const notes = [
      `${policyChangeInWords({ change: "edited", policy: DEFAULT_POLICY })}`,
      byItsOwn("pass", "1 warning, 3 notices"),
    ];
    for (const note of notes) {
      expect(stdout.split("\n")).toContain(note);
      expect(summary).toContain(`- ${note}\n`);
    }
    expect(statuses(head)["dsp/lifecycle"]).toMatch(/^failure: /);
    expect(stdout).not.toContain("moves the stage");
  });

  it.each([
    ["as much", "# A remark.\n", byItsOwn("fail", "1 failure, 1 warning, 3 notices")],
    [
      "as much, and fails from more on",
      "fail_on: never\n",
      byItsOwn("pass", "1 failure, 1 warning, 3 notices"),
    ],
    [
      "less, and fails from less on",
      "levels: {store-without-deletion-rule: warning}\nfail_on: warning\n",
      byItsOwn("fail", "2 warnings, 3 notices"),
    ],
  ])("says what the pull request's own would find: %s", async (_name, more, note) => {
    const { payload } = repository.open(edited(".github/dsp.yml", /$/, more, WITHOUT_A_RULE));
    const { code, stdout } = await repository.run(payload);
    expect(code).toBe(1);
    expect(stdout).toContain(`\n${note}\n`);
  });

  it.each([
    ["never fails", "fail_on: never\n"],
    ["waives the finding", waiverOf("store-without-deletion-rule")],
    ["goes back a stage", undefined],
  ])("is the base's where the pull request's %s", async (_name, more) => {
    const policy = VISITS[".github/dsp.yml"] ?? "";
    const own = more === undefined ? "stage: discovery\n" : `${policy}${more}`;
    const { payload } = repository.open({ ...WITHOUT_A_RULE, ".github/dsp.yml": own });
    const { code, outputs } = await repository.run(payload);
    expect([code, outputs.stage, outputs.failures]).toEqual([1, "beta", "1"]);
  });

  it("is the base's where a pull request deletes it", async () => {
    const { payload } = repository.open(without(".github/dsp.yml", WITHOUT_A_RULE));
    const { code, stdout } = await repository.run(payload);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `${policyChangeInWords({ change: "deleted", policy: DEFAULT_POLICY })}`,
    );
  });

  it("is the pull request's own on first adoption, said aloud", async () => {
    const { payload } = repository.open(VISITS, { "README.md": "# Visits\n" });
    const { code, stdout, outputs } = await repository.run(payload);
    expect([code, outputs.stage]).toEqual([0, "beta"]);
    expect(stdout).toContain(
      `${policyChangeInWords({ change: "adopted", policy: DEFAULT_POLICY })}`,
    );
  });

  it("is the pull request's own where it mends one that cannot be read", async () => {
    const { payload } = repository.open(VISITS, { ...VISITS, ".github/dsp.yml": "stage: betta\n" });
    const { code, stdout } = await repository.run(payload);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `${policyChangeInWords({ change: "mended", policy: DEFAULT_POLICY })}`,
    );
  });

  it("cannot be broken by a pull request: it is annotated on the line, and nothing is judged", async () => {
    const { head, payload } = repository.open(
      edited(".github/dsp.yml", "stage: beta", "stage: betta"),
    );
    const { code, annotations, outputs, summary } = await repository.run(payload);
    expect([code, outputs.verdict]).toEqual([2, "not-judged"]);
    expect(annotations).toEqual([
      {
        level: "error",
        properties: { file: ".github/dsp.yml", line: "3", col: "8", title: "policy" },
        text: expect.stringMatching(/^`stage` is "betta"\nfix: use discovery, /),
      },
    ]);
    expect(summary).toContain("Fix the policy first: nothing can be checked until then.");
    expect(summary).toContain('\n- `.github/dsp.yml:3:8` · `stage` is "betta"; use discovery, ');
    expect(statuses(head)).toEqual({
      "dsp/lifecycle": expect.stringMatching(/^error: \.github\/dsp\.yml:3: `stage` is "betta"; /),
    });
  });

  it("is held to the organisation's floor", async () => {
    server.put("moj/.github", {
      files: { ".github/dsp.yml": "floor: {fail_on: warning}\n" },
      defaultBranch: "trunk",
    });
    const { payload } = repository.open(VISITS);
    expect((await repository.run(payload, { inputs: { "fail-on": "never" } })).code).toBe(1);
  });

  it("is refused where the organisation's cannot be read, which is no file of this repository", async () => {
    server.put("moj/.github", { files: { ".github/dsp.yml": "floor: {fail_on: warnig}\n" } });
    const { payload, head } = repository.open(VISITS);
    const { code, annotations } = await repository.run(payload);
    expect([code, annotations]).toEqual([
      2,
      [
        {
          level: "error",
          properties: { title: "policy" },
          text: expect.stringMatching(
            /^moj\/\.github\/\.github\/dsp\.yml:1: `floor\.fail_on` is "warnig"\nfix: /,
          ),
        },
      ],
    ]);
    expect(statuses(head)["dsp/lifecycle"]).toMatch(
      /^error: moj\/\.github\/\.github\/dsp\.yml:1: /,
    );
  });

  it.each([".github", ".GitHub"])("is the organisation's in its own %s", async (name) => {
    const fullName = `moj/${name}`;
    server.state.tokens.set(TOKEN, [fullName.toLowerCase()]);
    const policy = (text: string) => ({ ...without(".github/dsp.yml"), ".github/dsp.yml": text });
    server.put(fullName, { files: policy("floor: {fail_on: warning}\n"), visibility: "private" });
    const open = async (text: string) => {
      const head = server.commit(fullName, { files: policy(text), refs: ["feature"] });
      const payload = payloadOf(
        "pull_request",
        {
          repository: { ...repositoryFacts, name, full_name: fullName },
          pull_request: { number: 7, head: { sha: head }, base: { ref: "main" } },
        },
        "synchronize",
      );
      const env = { GITHUB_REPOSITORY: fullName };
      return repository.run(payload, { inputs: { stage: "beta" }, env });
    };
    expect(await open("fail_on: never\n")).toMatchObject({ code: 1, outputs: { warnings: "1" } });
    expect(await open("floor: {fail_on: warnig}\n")).toMatchObject({
      code: 2,
      annotations: [{ text: expect.stringContaining('`floor.fail_on` is "warnig"') }],
    });
  });

  it("is annotated on its line where the organisation's own repository breaks it", async () => {
    const files = { ".github/dsp.yml": "floor: {fail_on: warnig}\n" };
    const head = server.put("moj/.github", { files });
    const payload = payloadOf("push", {
      repository: { ...repositoryFacts, name: ".github", full_name: "moj/.github" },
      ref: "refs/heads/main",
      deleted: false,
    });
    const env = { GITHUB_REPOSITORY: "moj/.github", GITHUB_SHA: head };
    const { annotations } = await repository.run(payload, { event: "push", env });
    expect(annotations).toEqual([
      {
        level: "error",
        properties: { file: ".github/dsp.yml", line: "1", col: "18", title: "policy" },
        text: expect.stringMatching(/^`floor\.fail_on` is "warnig"\nfix: /),
      },
    ]);
  });

  it("is refused where it extends an organisation's that cannot be read", async () => {
    const extending = edited(".github/dsp.yml", /$/, "_extends: .github\n");
    const { payload } = repository.open(extending, extending);
    const { code, annotations } = await repository.run(payload);
    expect([code, annotations[0]?.text.split("\n")[0]]).toEqual([
      2,
      "`_extends` says that the organisation has a policy, but none can be found in its .github repository",
    ]);
  });
});

describe("the stage", () => {
  it("is the later one where a pull request moves it on", async () => {
    const { payload } = repository.open(
      edited(".github/dsp.yml", /stage: beta\n.*\n/, "stage: live\n"),
    );
    const { code, outputs, stdout } = await repository.run(payload);
    expect([code, outputs.stage]).toEqual([1, "live"]);
    expect(stdout).toContain(
      "This change moves the stage from beta to live, so it is checked at the later",
    );
  });

  it("comes from the event's custom property and topics, at no request", async () => {
    const facts = { custom_properties: { "lifecycle-stage": "alpha" }, topics: ["dsp-live"] };
    const { payload } = repository.open(VISITS, VISITS, facts);
    const { outputs, summary } = await repository.run(payload, { inputs: { statuses: "never" } });
    expect(outputs.stage).toBe("alpha");
    expect(summary).toContain(
      "topic dsp-live says live, but custom property lifecycle-stage comes first",
    );
    expect(repository.requests()).toEqual({ [QUERY]: 1 });
  });

  it("is what the input says, before all else", async () => {
    const { payload } = repository.open(edited(".github/dsp.yml", /beta\n.*\n/, "live\n"));
    const { outputs, stdout } = await repository.run(payload, { inputs: { stage: "discovery" } });
    expect(outputs.stage).toBe("discovery");
    expect(stdout).not.toContain("moves the stage");
  });

  it("has to be declared by someone", async () => {
    const { head, payload } = repository.open({ "README.md": "" }, { "README.md": "" });
    const { code, annotations } = await repository.run(payload);
    expect([code, annotations.length]).toEqual([2, 1]);
    expect(annotations[0]?.text).toMatch(
      /^no stage is declared; use the input `stage` \(discovery, /,
    );
    expect(statuses(head)["dsp/lifecycle"]).toMatch(
      /^error: Could not run: no stage is declared; /,
    );
  });

  it("leaves out what it does not require yet", async () => {
    const files = {
      ".github/dsp.yml": "stage: discovery\n",
      ".dsp/data-map.yml": VISITS[".dsp/data-map.yml"] ?? "",
    };
    const { head, payload } = repository.open(files, {});
    await repository.run(payload);
    expect(statuses(head)).toMatchObject({
      "dsp/deletion-plan": "success: Not required at discovery",
      "dsp/backup-config": "success: Not required at discovery",
    });
  });
});

describe("a folder of its own", () => {
  const inFolder = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`services/visits/${path}`, text]),
    );

  it("is judged by its own policy, and named everywhere", async () => {
    const { head, payload } = repository.open(inFolder(WITHOUT_A_RULE), inFolder(VISITS));
    const inputs = { "working-directory": "./services/visits/", comment: "changes" };
    const { code, annotations, summary } = await repository.run(payload, { inputs });
    expect([code, annotations[0]?.properties.file]).toEqual([
      1,
      "services/visits/.dsp/data-map.yml",
    ]);
    for (const text of [summary, server.comments("moj/visits", 7)[0]?.body ?? ""]) {
      expect(text).toContain("## Data security and privacy of `services/visits` at beta");
      expect(text).toContain("(from services/visits/.github/dsp.yml)");
      expect(text).toContain("to `waivers` in `services/visits/.github/dsp.yml`");
    }
    expect(Object.keys(statuses(head)).sort()).toEqual([
      "dsp/backup-config (services/visits)",
      "dsp/data-map (services/visits)",
      "dsp/deletion-plan (services/visits)",
      "dsp/lifecycle (services/visits)",
    ]);
    expect(statuses(head)["dsp/data-map (services/visits)"]).toMatch(/ Line 41: /);
    expect(server.comments("moj/visits", 7)[0]?.body).toMatch(
      /^<!-- dsp-lifecycle check services\/visits -->\n/,
    );
  });

  it("has its name where its policy cannot be used, too", async () => {
    const broken = edited(".github/dsp.yml", "stage: beta", "stage: betta");
    const { head, payload } = repository.open(inFolder(broken), inFolder(VISITS));
    const inputs = { "working-directory": "services/visits" };
    const { annotations } = await repository.run(payload, { inputs });
    expect(annotations[0]?.properties.file).toBe("services/visits/.github/dsp.yml");
    expect(Object.keys(statuses(head))).toEqual(["dsp/lifecycle (services/visits)"]);
  });

  it("that is not there is named, and nothing is judged", async () => {
    const { head, payload } = repository.open(inFolder(VISITS), inFolder(VISITS));
    const inputs = { "working-directory": "service/visits", stage: "beta" };
    const { code, annotations } = await repository.run(payload, { inputs });
    const says =
      'input `working-directory` is "service/visits", and the repository has no such folder; write its path from the root, in the letters that git has';
    expect([code, annotations.map(({ text }) => text)]).toEqual([2, [says]]);
    expect(statuses(head)["dsp/lifecycle (service/visits)"]).toMatch(/^error: /);
  });

  it("is there for the first time with the change that adopts it", async () => {
    const { payload } = repository.open({ ...VISITS, "services/new/a.ts": "" }, VISITS);
    const inputs = { "working-directory": "services/new", stage: "beta" };
    const { code, summary } = await repository.run(payload, { inputs });
    expect(code).toBe(1);
    expect(summary).toContain("no data map at `services/new/.dsp/data-map.yml`");
  });

  it("is part of no mark that ends a comment", async () => {
    const { payload } = repository.open({ "a--><b>/a.ts": "" }, {});
    const inputs = { "working-directory": "a--><b>", comment: "always", stage: "live" };
    await repository.run(payload, { inputs });
    expect(server.comments("moj/visits", 7)[0]?.body).toMatch(
      /^<!-- dsp-lifecycle check a--%3E%3Cb%3E -->\n##/,
    );
  });
});

function waiverOf(rule: string): string {
  return `waivers: [{rule: ${rule}, reason: later, approved_by: SRO, expires: 2027-01-31}]\n`;
}
