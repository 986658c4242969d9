import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_POLICY } from "../../../src/core/policy/defaults.ts";
import { policyChangeInWords } from "../../../src/report/policy-change.ts";
import { CHECK, Checked, type Pulled, type ReadCheck } from "../../support/checked.ts";
import { EVIDENCE } from "../../support/conversation.ts";
import { RunningApp } from "../../support/running-app.ts";
import { edited, VISITS, WITHOUT_A_RULE, without } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let repository = "";
beforeEach(() => {
  repository = `moj/checked-${++count}`;
});

const POLICY = ".github/dsp.yml";
const told = ({ name, status, conclusion, output }: ReadCheck) =>
  `${name}, ${status}: ${conclusion}: ${output.title}`;

const FAILS = `${CHECK}, completed: failure: Failed: 1 failure, 1 warning, 3 notices at beta, private`;
const PASSES = `${CHECK}, completed: success: Passed: no failures, 1 warning, 3 notices at beta, private`;
const BROKEN = `${CHECK}, completed: action_required: Cannot check: the policy cannot be used`;

/** A README alone is changed, where nothing else is said. */
const HARMLESS = { "README.md": "# Visits\n" };

async function ours({ sha }: Pulled, visits: Checked) {
  const run = await visits.ours(sha);
  return { run, told: told(run), annotations: await visits.annotations(run) };
}

