import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { CHECK_AGAIN } from "../../../app/checks/marks.ts";
import type { Fault, SentDelivery } from "../../../packages/fake-github/embedded-github.ts";
import { asRecord } from "../../../packages/fake-github/shapes.ts";
import { CHECK, Checked, type Pulled, withStores } from "../../support/checked.ts";
import { EVIDENCE } from "../../support/conversation.ts";
import { RunningApp } from "../../support/running-app.ts";
import { VISITS, WITHOUT_A_RULE } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let visits: Checked;
beforeEach(async () => {
  visits = await Checked.in(app, `moj/life-${++count}`);
});

const POLICY = ".github/dsp.yml";
const LATER = { "README.md": "# Visits, later\n" };
const HARMLESS = { "README.md": "# Visits\n" };
const PULL = "GET /repos/:owner/:repo/pulls/:number";
const CREATE = "POST /repos/:owner/:repo/check-runs";
const UPDATE = "PATCH /repos/:owner/:repo/check-runs/:id";
const LIST = "GET /repos/:owner/:repo/commits/:ref/check-runs";

const isOfPulls = ({ event }: SentDelivery) => event === "pull_request";

/** The last webhook of a pull request comes once more. With its own id, the App would not even look. */
async function comesAgain(): Promise<void> {
  const last = app.github.deliveries.answered.findLast(isOfPulls);
  if (last) await app.github.deliveries.send({ ...last, id: randomUUID() });
}

function lastOfPulls(): SentDelivery {
  const last = app.github.deliveries.answered.findLast(isOfPulls);
  if (!last) throw new Error("no webhook of a pull request came");
  return last;
}

/** While a check is made once more, two webhooks come, in this order, and become one. */
async function whileCheckedAgain(
  first: SentDelivery,
  second: SentDelivery,
  before: () => void = () => {},
): Promise<void> {
  const { deliveries } = app.github;
  app.github.fail(LIST, {
    meanwhile: async () => {
      before();
      void deliveries.send({ ...first, id: randomUUID() });
      // Neither is answered before the check ends: this gives the first time to be there before.
      await app.github.read(`/repos/${visits.repository}`);
      void deliveries.send({ ...second, id: randomUUID() });
    },
  });
  await deliveries.send({ ...first, id: randomUUID() });
  await app.github.settled();
}

async function conclusions(...shas: string[]): Promise<(string | null)[]> {
  return Promise.all(shas.map(async (sha) => (await visits.ours(sha)).conclusion));
}

const warnings = () => app.lines.filter((line) => /"level":"(?:warn|error)"/.test(line));

