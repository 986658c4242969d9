import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { bigDataMap, bigDeletionPlan } from "../../scripts/big-repository.ts";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import { nodesOf } from "../support/markdown.ts";
import { TOKEN } from "../support/pull-request.ts";
import { edited, VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const server = await githubServer();
const action = builtAction();
const repository = repositoryOn(server, action);

const QUERY = "POST /graphql";
const POST = "POST /repos/:owner/:repo/statuses/:sha";
const state = (sha: string) => server.statuses("moj/visits", sha)["dsp/lifecycle"];

describe("GitHub in trouble", () => {
  it.each([
    ["502, then 200", [{ status: 502 }]],
    ["a reset, then 200", [{ reset: true }]],
    ["half an answer, then 200", [{ cut: true }]],
    ["a secondary limit, then 200", [{ status: 429, headers: { "retry-after": "1" } }]],
  ])("is got over: %s", async (_name, faults) => {
    const { payload, head } = repository.open(VISITS);
    server.fail(QUERY, ...faults);
    expect((await repository.run(payload)).code).toBe(0);
    expect(state(head)?.state).toBe("success");
  });

  const limit = (reset: string) => ({
    status: 403,
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${Date.parse(reset) / 1_000}` },
  });

  it.each([
    [
      "a primary limit that resets too late",
      limit("2026-11-23T13:00:00Z"),
      "GitHub's rate limit is used up until 2026-11-23T13:00:01Z; run again then",
    ],
    [
      "a token that is not taken",
      { status: 401, body: { message: "Bad credentials" } },
      "GitHub does not take the token of input `token` (401): it is wrong, expired or revoked; set another",
    ],
    [
      "what is not GitHub",
      { status: 200, body: "<html>" },
      "the answer is not one of GitHub's; check GITHUB_API_URL, and any proxy on the way",
    ],
  ])("is never a verdict: %s", async (_name, fault, message) => {
    const { payload, head } = repository.open(VISITS);
    // What is not GitHub is asked four times.
    server.fail(QUERY, ...Array.from({ length: 4 }, () => fault));
    const { code, annotations, outputs, summary } = await repository.run(payload);
    expect([code, outputs]).toEqual([3, { verdict: "not-judged" }]);
    expect(annotations).toEqual([
      { level: "error", properties: { title: "DSP Lifecycle" }, text: message },
    ]);
    expect(summary).toContain("## Data security and privacy: not checked\n");
    expect(state(head)).toMatchObject({ state: "error" });
    expect(state(head)?.description).toMatch(/^Could not run: /);
  });

  it.each(["FORBIDDEN", "INSUFFICIENT_SCOPES"])(
    "is said in one line where the answer is %s",
    async (type) => {
      const { payload } = repository.open(VISITS);
      const errors = [{ type, path: ["r0"], message: "no" }];
      server.fail(QUERY, { status: 200, body: { data: { r0: null }, errors } });
      const { code, annotations } = await repository.run(payload);
      expect([code, annotations[0]?.text]).toEqual([
        3,
        "github:moj/visits: the token of input `token` may not read it (403); it needs the permission Contents: read",
      ]);
    },
  );

  it.each([
    ["the head is", { head: { sha: "b".repeat(40) } }],
    ["the base branch is", { base: { ref: "gone", sha: "b".repeat(40) } }],
  ])("is never a verdict where %s not there", async (_name, changes) => {
    const { payload } = repository.open(VISITS);
    const pull = { ...(payload.pull_request as object), ...changes };
    const { code, annotations } = await repository.run({ ...payload, pull_request: pull });
    expect([code, annotations[0]?.text]).toEqual([
      3,
      expect.stringMatching(/^github:moj\/visits@\S+: it does not exist, or the token /),
    ]);
  });

  it("says the first trouble, where telling of it is another", async () => {
    const { payload } = repository.open(VISITS);
    server.fail(QUERY, ...Array.from({ length: 4 }, () => ({ status: 200, body: "<html>" })));
    server.fail(POST, { status: 401 });
    const { annotations } = await repository.run(payload);
    expect(annotations.map(({ text }) => text)).toEqual([
      "the answer is not one of GitHub's; check GITHUB_API_URL, and any proxy on the way",
    ]);
  });

  it("posts nothing where no statuses are wanted", async () => {
    const { payload } = repository.open(VISITS);
    server.fail(QUERY, { status: 401 });
    expect((await repository.run(payload, { inputs: { statuses: "never" } })).code).toBe(3);
    expect(repository.requests()).toEqual({ [QUERY]: 1 });
  });

  it("is said in one line where the repository may not be read", async () => {
    const { payload } = repository.open(VISITS);
    server.allow(TOKEN, []);
    const { code, annotations } = await repository.run(payload);
    expect([code, annotations[0]?.text]).toEqual([
      3,
      expect.stringMatching(/^github:moj\/visits.*it needs the permission Contents: read$/),
    ]);
  });
});

describe("inputs", () => {
  it("that cannot be used are all named at once, with what is accepted", async () => {
    const { payload } = repository.open(VISITS);
    const { code, annotations, outputs } = await repository.run(payload, {
      inputs: {
        stage: "betta",
        gate: "yes",
        "fail-on": "failures",
        statuses: "on",
        comment: "change",
        "working-directory": "../other",
        "sarif-file": "/tmp/dsp.sarif",
        "report-file": ".git/hooks/post-checkout",
      },
    });
    expect([code, outputs.verdict]).toEqual([2, "not-judged"]);
    expect(annotations.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^input `stage` is "betta"; did you mean `beta`\? use discovery, /),
      'input `gate` is "yes"; use true or false',
      'input `fail-on` is "failures"; did you mean `failure`? use notice, warning, failure or never',
      'input `working-directory` is "../other"; write a plain path from the repository\'s root with `/`',
      'input `statuses` is "on"; use never, changes or always',
      'input `comment` is "change"; did you mean `changes`? use never, changes or always',
      expect.stringMatching(/^input `sarif-file` is "\/tmp\/dsp\.sarif"; write a plain path /),
      expect.stringMatching(/^input `report-file` is "\.git\/hooks\/post-checkout"; write a /),
    ]);
    expect(repository.requests()).toEqual({});
  });

  it("that are empty are as if left out", async () => {
    const { payload } = repository.open(VISITS);
    const inputs = { stage: "", gate: " ", "fail-on": "", statuses: "", "working-directory": "" };
    expect((await repository.run(payload, { inputs })).code).toBe(0);
  });

  it("that are wrong are inert in the summary", async () => {
    const { payload } = repository.open(VISITS);
    const inputs = { stage: "<img src=//e> [a](//b) @moj/all" };
    const { summary } = await repository.run(payload, { inputs });
    expect(summary).toContain("## Data security and privacy: not checked\n\n- input `stage` is ");
    expect(nodesOf(summary).filter(({ type }) => /^(?:html|link|image)$/.test(type))).toEqual([]);
    expect(summary).not.toContain("@moj");
  });

  it("of the gate hardens what is marked", async () => {
    const plan = edited(".dsp/deletion-plan.yml", "residual: P12W", "residual: P4W");
    const { payload } = repository.open(plan, plan);
    expect((await repository.run(payload)).outputs.failures).toBe("0");
    expect((await repository.run(payload, { inputs: { gate: "TRUE" } })).outputs.failures).toMatch(
      /^[1-9]/,
    );
  });
});

describe("report files", () => {
  it("are written whole, and their paths given", async () => {
    const { payload } = repository.open(WITHOUT_A_RULE);
    const { code, outputs } = await repository.run(payload, {
      inputs: { "sarif-file": "dsp.sarif", "report-file": "dsp.json" },
    });
    expect([code, outputs.sarif, outputs.report]).toEqual([
      1,
      join(action.folder, "dsp.sarif"),
      join(action.folder, "dsp.json"),
    ]);
    const sarif = JSON.parse(readFileSync(outputs.sarif ?? "", "utf8"));
    expect(sarif.runs[0].results).toHaveLength(5);
    expect(JSON.parse(readFileSync(outputs.report ?? "", "utf8")).counts.failure).toBe(1);
  });

  it("keep waived findings in SARIF only if they are asked to, and name the Action's own page", async () => {
    const more =
      "waivers:\n  - {rule: store-without-deletion-rule, reason: later, approved_by: SRO, expires: 2027-01-31}\n";
    const base = edited(".github/dsp.yml", /$/, more);
    const { payload } = repository.open(edited(".github/dsp.yml", /$/, more, WITHOUT_A_RULE), base);
    const env = { GITHUB_ACTION_REPOSITORY: "moj/dsp-lifecycle", GITHUB_ACTION_REF: "v0" };
    const runOf = async (kept: string) => {
      const inputs = { "sarif-file": "dsp.sarif", "sarif-waived": kept };
      const { outputs } = await repository.run(payload, { inputs, env });
      return JSON.parse(readFileSync(outputs.sarif ?? "", "utf8")).runs[0];
    };
    const [without, with_] = [await runOf(""), await runOf("TRUE")];
    expect(with_.results).toHaveLength(without.results.length + 1);
    expect(with_.tool.driver.informationUri).toMatch(/^https?:\/\/[^/]+\/moj\/dsp-lifecycle$/);
  });

  it("never leave the workspace through a link that a commit brings (T11)", async () => {
    const { payload } = repository.open(VISITS);
    const workspace = join(action.folder, "workspace");
    // Its name begins as that of the workspace does.
    const outside = join(action.folder, "workspace-of-others");
    mkdirSync(workspace);
    mkdirSync(outside);
    symlinkSync(outside, join(workspace, "reports"));
    symlinkSync(join(outside, "profile"), join(workspace, "dsp.json"));
    const env = { GITHUB_WORKSPACE: workspace };
    const refused = await repository.run(payload, { inputs: { "sarif-file": "reports/x" }, env });
    expect([refused.code, refused.annotations.at(-1)?.text]).toEqual([
      0,
      'The file of the input `sarif-file`: "reports/x" leads out of the repository through a symbolic link',
    ]);
    await repository.run(payload, { inputs: { "report-file": "dsp.json" }, env });
    expect([existsSync(join(outside, "profile")), existsSync(join(outside, "x"))]).toEqual([
      false,
      false,
    ]);
    expect(JSON.parse(readFileSync(join(workspace, "dsp.json"), "utf8")).version).toBe(1);
  });
});

describe("a report file that cannot be written", () => {
  it.each([
    ["gone/dsp.sarif", '"gone/dsp.sarif" cannot be written (ENOENT); name a file in a folder that'],
    ["folder", '"folder" is a folder; name a file'],
  ])("is a warning, and the verdict stays: %s", async (path, message) => {
    const { payload, head } = repository.open(VISITS);
    mkdirSync(join(action.folder, "folder"), { recursive: true });
    const inputs = { "sarif-file": path, "report-file": "dsp.json" };
    const { code, annotations, outputs, summary } = await repository.run(payload, { inputs });
    expect([code, annotations.at(-1)]).toEqual([
      0,
      {
        level: "warning",
        properties: { title: "DSP Lifecycle" },
        text: expect.stringContaining(`The file of the input \`sarif-file\`: ${message}`),
      },
    ]);
    expect(outputs).toMatchObject({
      verdict: "findings",
      sarif: "",
      report: join(action.folder, "dsp.json"),
    });
    expect(summary).toContain("\n- The file of the input `sarif-file`: ");
    expect(state(head)).toMatchObject({ state: "success" });
  });

  it("is not one of a workspace that is reached through a link", async () => {
    const { payload } = repository.open(VISITS);
    const real = join(action.folder, "real");
    mkdirSync(real);
    symlinkSync(real, join(action.folder, "linked"));
    const env = { GITHUB_WORKSPACE: join(action.folder, "linked") };
    await repository.run(payload, { inputs: { "sarif-file": "dsp.sarif" }, env });
    expect(existsSync(join(real, "dsp.sarif"))).toBe(true);
  });
});