describe("a pull request", () => {
  it("that changes nothing bad passes, within eight requests", async () => {
    const visits = await Checked.in(app, repository);
    const pull = await visits.open(HARMLESS);
    const { routes, writes } = visits.requests();
    expect(routes).toHaveLength(7);
    expect(writes).toEqual([
      expect.objectContaining({
        head_sha: pull.sha,
        details_url: `https://github.com/${repository}/issues/1`,
        actions: [expect.objectContaining({ label: "Check again" })],
      }),
    ]);
    const { run, ...said } = await ours(pull, visits);
    expect(said.told).toBe(PASSES);
    expect(run.output.summary).toContain("20 of 21 expectations of beta and earlier met");
  });

  it("that breaks the evidence fails, on the line, within eight requests", async () => {
    const visits = await Checked.in(app, repository);
    const pull = await visits.open(WITHOUT_A_RULE);
    expect(visits.requests().routes).toHaveLength(7);
    const { run, ...said } = await ours(pull, visits);
    expect(said.told).toBe(FAILS);
    expect(said.annotations[0]).toMatchObject({
      path: ".dsp/data-map.yml",
      start_line: 41,
      annotation_level: "failure",
      title: expect.stringContaining("store-without-deletion-rule"),
    });
    expect(run.output.summary).toContain(
      `[\`.dsp/data-map.yml:41:10\`](https://github.com/${repository}/blob/${pull.sha}/.dsp/data-map.yml#L41)`,
    );
  });

  it("from a fork is judged by its own commit, through the repository above", async () => {
    const visits = await Checked.in(app, repository);
    const person = app.github.as("outsider");
    const fork = await person.fork(repository);
    const sha = await person.push(fork, WITHOUT_A_RULE, "Change", "theirs");
    const number = await person.openPullRequest(repository, "outsider:theirs");
    await app.github.settled();
    const said = await ours({ number, sha }, visits);
    expect(said.told).toBe(FAILS);
    const later = await person.push(fork, VISITS, "Mend", "theirs");
    await app.github.settled();
    expect((await ours({ number, sha: later }, visits)).told).toBe(PASSES);
  });

  it("that edits a file to 0 bytes is not judged to be anything", async () => {
    const visits = await Checked.in(app, repository);
    const said = await ours(await visits.open({ ".dsp/deletion-plan.yml": "" }), visits);
    expect(said.told).toMatch(
      /: action_required: Cannot check: an evidence file has errors \(\d+ failures?/,
    );
    expect(said.annotations).toContainEqual(
      expect.objectContaining({ path: ".dsp/deletion-plan.yml", start_line: 1 }),
    );
  });

  it.each([
    ["a file above the limit", ".dsp/data-map.yml", "x".repeat(256 * 1024 + 1)],
    [
      "a pointer of Git LFS",
      ".dsp/data-map.yml",
      `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 1\n`,
    ],
    ["a link", ".dsp/data-map.yml", { link: "/etc/passwd" }],
    ["a submodule", ".dsp/data-map.yml", { submodule: "b".repeat(40) }],
  ])("with %s in an evidence file's place is never a pass (F22)", async (_what, path, file) => {
    const visits = await Checked.in(app, repository);
    const said = await ours(await visits.open({ [path]: file }), visits);
    expect(said.told).toContain(": action_required: Cannot check: an evidence file has errors");
  });

  it("with 3,001 files is read as any other: the paths that the policy names (F21, F23)", async () => {
    const visits = await Checked.in(app, repository);
    const files = Object.fromEntries(
      Array.from({ length: 3_001 }, (_, index) => [
        `src/${index}.ts`,
        { submodule: "c".repeat(40) },
      ]),
    );
    const pull = await visits.open({ ...files, ...WITHOUT_A_RULE });
    expect(visits.requests().routes.length).toBeLessThanOrEqual(8);
    expect((await ours(pull, visits)).told).toBe(FAILS);
  });

  it("whose stage is the organisation's property is judged at it, within eight requests", async () => {
    const visits = await Checked.in(app, repository, EVIDENCE);
    await app.github.setProperty(repository, "lifecycle-stage", "Private beta");
    const pull = await visits.open(HARMLESS);
    expect(visits.requests().routes).toHaveLength(8);
    const { run } = await ours(pull, visits);
    expect(run.output.summary).toContain("from custom property lifecycle-stage");
  });

  it("is judged by a property of which nothing else shows anything yet", async () => {
    const visits = await Checked.in(app, repository, EVIDENCE);
    app.github.hold();
    await app.github.setProperty(repository, "lifecycle-stage", "Private beta");
    app.github.release(() => []);
    expect((await ours(await visits.open(HARMLESS), visits)).told).toBe(PASSES);
  });

  it("whose evidence stands elsewhere is judged by it", async () => {
    const visits = await Checked.in(app, repository);
    const pull = await visits.open({
      [POLICY]: `${VISITS[POLICY]}paths: {deletion_plan: privacy/deletion.yml}\n`,
      ".dsp/deletion-plan.yml": null,
      "privacy/deletion.yml": VISITS[".dsp/deletion-plan.yml"] ?? "",
    });
    expect(visits.requests().routes).toHaveLength(7);
    expect((await ours(pull, visits)).told).toBe(PASSES);
  });

  it("counts what people have attested in the stage issue, and says what waits for them", async () => {
    const files = edited(
      ".dsp/project-record.yml",
      /^attestations:\n(?: .*\n)+/m,
      "attestations: []\n",
    );
    const visits = await Checked.in(app, repository, files);
    const first = await visits.open(HARMLESS);
    const before = (await ours(first, visits)).run.output.summary;
    const waiting =
      /A person must sign off \d+ expectations? in the stage issue: (DSP-[A-Z]+-\d+)/.exec(
        before,
      )?.[1] ?? "";
    expect(waiting).not.toBe("");
    const [issue] = await app.issues(repository);
    const body = issue?.body ?? "";
    const ticked = body.replace(new RegExp(`- \\[ \\](?=.*${waiting}\\b)`), "- [x]");
    expect(ticked).not.toBe(body);
    await app.github.as("writer").editIssue(repository, 1, { body: ticked });
    await app.github.settled();
    const later = await visits.push({ "README.md": "# Again\n" });
    const after = (await ours({ ...first, sha: later }, visits)).run.output.summary;
    expect(after).not.toContain(`issue: ${waiting}`);
    expect(visits.requests().routes.length).toBeLessThanOrEqual(8);
  });

  it("that breaks evidence whose name an address cannot hold as it is leads to its line all the same", async () => {
    const path = "privacy/plan#1.yml";
    const files = { [POLICY]: `${VISITS[POLICY]}paths: {deletion_plan: ${path}}\n` };
    const plan = VISITS[".dsp/deletion-plan.yml"] ?? "";
    const visits = await Checked.in(app, repository, {
      ...without(".dsp/deletion-plan.yml"),
      ...files,
      [path]: plan,
    });
    const broken = plan.replace(/^schema: .*$/m, "schema: 99");
    expect(broken).not.toBe(plan);
    const { run } = await ours(await visits.open({ [path]: broken }), visits);
    expect(run.output.summary).toContain("/privacy/plan%231.yml#L");
  });

  it("that is closed by now is not checked", async () => {
    const visits = await Checked.in(app, repository);
    app.github.hold();
    const pull = await visits.open(HARMLESS);
    await app.github.closePullRequest(repository, pull.number);
    app.github.release();
    await app.github.settled();
    expect(await visits.of(pull.sha)).toEqual([]);
  });
});

describe("the policy is the base's (T18)", () => {
  const relaxed = "stage: beta\nlevels: {store-without-deletion-rule: none}\n";

  it.each([
    ["deletes it", null],
    ["weakens it", relaxed],
    ["lets everything pass", `${VISITS[POLICY]}fail_on: never\n`],
    ["lays it aside", "stage: discovery\n"],
    ["leaves checks to the Action", `${VISITS[POLICY]}app_checks: false\n`],
  ])("where a pull request %s", async (_what, policy) => {
    const visits = await Checked.in(app, repository);
    const { run, ...said } = await ours(
      await visits.open({ ...WITHOUT_A_RULE, [POLICY]: policy }),
      visits,
    );
    expect(said.told).toBe(FAILS);
    expect(run.output.summary).toContain(
      policyChangeInWords({
        change: policy === null ? "deleted" : "edited",
        policy: DEFAULT_POLICY,
      }),
    );
  });

  it.each([
    ["never", "pass"],
    ["failure", "fail"],
  ])("and where the change's own fails on %s, it is said that it would %s", async (on, outcome) => {
    const visits = await Checked.in(app, repository);
    const policy = `${VISITS[POLICY]}fail_on: ${on}\n`;
    const pull = await visits.open({ ...WITHOUT_A_RULE, [POLICY]: policy });
    expect((await ours(pull, visits)).run.output.summary).toContain(`check would ${outcome}`);
  });

  it("that cannot be used is never a pass, and is shown on its line", async () => {
    const visits = await Checked.in(app, repository, { ...VISITS, [POLICY]: "\nstage: bta\n" });
    const { run, ...said } = await ours(await visits.open(HARMLESS), visits);
    expect(said.told).toBe(BROKEN);
    expect(run.output.summary).toContain(
      "The policy has these problems on the base branch already",
    );
    expect(said.annotations).toEqual([
      expect.objectContaining({ path: POLICY, start_line: 2, annotation_level: "failure" }),
    ]);
  });

  it("that a pull request breaks is never a pass", async () => {
    const visits = await Checked.in(app, repository);
    const { run, ...said } = await ours(await visits.open({ [POLICY]: "stage: bta\n" }), visits);
    expect(said.told).toBe(BROKEN);
    expect(run.output.summary).toContain("This change brings these problems");
  });

  it("that declares no stage anywhere is never a pass", async () => {
    const visits = await Checked.in(app, repository, { ...VISITS, [POLICY]: "fail_on: warning\n" });
    const { run, ...said } = await ours(await visits.open(HARMLESS), visits);
    expect(said.told).toBe(
      `${CHECK}, completed: action_required: Cannot check: no stage is declared`,
    );
    expect(run.output.summary).toContain("or a topic, for example dsp-alpha");
  });

  it("says from where on a check fails", async () => {
    const policy = `${VISITS[POLICY]}fail_on: warning\n`;
    const visits = await Checked.in(app, repository, { ...VISITS, [POLICY]: policy });
    expect((await ours(await visits.open(HARMLESS), visits)).told).toContain(
      ": failure: Failed: 1 warning",
    );
  });

  it("of another branch gives a check of another name: it could let pass what this one does not", async () => {
    const visits = await Checked.in(app, repository);
    await app.github.push(repository, { [POLICY]: relaxed }, "Relax", "lax");
    const pull = await visits.open(WITHOUT_A_RULE, "feature", "lax");
    const name = `${CHECK} (to lax)`;
    expect((await visits.of(pull.sha)).map(told)).toEqual([
      expect.stringMatching(/^Data security and privacy \(to lax\), completed: success/),
    ]);
    await app.github.retargetPullRequest(repository, pull.number, "main");
    await app.github.settled();
    const runs = await visits.of(pull.sha);
    expect(runs.map((run) => run.name).sort()).toEqual([CHECK, name]);
    expect(runs.map(told)).toContain(FAILS);
  });

  it("judges a pull request that changes the workflows as any other: the check is the App's (T19)", async () => {
    const visits = await Checked.in(app, repository);
    const workflow = { ".github/workflows/dsp.yml": "on: pull_request\njobs: {}\n" };
    const pull = await visits.open({ ...WITHOUT_A_RULE, ...workflow });
    expect((await ours(pull, visits)).told).toBe(FAILS);
  });
});

describe("no check is put", () => {
  it("on a repository that never opted in, at two requests", async () => {
    const visits = await Checked.in(app, repository, EVIDENCE);
    const { sha } = await visits.open(HARMLESS);
    expect(visits.requests()).toEqual({
      routes: ["GET /repos/:owner/:repo/pulls/:number", "POST /graphql"],
      writes: [],
    });
    expect(await visits.of(sha)).toEqual([]);
  });

  it("where a topic only looks like a stage", async () => {
    const visits = await Checked.in(app, repository, EVIDENCE, ["dsp-tools"]);
    expect(await visits.of((await visits.open(HARMLESS)).sha)).toEqual([]);
  });

  it("where the base's policy leaves that to the Action; what was there stays", async () => {
    const visits = await Checked.in(app, repository);
    const pull = await visits.open(WITHOUT_A_RULE);
    await app.github.push(repository, { [POLICY]: `${VISITS[POLICY]}app_checks: false\n` });
    await app.github.settled();
    const { id } = await visits.ours(pull.sha);
    visits.requests();
    await app.github.recheck(repository, id);
    await app.github.settled();
    expect(visits.requests().writes).toEqual([]);
    const later = await visits.push({ "README.md": "# Again\n" });
    expect(await visits.of(later)).toEqual([]);
    expect((await ours(pull, visits)).told).toBe(FAILS);
  });

  it("on an archived repository", async () => {
    const visits = await Checked.in(app, repository);
    app.github.hold();
    const { sha } = await visits.open(HARMLESS);
    await app.github.archive(repository);
    app.github.release();
    await app.github.settled();
    expect(await visits.of(sha)).toEqual([]);
  });

  it("on a fork or a template for a policy that came with its files", async () => {
    await app.github.createRepository(repository, { files: VISITS, isTemplate: true });
    await app.github.settled();
    const visits = new Checked(app, repository);
    expect(await visits.of((await visits.open(WITHOUT_A_RULE)).sha)).toEqual([]);
  });
});

it("judges a copy by the stage that is its own, not by its policy's", async () => {
  await app.github.createRepository(repository, { files: VISITS, isTemplate: true });
  await app.github.createLabel(repository, "dsp:alpha");
  await app.github.settled();
  const visits = new Checked(app, repository);
  expect((await ours(await visits.open(HARMLESS), visits)).told).toMatch(/ at alpha$/);
});

it("judges a copy, too, as its policy will have it, by no stage of that policy", async () => {
  await app.github.createRepository(repository, { files: VISITS, isTemplate: true });
  await app.github.createLabel(repository, "dsp:alpha");
  await app.github.settled();
  const visits = new Checked(app, repository);
  const { run } = await ours(await visits.open({ [POLICY]: "stage: live\n" }), visits);
  expect(run.output.summary).toMatch(/By that policy this check would pass, with 1 notice\b/);
});

describe("a broken organisation-wide policy", () => {
  let big: RunningApp;
  beforeAll(async () => {
    big = await RunningApp.start();
    await big.github.createRepository("moj/.github", { files: { [POLICY]: "floor: [\n" } });
    await big.github.settled();
  });
  afterAll(() => big.stop());

  it("is never a red check on a repository that has neither a policy nor a stage", async () => {
    const visits = await Checked.in(big, repository, EVIDENCE);
    expect(await visits.of((await visits.open(HARMLESS)).sha)).toEqual([]);
  });

  it("is none either where a topic only looks like a stage", async () => {
    const visits = await Checked.in(big, repository, EVIDENCE, ["dsp-tools"]);
    expect(await visits.of((await visits.open(HARMLESS)).sha)).toEqual([]);
  });

  it.each([
    ["a stage", EVIDENCE, ["dsp-beta"]],
    ["a policy", VISITS, []],
  ])("is no pass where there is %s, and has no line there", async (_what, files, topics) => {
    const visits = await Checked.in(big, repository, files, topics);
    const { run, ...said } = await ours(await visits.open(HARMLESS), visits);
    expect(said.told).toBe(BROKEN);
    expect(run.output.summary).toContain("moj/.github/.github/dsp.yml:");
    expect(said.annotations).toEqual([]);
  });
});

it("is judged by the policy that it brings where there was none (adoption)", async () => {
  const visits = await Checked.in(app, repository, without(POLICY));
  const { run, ...said } = await ours(await visits.open(VISITS), visits);
  expect(said.told).toBe(PASSES);
  expect(run.output.summary).toContain(
    policyChangeInWords({ change: "adopted", policy: DEFAULT_POLICY }),
  );
});