describe("once more", () => {
  it("a delivery that comes again writes nothing, on the next day neither", async () => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const before = await visits.ours(pull.sha);
    visits.requests();
    const { now } = app.clock;
    app.clock.now = new Date(now.getTime() + 24 * 60 * 60 * 1_000);
    await comesAgain();
    app.clock.now = now;
    const { routes, writes } = visits.requests();
    expect(routes).toHaveLength(5);
    expect(writes).toEqual([]);
    expect(await visits.ours(pull.sha)).toEqual(before);
  });

  it.each<[string, (pull: Pulled, id: number) => Promise<void>]>([
    ["GitHub's button on it", (_pull, id) => app.github.recheck(visits.repository, id)],
    [
      "GitHub's button for all",
      (_pull, id) => app.github.recheck(visits.repository, id, "check_suite"),
    ],
    ["its own button", (_pull, id) => app.github.press(visits.repository, id, CHECK_AGAIN)],
  ])("by %s, it is the same run, and nothing in it is there twice (F31)", async (_how, again) => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const before = await visits.ours(pull.sha);
    const annotations = await visits.annotations(before);
    visits.requests();
    await again(pull, before.id);
    await app.github.settled();
    expect(visits.requests().writes).toHaveLength(1);
    expect(await visits.ours(pull.sha)).toEqual(before);
    expect(await visits.annotations(before)).toEqual(annotations);
  });

  it("who asks is heard, too, where another event of the pull request comes after", async () => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const { id } = await visits.ours(pull.sha);
    visits.requests();
    app.github.fail(LIST, {
      meanwhile: async () => {
        // While one check is made, these wait, and become one.
        await app.github.recheck(visits.repository, id);
        void comesAgain();
      },
    });
    await comesAgain();
    await app.github.settled();
    expect(visits.requests().writes).toHaveLength(1);
  });

  it("who asks is heard after trouble, too, where another event of the pull request came with it", async () => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const { id } = await visits.ours(pull.sha);
    visits.requests();
    app.github.fail(LIST, {
      meanwhile: async () => {
        // The check that these become fails once: four tries.
        app.github.fail("POST /graphql issue", ...Array(4).fill({ status: 502 }));
        await app.github.recheck(visits.repository, id);
        void comesAgain();
      },
    });
    await comesAgain();
    await app.github.settled();
    expect(visits.requests().writes).toHaveLength(1);
  });

  it("a property that one event tells of counts where another, that does not, comes after", async () => {
    const bare = await Checked.in(app, `moj/life-bare-${count}`, EVIDENCE);
    app.github.hold();
    await app.github.setProperty(bare.repository, "lifecycle-stage", "Private beta");
    app.github.release(() => []);
    await bare.open(HARMLESS);
    const told = lastOfPulls();
    const repository = { ...asRecord(told.payload.repository), custom_properties: {} };
    const untold = { ...told, payload: { ...told.payload, repository } };
    bare.requests();
    await whileCheckedAgain(told, untold);
    expect(bare.requests().routes.filter((route) => route === LIST)).toHaveLength(2);
  });

  it("for a commit of a fork, which GitHub says nothing of, it is found by the App's own mark", async () => {
    const person = app.github.as("outsider");
    const fork = await person.fork(visits.repository);
    const sha = await person.push(fork, WITHOUT_A_RULE, "Change", "theirs");
    await person.openPullRequest(visits.repository, "outsider:theirs");
    await app.github.settled();
    const { id } = await visits.ours(sha);
    for (const event of ["check_run", "check_suite"] as const) {
      visits.requests();
      await app.github.recheck(visits.repository, id, event);
      await app.github.settled();
      expect(visits.requests().writes).toEqual([
        expect.objectContaining({ conclusion: "failure" }),
      ]);
    }
  });

  it("a commit that a second pull request has, too, is judged once", async () => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const before = await visits.ours(pull.sha);
    await app.github.push(visits.repository, HARMLESS, "Change", "second");
    await app.github.moveBranch(visits.repository, "second", pull.sha);
    visits.requests();
    await app.github.openPullRequest(visits.repository, "second");
    await app.github.settled();
    expect(visits.requests().writes).toEqual([]);
    expect(await visits.ours(pull.sha)).toEqual(before);
  });

  it("an installation that has ended is asked for nothing (F14)", async () => {
    await visits.open(WITHOUT_A_RULE);
    await app.github.suspend();
    await app.github.settled();
    app.github.requests();
    await comesAgain();
    expect(app.github.requests()).toEqual([]);
    await app.github.unsuspend();
    await app.github.settled();
  });

  it("a verdict that differs by now is told by a run of its own, for no annotation is taken back", async () => {
    const pull = await visits.open(WITHOUT_A_RULE);
    const before = await visits.ours(pull.sha);
    await app.github.push(visits.repository, {
      [POLICY]: `${VISITS[POLICY]}levels: {store-without-deletion-rule: none}\n`,
    });
    await app.github.settled();
    await app.github.recheck(visits.repository, before.id);
    await app.github.settled();
    const after = await visits.ours(pull.sha);
    expect([after.id === before.id, after.conclusion]).toEqual([false, "success"]);
    // The one before it had its verdict, and keeps it.
    const path = `/repos/${visits.repository}/check-runs/${before.id}`;
    expect(await app.github.read(path)).toMatchObject({ conclusion: "failure" });
    const titles = (await visits.annotations(after)).map(({ title }) => title);
    expect(titles.join()).not.toContain("store-without-deletion-rule");
  });

  it("a run without annotations is adopted, and says what is true by now (F31)", async () => {
    await app.github.push(visits.repository, { [POLICY]: "fail_on: failure\n" });
    const pull = await visits.open(HARMLESS);
    const before = await visits.ours(pull.sha);
    expect(before.conclusion).toBe("action_required");
    await app.github.push(visits.repository, { [POLICY]: VISITS[POLICY] ?? "" });
    await app.github.press(visits.repository, before.id, CHECK_AGAIN);
    await app.github.settled();
    const after = await visits.ours(pull.sha);
    expect([after.id, after.conclusion]).toEqual([before.id, "success"]);
  });

  it("another App's check of the same name is none of ours (T21)", async () => {
    app.github.hold();
    const pull = await visits.open(WITHOUT_A_RULE);
    const forged = { name: CHECK, head_sha: pull.sha, status: "completed", conclusion: "success" };
    await app.github.as("other-app[bot]").createCheck(visits.repository, forged);
    app.github.release();
    await app.github.settled();
    const runs = await visits.of(pull.sha);
    expect(runs.map((run) => `${run.app.slug}: ${run.conclusion}`).sort()).toEqual([
      "dsp-lifecycle: failure",
      "other-app: success",
    ]);
    await app.github.recheck(
      visits.repository,
      runs.find(({ app: by }) => by.slug === "other-app")?.id ?? 0,
    );
    visits.requests();
    await app.github.settled();
    expect(visits.requests().routes).toEqual([]);
  });
});

