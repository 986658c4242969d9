import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault, SentDelivery } from "../../packages/fake-github/embedded-github.ts";
import { ledgerEntry } from "../../src/core/ledger.ts";
import { type ReadIssue, RunningApp } from "../support/running-app.ts";
import { VISITS, WITHOUT_A_RULE, without } from "../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let repository = "";
beforeEach(() => {
  repository = `moj/visits-${++count}`;
});

const told = ({ number, title, state, labels }: ReadIssue) =>
  `#${number} ${state}: ${title} [${labels
    .map(({ name }) => name)
    .sort()
    .join(", ")}]`;

async function issues(): Promise<string[]> {
  return (await app.issues(repository)).map(told);
}

/** The evidence of the example, and no policy that declares a stage. */
const EVIDENCE = without(".github/dsp.yml");
const BETA = "Data security and privacy: beta expectations";
const BOT = "dsp-lifecycle[bot]";

/** Makes a repository at a stage, and waits until the App has come to rest. */
async function at(
  topic: string,
  files: Readonly<Record<string, string>> = EVIDENCE,
): Promise<void> {
  await app.github.createRepository(repository, { files, topics: [topic] });
  await app.github.settled();
  app.github.requests();
}

async function settled(): Promise<string[]> {
  await app.github.settled();
  return issues();
}

const bodyOf = async (number: number) => (await app.issues(repository))[number - 1]?.body ?? "";
const saidUnder = async (number: number) =>
  (await app.comments(repository, number)).map(
    ({ body, user }) => `${user.login}: ${body.split("\n")[1] ?? body}`,
  );

describe("labelling a fresh repository with a stage", () => {
  it.each([
    ["a topic", () => app.github.setTopics(repository, ["dsp-beta"])],
    [
      "the custom property",
      () => app.github.setProperty(repository, "lifecycle-stage", "Private beta"),
    ],
    ["a label", () => app.github.createLabel(repository, "dsp:private-beta")],
    ["a label in other letters", () => app.github.createLabel(repository, "DSP:Private Beta")],
    ["the policy", () => app.github.push(repository, { ".github/dsp.yml": "stage: beta\n" })],
  ])(
    "by %s opens the issue that lists what is expected, within ten requests",
    async (_how, label) => {
      await app.github.createRepository(repository, { files: EVIDENCE });
      await app.github.settled();
      app.github.requests();
      await label();
      expect(await settled()).toEqual([expect.stringMatching(`#1 open: ${BETA} .dsp, dsp:beta`)]);
      expect(app.github.requests().length).toBeLessThanOrEqual(10);
      expect(await bodyOf(1)).toContain("**20 of 21 expectations met**");
    },
  );

  it("costs one request, and no write, for an event in a repository that never opted in", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.requests();
    await app.github.push(repository, { "config.yml": "a: 1\n" });
    await app.github.settled();
    expect(app.github.requests().map(({ route }) => route)).toEqual(["POST /graphql"]);
    await app.github.push(repository, { "src/a.ts": "" });
    await app.github.openIssue(repository, { title: "A bug" });
    await app.github.settled();
    expect(app.github.requests()).toEqual([]);
  });

  it("costs four requests, and no write, for an event that changes nothing", async () => {
    await at("dsp-beta");
    await app.github.push(repository, { "config.yml": "a: 1\n" });
    await app.github.settled();
    await app.github.tell(repository, "repository", { action: "privatized" });
    app.github.requests();
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
    expect(app.github.requests().length).toBeLessThanOrEqual(5);
  });
});

it("costs one request again once the property that was looked for is gone", async () => {
  await app.github.createRepository(repository, { files: EVIDENCE });
  await app.github.setProperty(repository, "lifecycle-stage", "none yet");
  await app.github.setProperty(repository, "lifecycle-stage", null);
  await app.github.settled();
  app.github.requests();
  await app.github.tell(repository, "repository", { action: "privatized" });
  await app.github.settled();
  expect(app.github.requests().map(({ route }) => route)).toEqual(["POST /graphql"]);
});