it("does without a summary where the runner has none", async () => {
  const { payload } = repository.open(VISITS);
  const { code, stderr } = await repository.run(payload, { env: { GITHUB_STEP_SUMMARY: "" } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

describe("a huge set of findings", () => {
  it("shows ten of a level on the lines, says how many more, and stays within the limits", async () => {
    const files = {
      ".github/dsp.yml": "stage: live\n",
      ".dsp/data-map.yml": bigDataMap(400),
      ".dsp/deletion-plan.yml": bigDeletionPlan(1),
    };
    const { payload } = repository.open(files, {});
    const { code, annotations, stdout, summary, outputs } = await repository.run(payload, {
      inputs: { comment: "always" },
    });
    expect(code).toBe(1);
    expect(Number(outputs.failures)).toBeGreaterThan(350);
    for (const level of ["error", "warning", "notice"]) {
      expect(annotations.filter((one) => one.level === level).length).toBeLessThanOrEqual(10);
    }
    expect(annotations.filter(({ level }) => level === "error")).toHaveLength(10);
    expect(stdout).toMatch(
      /^Not shown on the lines: \d+ failures.* more; the job summary lists them$/m,
    );
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576);
    const [comment] = server.comments("moj/visits", 7);
    expect(Buffer.byteLength(comment?.body ?? "")).toBeLessThanOrEqual(60_000);
    expect(comment?.body).toMatch(/^- … and \d+ more findings$/m);
  });
});

describe("hostile text in the files", () => {
  // Names of this kind come from whoever opens a pull request.
  const name =
    'x", "\\n::set-output name=verdict::clean\\n::stop-commands::t\\n##[error]y @moj/all <img src=//e> [a](//b) <!-- c -->';
  const files = {
    ".github/dsp.yml": "stage: live\n",
    ".dsp/data-map.yml": `schema: dsp/data-map@1
service: {id: a, name: A}
review: {owner: team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
"::error::${"a".repeat(20)}": 1
stores: [{id: s, name: "${name}", system: "${name}", data_categories: [name]}]
`,
    ".dsp/project-record.yml": `schema: dsp/project@1
service: {id: "${name}"}
reporting: [{name: "${name}", audience: internal, every: P1M, mode: manual, last: 2026-11-02}]
`,
  };

  it("is as inert in a policy that cannot be used", async () => {
    const text = "<img src=//e> [a](//b) @moj/all\\n::stop-commands::t";
    const broken = { ".github/dsp.yml": `stage: "${text}"\n` };
    const { payload } = repository.open(broken, VISITS);
    const { code, stdout, summary, annotations } = await repository.run(payload);
    expect([code, annotations.length > 0]).toEqual([2, true]);
    const commands = stdout.split(/\r?\n/).filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter((line) => !/^::(?:error title=|error file=|add-mask)/.test(line)),
    ).toEqual([]);
    expect(nodesOf(summary).filter(({ type }) => /^(?:html|link|image)$/.test(type))).toEqual([]);
    expect(summary).not.toContain("@moj");
  });

  it("commands nothing in the log, sets no output, and is inert in summary and comment (T6, T13, T14)", async () => {
    const { payload } = repository.open(files, {});
    const { stdout, outputs, summary } = await repository.run(payload, {
      inputs: { comment: "always" },
    });
    // The runner takes a line for one of `::` first, and looks for `##[` in the others.
    const commands = stdout.split(/\r?\n/).filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter((line) => !/^::(?:error|warning|notice|add-mask)[ :]/.test(line)),
    ).toEqual([]);
    expect(Object.keys(outputs).sort()).toEqual([
      "failures",
      "notices",
      "report",
      "sarif",
      "stage",
      "verdict",
      "warnings",
    ]);
    expect(outputs.verdict).toBe("unreadable");
    const bodies = [summary, server.comments("moj/visits", 7)[0]?.body ?? ""];
    for (const body of bodies) {
      expect(body).not.toMatch(/@moj/);
      const html = nodesOf(body).flatMap((node) => (node.type === "html" ? [node.value] : []));
      expect(
        html.filter((one) => !/^<!-- dsp-lifecycle check \. -->$|^<\/?details>/.test(one)),
      ).toEqual([]);
      const links = nodesOf(body).flatMap((node) => (node.type === "link" ? [node.url] : []));
      // The second is where the change's own branch is: its missing files are added there.
      const ours =
        /^https:\/\/github\.com\/(?:moj\/visits\/|Codertocat\/Hello-World\/new\/changes\?filename=\.dsp\/)/;
      expect(links.filter((url) => !ours.test(url))).toEqual([]);
      expect(nodesOf(body).filter(({ type }) => type === "image")).toEqual([]);
    }
  });
});

it("keeps the token out of everything that it writes (T15)", async () => {
  const { payload } = repository.open(WITHOUT_A_RULE);
  server.fail(QUERY, { status: 401, body: { message: `Bad credentials: ${TOKEN}` } });
  const { stdout, stderr, summary, outputs } = await repository.run(payload);
  expect(stdout.split("\n").filter((line) => line.includes(TOKEN))).toEqual([
    `::add-mask::${TOKEN}`,
  ]);
  expect(`${stderr}${summary}${JSON.stringify(outputs)}`).not.toContain(TOKEN);
});

it("follows no redirect to another host, and takes the token nowhere else (T16)", async () => {
  const { payload } = repository.open(VISITS);
  server.fail("GET /repos/:owner/:repo/commits/:ref*/status", {
    status: 302,
    headers: { location: "https://elsewhere.example/" },
  });
  const { code, annotations } = await repository.run(payload);
  expect([code, annotations.at(-1)]).toMatchObject([
    0,
    {
      level: "warning",
      text: expect.stringMatching(
        /^The commit statuses could not be posted: .* redirects to another host, which is not followed/,
      ),
    },
  ]);
});