describe("a newer commit", () => {
  it("that comes before the first word is the one that is judged; nothing is said of the other (F30)", async () => {
    const pull = await visits.open(HARMLESS);
    let newer = "";
    app.github.fail(LIST, {
      meanwhile: async () => {
        // Nobody tells the App of it: it looks itself.
        app.github.hold();
        newer = await app.github.push(visits.repository, WITHOUT_A_RULE, "Newer", "feature");
        app.github.release(() => []);
      },
    });
    const older = await visits.push({ "README.md": "# Older\n" });
    expect(await visits.of(older)).toEqual([]);
    expect(await conclusions(pull.sha, newer)).toEqual(["success", "failure"]);
  });

  it("that comes mid-way has the older run end as cancelled, never as anything else (F30)", async () => {
    let newer = "";
    app.github.fail(UPDATE, {
      meanwhile: async () => {
        newer = await app.github.push(visits.repository, VISITS, "Newer", "feature");
      },
    });
    const older = (await visits.open(withStores(60))).sha;
    expect(visits.requests().writes.filter(({ conclusion }) => conclusion === "failure")).toEqual(
      [],
    );
    expect(await conclusions(older, newer)).toEqual(["cancelled", "success"]);
    expect((await visits.ours(older)).output.title).toBe("Superseded by a newer commit");
  });

  it("that is the older one once more is judged, though it was cancelled", async () => {
    app.github.fail(UPDATE, {
      meanwhile: () => app.github.push(visits.repository, VISITS, "Newer", "feature"),
    });
    const older = (await visits.open(withStores(60))).sha;
    expect(await conclusions(older)).toEqual(["cancelled"]);
    await app.github.moveBranch(visits.repository, "feature", older);
    await app.github.settled();
    expect(await conclusions(older)).toEqual(["failure"]);
    expect((await visits.ours(older)).output.annotations_count).toBe(3 * 60);
  });

  it("of several that come at once is judged once, the last", async () => {
    await visits.open(HARMLESS);
    app.github.hold();
    const shas: string[] = [];
    for (const text of ["1", "2", "3"]) {
      shas.push(await app.github.push(visits.repository, { "README.md": text }, text, "feature"));
    }
    app.github.requests();
    app.github.release((held) => held.filter(isOfPulls));
    await app.github.settled();
    const { routes } = visits.requests();
    expect(routes.filter((route) => route === CREATE)).toHaveLength(1);
    const [first = "", second = "", third = ""] = shas;
    expect([...(await visits.of(first)), ...(await visits.of(second))]).toEqual([]);
    expect(await conclusions(third)).toEqual(["success"]);
  });
});