it("waits between comments, where there are many of them (F38)", async () => {
  const busy = await RunningApp.start();
  await busy.github.createRepository(repository);
  for (let time = 0; time < 30; time++) {
    busy.clock.now = new Date(busy.clock.now.getTime() + 1);
    await busy.github.setTopics(repository, [time % 2 === 0 ? "dsp-alpha" : "dsp-beta"]);
    await busy.github.settled();
  }
  // Two issues, and two comments each time: one where it opens, one where it closes.
  expect(Math.max(...busy.waits)).toBeGreaterThanOrEqual(8_000);
  const open = (await busy.issues(repository)).filter(({ state }) => state === "open");
  expect(open.map(({ title }) => title)).toEqual([BETA]);
  await busy.stop();
});

describe("the life of the issue", () => {
  it("the evidence changes: the body says so, and nobody is told", async () => {
    await at("dsp-beta", {
      ...EVIDENCE,
      ".dsp/deletion-plan.yml": WITHOUT_A_RULE[".dsp/deletion-plan.yml"] ?? "",
    });
    expect(await bodyOf(1)).toContain("(`store-without-deletion-rule`)");
    const sha = await app.github.push(repository, {
      ".dsp/deletion-plan.yml": VISITS[".dsp/deletion-plan.yml"] ?? "",
    });
    await app.github.settled();
    expect(await bodyOf(1)).not.toContain("store-without-deletion-rule");
    expect(await bodyOf(1)).toContain(`/commit/${sha}`);
    expect(await saidUnder(1)).toEqual([]);
  });

  it("the stage moves on, back and away", async () => {
    await at("dsp-alpha", {});
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect(await settled()).toEqual([
      "#1 closed: Data security and privacy: alpha expectations [dsp, dsp:alpha]",
      `#2 open: ${BETA} [dsp, dsp:beta]`,
    ]);
    expect(await saidUnder(1)).toEqual([
      `${BOT}: The project is at beta now. Use #2 for what is still open here.`,
    ]);
    await app.github.setTopics(repository, ["dsp-alpha"]);
    expect((await settled()).map((one) => one.slice(0, 8))).toEqual(["#1 open:", "#2 close"]);
    await app.github.setTopics(repository, []);
    expect((await settled()).map((one) => one.slice(0, 8))).toEqual(["#1 close", "#2 close"]);
  });

  it("a person closes it: it is opened once, and then left for a day", async () => {
    await at("dsp-beta");
    await app.github.closeIssue(repository, 1);
    expect(await settled()).toEqual([expect.stringMatching(/^#1 open/)]);
    expect(await saidUnder(1)).toEqual([`${BOT}: Opened again, because this is not done:`]);
    await app.github.closeIssue(repository, 1);
    expect(await settled()).toEqual([expect.stringMatching(/^#1 closed/)]);
  });

  it("a person empties the body, and takes the label off: both come back, notes below the line stay", async () => {
    await at("dsp-beta");
    const before = await bodyOf(1);
    await app.github.editIssue(repository, 1, { body: `${before}\nOur notes.\n` });
    await app.github.unlabelIssue(repository, 1, "dsp:beta");
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
    expect(await bodyOf(1)).toBe(`${before}\nOur notes.\n`);
    await app.github.editIssue(repository, 1, { body: "" });
    await app.github.settled();
    expect(await bodyOf(1)).toBe(before);
  });

  it("is deleted, or moved away: there is another", async () => {
    await at("dsp-beta");
    await app.github.deleteIssue(repository, 1);
    expect((await settled()).filter((one) => one.includes("open"))).toEqual([
      `#2 open: ${BETA} [dsp, dsp:beta]`,
    ]);
  });

  it("someone else opens one with its title and its body: authorship decides (T7)", async () => {
    await at("dsp-beta");
    await app.github.as("outsider").openIssue(repository, { title: BETA, body: await bodyOf(1) });
    await app.github.push(repository, {
      ".dsp/deletion-plan.yml": WITHOUT_A_RULE[".dsp/deletion-plan.yml"] ?? "",
    });
    await app.github.settled();
    const [ours, theirs] = await app.issues(repository);
    expect(ours?.body).toContain("store-without-deletion-rule");
    expect(theirs?.body).not.toContain("store-without-deletion-rule");
    expect(await saidUnder(2)).toEqual([]);
  });

  it.each([
    ["admin", true],
    ["writer", true],
    ["triager", false],
    ["reader", false],
  ])("a %s ticks a box", async (login, isAttested) => {
    await at("dsp-discovery", without(".dsp/project-record.yml", EVIDENCE));
    const before = await bodyOf(1);
    const ticked = before.replace(/- \[ \] (.*<!-- attest DSP-DISC-2 -->)/, "- [x] $1");
    expect(ticked).not.toBe(before);
    await app.github.as(login).editIssue(repository, 1, { body: ticked });
    await app.github.settled();
    expect(await saidUnder(1)).toEqual(
      isAttested ? [expect.stringContaining(`\`${login}\` ticked **DSP-DISC-2**`)] : [],
    );
    expect((await bodyOf(1)).includes("<!-- attest DSP-DISC-2 -->")).toBe(!isAttested);
  });
});

it.each([
  ["deletes", (id: number) => app.github.deleteComment(repository, id)],
  [
    "edits",
    (id: number, body: string) =>
      app.github.editComment(repository, id, body.replaceAll("writer", "maintainer")),
  ],
])("an attestation ends when someone %s the comment that records it", async (_how, change) => {
  await at("dsp-discovery", without(".dsp/project-record.yml", EVIDENCE));
  const before = await bodyOf(1);
  const ticked = before.replace(/- \[ \] (.*<!-- attest DSP-DISC-2 -->)/, "- [x] $1");
  await app.github.as("writer").editIssue(repository, 1, { body: ticked });
  await app.github.settled();
  expect(await bodyOf(1)).not.toContain("<!-- attest DSP-DISC-2 -->");
  const [entry] = await app.comments(repository, 1);
  await change(entry?.id ?? 0, entry?.body ?? "");
  await app.github.settled();
  expect(await bodyOf(1)).toBe(before);
});

it("a comment of somebody else's attests nothing, though it is the App's own to the letter (T7)", async () => {
  await at("dsp-discovery", without(".dsp/project-record.yml", EVIDENCE));
  const before = await bodyOf(1);
  const entry = ledgerEntry({ expectation: "DSP-DISC-2", by: "writer" });
  await app.github.as("outsider").comment(repository, 1, entry);
  await app.github.settled();
  expect(await bodyOf(1)).toBe(before);
});

it("the evidence is read where the policy says that it stands", async () => {
  const { ".dsp/data-map.yml": map = "", ...others } = EVIDENCE;
  const policy = "stage: beta\npaths: {data_map: privacy/map.yml}\n";
  const files = { ...others, "privacy/map.yml": map, ".github/dsp.yml": policy };
  await app.github.createRepository(repository, { files });
  await app.github.settled();
  expect(await bodyOf(1)).toContain("**20 of 21 expectations met**");
});

it("a policy that is broken from the beginning has an issue of its own, until it is mended", async () => {
  await app.github.createRepository(repository, { files: { ".github/dsp.yml": "stage: betta\n" } });
  const TITLE = "Data security and privacy: the policy cannot be used";
  expect(await settled()).toEqual([`#1 open: ${TITLE} [dsp]`]);
  await app.github.push(repository, { ".github/dsp.yml": "stage: beta\n" });
  expect(await settled()).toEqual([
    `#1 closed: ${TITLE} [dsp]`,
    `#2 open: ${BETA} [dsp, dsp:beta]`,
  ]);
});

it("an organisation's policy that is broken is told to whoever runs the App, once a run", async () => {
  const other = await RunningApp.start();
  const lines = () =>
    other.lines
      .filter((line) => line.includes("policy cannot be used"))
      .map((line) => JSON.parse(line));
  await other.github.createRepository(repository, { files: EVIDENCE, topics: ["dsp-beta"] });
  await other.github.createRepository("moj/quiet");
  await other.github.createRepository("moj/.github", {
    files: { ".github/dsp.yml": "fail_on: worning\n" },
  });
  await other.github.settled();
  const before = lines().length;
  await other.github.push(repository, { "a.yml": "a: 1\n" });
  await other.github.push("moj/quiet", { "a.yml": "a: 1\n" });
  await other.github.settled();
  expect(lines().slice(before)).toEqual([
    expect.objectContaining({
      level: "warn",
      message: "the organisation's policy cannot be used",
      repository,
      reason: "moj/.github/.github/dsp.yml:1:10",
    }),
  ]);
  expect(JSON.stringify(lines())).not.toContain("worning");
  await other.stop();
});

it("the issue is closed though nothing is left of the stage but the App's own label", async () => {
  await at("dsp-beta");
  app.github.hold();
  await app.github.setTopics(repository, []);
  await app.github.deleteLabel(repository, "dsp:beta");
  app.github.release(() => []);
  await app.github.tell(repository, "repository", { action: "renamed" });
  expect(await settled()).toEqual([`#1 closed: ${BETA} [dsp]`]);
});

describe("a repository", () => {
  it("with more than a hundred labels of the word has its stage's label seen", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    app.github.hold();
    for (let index = 0; index < 100; index++) {
      await app.github.createLabel(repository, `dsp-${index}`);
    }
    app.github.release(() => []);
    await app.github.createLabel(repository, "dsp:beta");
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });

  it.each([403, 404, 410, 422])(
    "whose issue has become a discussion, and is not opened again (%i), has another",
    async (status) => {
      await at("dsp-beta");
      app.github.hold();
      await app.github.closeIssue(repository, 1);
      await app.github.lockIssue(repository, 1);
      app.github.fail("PATCH /repos/:owner/:repo/issues/:number", { status });
      app.github.release((held) => held.slice(-1));
      expect(await settled()).toEqual([
        `#1 closed: ${BETA} [dsp, dsp:beta]`,
        `#2 open: ${BETA} [dsp, dsp:beta]`,
      ]);
      app.github.requests();
      await app.github.tell(repository, "repository", { action: "publicized" });
      await app.github.settled();
      expect(app.github.writes).toEqual([]);
    },
  );

  it("that is archived is left alone, and looked at when it comes back", async () => {
    await at("dsp-alpha", {});
    await app.github.archive(repository);
    await app.github.settled();
    await app.github.tell(repository, "repository", { action: "publicized" });
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
    await app.github.unarchive(repository);
    expect(await settled()).toEqual([expect.stringMatching(/^#1 open/)]);
  });

  it("without issues has none", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.disableIssues(repository);
    await app.github.setTopics(repository, ["dsp-beta"]);
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
  });

  it("that is empty has the list of all that is expected", async () => {
    await app.github.createRepository(repository, { isEmpty: true, topics: ["dsp-discovery"] });
    expect(await settled()).toEqual([
      expect.stringMatching(/^#1 open: Data security and privacy: discovery/),
    ]);
    expect(await bodyOf(1)).toContain("the repository is empty");
  });

  it("that has another name now keeps its issue (F18)", async () => {
    await at("dsp-beta");
    await app.github.renameRepository(repository, `visits-${count}-renamed`);
    repository = `${repository}-renamed`;
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
    await app.github.closeIssue(repository, 1);
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });

  it("whose issue is locked has its body kept true", async () => {
    await at("dsp-beta");
    await app.github.lockIssue(repository, 1);
    await app.github.push(repository, {
      ".dsp/deletion-plan.yml": WITHOUT_A_RULE[".dsp/deletion-plan.yml"] ?? "",
    });
    await app.github.settled();
    expect(await bodyOf(1)).toContain("store-without-deletion-rule");
  });

  it("whose issue is locked is moved on all the same, without a word under it", async () => {
    await at("dsp-alpha", {});
    await app.github.lockIssue(repository, 1);
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect((await settled()).map((one) => one.slice(0, 8))).toEqual(["#1 close", "#2 open:"]);
    expect(await saidUnder(1)).toEqual([]);
  });

  it("whose stage is a label of the App's name in other letters has it on the issue, and rests", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.createLabel(repository, "DSP:Beta");
    expect(await settled()).toEqual([`#1 open: ${BETA} [DSP:Beta, dsp]`]);
    app.github.requests();
    await app.github.tell(repository, "repository", { action: "publicized" });
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
    await app.github.deleteLabel(repository, "dsp:beta");
    expect(await settled()).toEqual([`#1 closed: ${BETA} [dsp]`]);
  });

  it("that has a label of ours in other letters has its issue all the same", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.createLabel(repository, "DSP");
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect(await settled()).toHaveLength(1);
  });

  it("is at the stage whose label a person's open issue bears, and not a closed one", async () => {
    await at("dsp-beta");
    await app.github.setTopics(repository, []);
    await app.github.openIssue(repository, { title: "A bug", labels: ["dsp:beta"] });
    expect((await settled())[0]).toMatch(/^#1 open/);
    await app.github.closeIssue(repository, 2);
    await app.github.closeIssue(repository, 1);
    expect((await settled())[0]).toMatch(/^#1 closed/);
  });

  it.each([
    ["a fork", { isFork: true }],
    ["a template", { isTemplate: true }],
  ])("that is %s is not opted in by the policy that it has", async (_name, given) => {
    await app.github.createRepository(repository, { files: VISITS, ...given });
    expect(await settled()).toEqual([]);
  });
});

describe("deliveries", () => {
  it("fifty at once, some of them twice, leave one issue", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.hold();
    await app.github.setTopics(repository, ["dsp-beta"]);
    for (let time = 0; time < 30; time++)
      await app.github.tell(repository, "repository", { action: "renamed" });
    app.github.release((held) => [...held, ...held]);
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });

  it("in any order end in the same state (F03)", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.hold();
    await app.github.setTopics(repository, ["dsp-live"]);
    await app.github.setTopics(repository, ["dsp-alpha"]);
    await app.github.setTopics(repository, ["dsp-beta"]);
    app.github.release((held) => [...held].reverse());
    expect((await settled()).filter((one) => one.includes("open"))).toEqual([
      `#1 open: ${BETA} [dsp, dsp:beta]`,
    ]);
  });

  it("that never came are made up for by the sweep (F12)", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.hold();
    await app.github.setTopics(repository, ["dsp-beta"]);
    app.github.release(() => []);
    await app.sweep();
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });
});

describe("GitHub in trouble", () => {
  const OPEN = "POST /repos/:owner/:repo/issues";
  const CHANGE = "PATCH /repos/:owner/:repo/issues/:number";
  const COMMENT = "POST /repos/:owner/:repo/issues/:number/comments";
  const FOUR_TIMES = [1, 2, 3, 4];

  it.each([
    ["came to be all the same", { status: 502, after: true }],
    ["did not come to be", { status: 502 }],
    ["came to be, and the connection broke", { reset: true, after: true }],
  ])("there is one issue where the answer was lost and it %s (F07)", async (_name, fault) => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.fail(OPEN, fault);
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });

  it.each<[string, string, Fault[]]>([
    ["the closing is refused", CHANGE, [{ status: 403 }]],
    ["the closing fails, time and again", CHANGE, FOUR_TIMES.map(() => ({ status: 500 }))],
    ["the closing is lost on its way", CHANGE, FOUR_TIMES.map(() => ({ reset: true }))],
    ["the closing is done and not confirmed", CHANGE, [{ status: 403, after: true }]],
    ["the comment is refused", COMMENT, [{ status: 403 }]],
    ["the comment fails", COMMENT, [{ status: 500 }]],
    ["the comment is there, and is not confirmed", COMMENT, [{ status: 500, after: true }]],
    ["the comment is there, and the connection broke", COMMENT, [{ reset: true, after: true }]],
  ])(
    "the next run makes up for it, and nothing is said twice, where %s",
    async (_name, route, faults) => {
      await at("dsp-alpha", {});
      app.github.fail(route, ...faults);
      await app.github.setTopics(repository, ["dsp-beta"]);
      await app.github.settled();
      await app.github.tell(repository, "repository", { action: "renamed" });
      expect((await settled()).map((one) => one.slice(0, 8))).toEqual(["#1 close", "#2 open:"]);
      expect(await saidUnder(1)).toEqual([
        `${BOT}: The project is at beta now. Use #2 for what is still open here.`,
      ]);
      app.github.requests();
      await app.github.tell(repository, "repository", { action: "renamed" });
      await app.github.settled();
      expect(app.github.writes).toEqual([]);
    },
  );

  const assigned = async () =>
    (await app.issues(repository))[0]?.assignees.map(({ login }) => login);
  const owned = (owners: string) => ({
    ".github/dsp.yml": `stage: beta\nowners: [${owners}]\n`,
  });

  it("the issue is opened though nobody has the login of an owner, and the others are assigned", async () => {
    const files = owned("left-long-ago, outsider, maintainer, writer");
    await app.github.createRepository(repository, { files });
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
    expect(await assigned()).toEqual(["maintainer", "writer"]);
    expect(await bodyOf(1)).toContain("- Owners not assigned: `left-long-ago`, `outsider`.");
    app.github.requests();
    await app.github.tell(repository, "repository", { action: "publicized" });
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
    await app.github.push(repository, owned("reader"));
    await app.github.settled();
    expect(await assigned()).toEqual(["reader"]);
    expect(await bodyOf(1)).not.toContain("not assigned");
  });

  it.each([
    ["opened", OPEN, EVIDENCE],
    ["changed", CHANGE, owned("")],
  ])(
    "the issue is %s though GitHub refuses who is to be assigned, and each is tried",
    async (_what, route, files) => {
      await app.github.createRepository(repository, { files });
      await app.github.settled();
      app.github.fail(route, { status: 422 });
      await app.github.push(repository, owned("maintainer, writer, reader"));
      await app.github.settled();
      expect(await issues()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
      expect(await assigned()).toEqual(["maintainer", "writer", "reader"]);
    },
  );

  it("what GitHub refuses for another reason is asked for once", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.fail(OPEN, { status: 422 });
    app.github.requests();
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect(await settled()).toEqual([]);
    expect(app.github.counts()[OPEN]).toBe(1);
  });

  it("a right that lacks is one line in the log, and no crash (F15)", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    app.github.fail(OPEN, { status: 403 });
    await app.github.setTopics(repository, ["dsp-beta"]);
    expect(await settled()).toEqual([]);
    const lines = app.lines.filter(
      (line) => line.includes("could not reconcile") && line.includes(repository),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("Issues: write");
    await app.github.tell(repository, "repository", { action: "renamed" });
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });

  it("what comes late for an installation that is suspended does nothing (F14)", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    let late: readonly SentDelivery[] = [];
    app.github.hold();
    await app.github.tell(repository, "repository", { action: "renamed" });
    app.github.release((held) => {
      late = held;
      return [];
    });
    await app.github.suspend();
    await app.github.settled();
    app.github.requests();
    app.github.hold();
    app.github.release(() => late);
    await app.github.settled();
    expect(late).toHaveLength(1);
    expect(app.github.requests()).toEqual([]);
    await app.github.unsuspend();
    await app.github.settled();
  });

  it("an installation that was suspended while the App was not there is not asked (F14)", async () => {
    const away = await RunningApp.start();
    await away.halt();
    await away.github.suspend();
    away.github.requests();
    const swept = away.swept();
    await away.boot();
    await swept;
    await away.stop();
    expect(away.github.requests().map(({ path }) => path)).toEqual(["/app/installations"]);
  });

  it("an installation that is suspended is left alone (F14)", async () => {
    await app.github.createRepository(repository, { files: EVIDENCE });
    await app.github.settled();
    await app.github.suspend();
    await app.github.settled();
    app.github.requests();
    await app.github.tell(repository, "repository", { action: "renamed" });
    await app.github.settled();
    expect(app.github.requests()).toEqual([]);
    await app.github.setTopics(repository, ["dsp-beta"]);
    await app.github.unsuspend();
    expect(await settled()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
  });
});

it("looks in a sweep at every repository that can be written to, on whichever page it is listed", async () => {
  const large = await RunningApp.start();
  for (let made = 0; made <= 100; made++)
    await large.github.createRepository(`moj/${made}`, { isEmpty: true });
  await large.github.archive("moj/0");
  await large.github.settled();
  large.github.requests();
  expect(await large.sweep()).toBe(101);
  expect(large.github.counts()["POST /graphql"]).toBe(100);
  await large.stop();
});

it("is swept every day, for what comes with time alone", async () => {
  await at("dsp-beta");
  expect(app.every?.ms).toBe(24 * 60 * 60 * 1_000);
  app.clock.now = new Date("2027-04-06T12:00:00Z");
  const swept = app.swept();
  app.every?.work();
  await swept;
  expect(await bodyOf(1)).toContain("stale-review");
});

it("makes up at its start for what happened while it was not there (F12)", async () => {
  await app.github.createRepository(repository, { files: EVIDENCE });
  await app.halt();
  await app.github.setTopics(repository, ["dsp-beta"]);
  expect(await issues()).toEqual([]);
  const swept = app.swept();
  await app.boot();
  await swept;
  expect(await issues()).toEqual([`#1 open: ${BETA} [dsp, dsp:beta]`]);
});

it("writes neither tokens nor contents of files into its log (T15)", () => {
  const log = app.lines.join("");
  expect(log).not.toMatch(/gh[a-z]_[A-Za-z0-9]|PRIVATE KEY|Bearer|bookings-db/);
});