it("checks a merge queue's group on its own commit, within eight requests (F29)", async () => {
  const pull = await visits.open(WITHOUT_A_RULE);
  visits.requests();
  const sha = await app.github.enqueue(visits.repository, pull.number, WITHOUT_A_RULE);
  await app.github.settled();
  expect(visits.requests().routes).toHaveLength(5);
  expect(await conclusions(sha)).toEqual(["failure"]);
  const { id } = await visits.ours(sha);
  for (const event of ["check_run", "check_suite"] as const) {
    await app.github.recheck(visits.repository, id, event);
    await app.github.settled();
    expect(visits.requests().writes).toHaveLength(1);
  }
});

describe("five hundred findings", () => {
  // Each has three; those of the example itself were there before.
  const STORES = 167;
  const MANY = 3 * STORES;
  const BATCHES = Math.ceil(MANY / 50);

  it("are all on their lines, the gravest first, within eight requests and one for each fifty (F32)", async () => {
    const pull = await visits.open(withStores(STORES));
    const { routes, writes } = visits.requests();
    const run = await visits.ours(pull.sha);
    const annotations = await visits.annotations(run);
    expect(annotations).toHaveLength(MANY);
    expect(
      new Set(annotations.map(({ start_line, message }) => `${start_line} ${message}`)).size,
    ).toBe(MANY);
    const levels = annotations.map(({ annotation_level }) => annotation_level);
    expect(levels).toEqual(
      [...levels].sort((one, other) => GRAVEST.indexOf(one) - GRAVEST.indexOf(other)),
    );
    const failures = annotations.filter(({ annotation_level }) => annotation_level === "failure");
    const lines = failures.map(({ start_line }) => start_line);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
    expect(routes).toHaveLength(7 + BATCHES);
    // Only the last word is one.
    expect(writes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: BATCHES - 1 }, () => "in_progress"),
      "completed",
    ]);
    expect(run.conclusion).toBe("failure");
  });

  it("of which a crash left the half are made whole by the next event, none twice", async () => {
    app.github.fail(UPDATE, {}, {}, { status: 403 });
    const pull = await visits.open(withStores(STORES));
    const half = await visits.ours(pull.sha);
    expect([half.status, half.output.annotations_count]).toEqual(["in_progress", 150]);
    visits.requests();
    await comesAgain();
    const whole = await visits.ours(pull.sha);
    expect([whole.id, whole.conclusion, whole.output.annotations_count]).toEqual([
      half.id,
      "failure",
      MANY,
    ]);
    expect(visits.requests().writes).toHaveLength(BATCHES - 3);
  });

  it("of which a crash left the half end as cancelled where they are not what is found by now", async () => {
    app.github.fail(UPDATE, {}, { status: 403 });
    const pull = await visits.open(withStores(STORES));
    const half = await visits.ours(pull.sha);
    await app.github.push(visits.repository, {
      [POLICY]: `${VISITS[POLICY]}levels: {store-without-deletion-rule: none}\n`,
    });
    await comesAgain();
    const path = `/repos/${visits.repository}/check-runs/${half.id}`;
    expect(await app.github.read(path)).toMatchObject({ conclusion: "cancelled" });
    expect((await visits.ours(pull.sha)).id).not.toBe(half.id);
  });

  it.each([
    ["did", { status: 502, after: true }],
    ["did not", { status: 502 }],
  ])(
    "are none of them there twice where nobody knows whether GitHub took them, and it %s",
    async (_what, fault) => {
      app.github.fail(UPDATE, {}, fault);
      const pull = await visits.open(withStores(STORES));
      const run = await visits.ours(pull.sha);
      expect([run.conclusion, run.output.annotations_count]).toEqual(["failure", MANY]);
    },
  );
});

const GRAVEST = ["failure", "warning", "notice"];

describe("trouble with GitHub", () => {
  it.each([
    ["it was", { status: 502, after: true }, 1],
    ["it was not", { status: 502 }, 2],
    ["it was, and the connection broke", { reset: true, after: true }, 1],
  ])(
    "where nobody knows whether a check was made, and %s: there is one",
    async (_what, fault, made) => {
      app.github.fail(CREATE, fault);
      const pull = await visits.open(WITHOUT_A_RULE);
      const { routes } = visits.requests();
      expect(routes.filter((route) => route === CREATE)).toHaveLength(made);
      expect(await conclusions(pull.sha)).toEqual(["failure"]);
    },
  );

  it.each<[string, string, Fault, "opened" | "pushed to"]>([
    ["a pull request", PULL, { status: 404 }, "opened"],
    ["a pull request", PULL, { status: 404 }, "pushed to"],
    ["the commit of one", CREATE, { status: 422 }, "opened"],
    ["the commit of one", LIST, { status: 422 }, "pushed to"],
  ])(
    "%s that is not visible yet is looked for after 2, 5 and 15 seconds (F33): %s %j, %s",
    async (_what, route, fault, when) => {
      if (when === "pushed to") await visits.open(HARMLESS);
      app.waits.length = 0;
      app.github.fail(route, fault, fault, fault);
      const sha = when === "opened" ? (await visits.open(HARMLESS)).sha : await visits.push(LATER);
      expect(app.waits).toEqual([2_000, 5_000, 15_000]);
      expect(await conclusions(sha)).toEqual(["success"]);
    },
  );

  it("what stays invisible is concluded not to be there, and the next event is patient anew", async () => {
    app.lines.length = 0;
    app.github.fail(PULL, ...Array(4).fill({ status: 404 }));
    const pull = await visits.open(HARMLESS);
    expect(await visits.of(pull.sha)).toEqual([]);
    expect(warnings()).toHaveLength(4);
    expect(warnings()[3]).toContain("GitHub does not show pull request");
    app.github.fail(PULL, { status: 404 });
    await comesAgain();
    expect(await conclusions(pull.sha)).toEqual(["success"]);
  });

  const HOURS = Array(24).fill(3_600_000);
  it.each([
    ["after a minute, five and fifteen", 3, ["success"], []],
    ["hourly then, for a day", 27, ["success"], HOURS],
    ["and not for ever", 28, [], HOURS],
  ])("keeps a check from being made: it is tried again %s", async (_when, times, found, hours) => {
    app.lines.length = 0;
    app.waits.length = 0;
    // Each time is four tries.
    const faults = Array.from({ length: 4 * times }, () => ({ status: 502 }));
    app.github.fail("POST /graphql issue", ...faults);
    const pull = await visits.open(HARMLESS);
    expect((await visits.of(pull.sha)).map(({ conclusion }) => conclusion)).toEqual(found);
    const waits = [60_000, 300_000, 900_000, ...hours];
    expect(app.waits.filter((wait) => wait >= 60_000)).toEqual(waits);
    expect(warnings()).toEqual(Array(times).fill(expect.stringContaining("could not check")));
    await comesAgain();
    expect(await conclusions(pull.sha)).toEqual(["success"]);
  });
});

it("without the right to, it tries once, says so in one line, and keeps the stage issue as ever (F15)", async () => {
  const poor = await RunningApp.start({
    permissions: { metadata: "read", contents: "read", issues: "write", pull_requests: "write" },
  });
  try {
    const there = await Checked.in(poor, "moj/poor");
    poor.lines.length = 0;
    const pull = await there.open(HARMLESS);
    expect(there.requests().routes.filter((route) => route === CREATE)).toHaveLength(1);
    expect(poor.lines.filter((line) => /"level":"(?:warn|error)"/.test(line))).toEqual([
      expect.stringContaining("must accept the permission Checks: write"),
    ]);
    expect(await there.of(pull.sha)).toEqual([]);
    expect(await poor.issues("moj/poor")).toHaveLength(1);
  } finally {
    await poor.stop();
  }
});
