import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  LABEL_DESCRIPTION,
  reminderMark,
  reminderMarkIn,
  type StateMark,
  stateMark,
  stateMarkIn,
  troubleMark,
  troubleMarkIn,
} from "../../app/marks.ts";
import { closingPauseAfter } from "../../app/state/closing.ts";
import { ledgerEntry } from "../../src/core/ledger.ts";
import { IssueWorld, SLUG } from "../support/issue-world.ts";
import { edited, VISITS, WITHOUT_A_RULE, without } from "../support/visits.ts";

/** The example, with the one thing built that it still lacks in private beta. */
const PRIVATE_BETA_DONE = edited(
  ".dsp/deletion-plan.yml",
  "automatic: {status: planned,",
  "automatic: {status: built,",
);
const VISITS_WITHOUT_RECORD = without(".dsp/project-record.yml");

const REOPENED = "change #1: body, state, state_reason (open, reopened)";

/** What was done, in short. */
function told(actions: ReturnType<IssueWorld["settle"]>): string[] {
  return actions.map((action) => {
    if (action.kind === "make-label") return `label ${action.label.name}`;
    if (action.kind === "open-issue") return `open: ${action.issue.title}`;
    if (action.kind === "comment")
      return `comment #${action.number}: ${action.body.split("\n")[1]}`;
    const { state, state_reason } = action.change;
    const what = Object.keys(action.change).sort().join(", ");
    return `change #${action.number}: ${what}${state ? ` (${state}, ${state_reason})` : ""}`;
  });
}

function at(topic: string, files: Readonly<Record<string, string>> = {}): IssueWorld {
  const world = new IssueWorld();
  world.repository = { ...world.repository, topics: [topic] };
  world.files = { ...files };
  return world;
}

describe("a stage that is set", () => {
  it("opens one issue, with its labels, and then nothing more", () => {
    const world = at("dsp-beta", VISITS);
    expect(told(world.settle())).toEqual([
      "label dsp",
      "label dsp:beta",
      "open: Data security and privacy: beta expectations",
    ]);
    expect(world.openIssues()[0]?.labels).toEqual(["dsp", "dsp:beta"]);
    expect(world.plan()).toEqual([]);
    world.pass(600);
    expect(world.plan()).toEqual([]);
  });
});

it("a label that is there in other letters is not made again: to GitHub they are one", () => {
  const world = at("dsp-beta", VISITS);
  world.repository = {
    ...world.repository,
    labels: [{ name: "DSP", description: "", openedBy: [] }],
  };
  expect(told(world.plan())).toEqual([
    "label dsp:beta",
    "open: Data security and privacy: beta expectations",
  ]);
});

describe("a stage that moves", () => {
  it("on closes the earlier issue with a link, and back opens it again", () => {
    const world = at("dsp-alpha");
    world.settle();
    world.repository = { ...world.repository, topics: ["dsp-beta"] };
    expect(told(world.settle())).toEqual([
      "label dsp:beta",
      "open: Data security and privacy: beta expectations",
      "change #1: body, state, state_reason (closed, completed)",
      "comment #1: The project is at beta now. Use #2 for what is still open here.",
    ]);
    world.repository = { ...world.repository, topics: ["dsp-alpha"] };
    expect(told(world.settle())).toEqual([
      "change #1: body, state, state_reason (open, reopened)",
      "change #2: body, state, state_reason (closed, completed)",
      "comment #2: The project is at alpha now. Use #1 for what is still open here.",
      "comment #1: Opened again, because this is not done:",
    ]);
    expect(world.openIssues().map(({ number }) => number)).toEqual([1]);
  });

  it("has its issue link the one before", () => {
    const world = at("dsp-alpha");
    world.settle();
    world.repository = { ...world.repository, topics: ["dsp-beta"] };
    world.settle();
    expect(world.issue(2).body).toContain(
      "- Previous stage: [alpha expectations](https://github.com/moj/visits/issues/1)\n",
    );
  });

  it("to nothing closes the issue, and says how it comes back", () => {
    const world = at("dsp-alpha");
    world.settle();
    world.repository = { ...world.repository, topics: [] };
    expect(told(world.settle())).toEqual([
      "change #1: body, state, state_reason (closed, not_planned)",
      "comment #1: Nothing declares a stage any more, so this list for alpha has ended. To get it back, declare the stage.",
    ]);
    world.repository = { ...world.repository, topics: ["dsp-alpha"] };
    expect(told(world.settle())[0]).toBe(REOPENED);
  });
});

describe("what the evidence shows", () => {
  it("changes the body, and what people wrote below the line stays byte for byte", () => {
    const world = at("dsp-beta", WITHOUT_A_RULE);
    world.settle();
    const yours = "\n- [x] asked the supplier\n<!-- dsp-lifecycle stage live topic -->\t \n";
    world.edit(1, { body: `${world.issue(1).body}${yours}` });
    expect(world.plan()).toEqual([]);
    world.files = { ...VISITS };
    world.repository = { ...world.repository, head: "b".repeat(40) };
    expect(told(world.settle())).toEqual(["change #1: body"]);
    expect(world.issue(1).body.endsWith(yours)).toBe(true);
    expect(world.issue(1).body).not.toContain("store-without-deletion-rule");
  });

  it("leaves the body as it is where only another commit stands there: what it says is still true", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.repository = { ...world.repository, head: "b".repeat(40) };
    expect(world.plan()).toEqual([]);
  });

  it("closes the issue when all is met, and opens it again when that changes", () => {
    const world = at("dsp-beta", PRIVATE_BETA_DONE);
    expect(told(world.settle()).slice(2)).toEqual([
      "open: Data security and privacy: beta expectations",
      "change #1: body, state, state_reason (closed, completed)",
      "comment #1: Everything due at beta is met (22 of 22 expectations met), so this issue is closed. It opens again if that changes.",
    ]);
    expect(world.plan()).toEqual([]);
    world.files = { ...WITHOUT_A_RULE };
    expect(told(world.settle())).toEqual([
      REOPENED,
      "comment #1: Opened again, because this is not done:",
    ]);
  });
});

it.each([
  ["2027-03-05", false],
  ["2027-03-06", true],
  ["2027-04-05", true],
  ["2027-04-06", false],
])("a review due on 2027-04-05 is announced on %s: %s", (day, isShown) => {
  const world = at("dsp-beta", VISITS);
  world.now = Date.parse(`${day}T12:00:00Z`);
  world.settle();
  expect(world.issue(1).body.includes("### Reviews due soon\n")).toBe(isShown);
});

describe("a person who closes it", () => {
  it("with something open has it opened once, and not again for a day unless something changes", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    expect(told(world.settle())).toEqual([
      REOPENED,
      "comment #1: Opened again, because this is not done:",
    ]);
    world.pass(10);
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
    world.pass(23 * 60 + 49);
    expect(world.plan()).toEqual([]);
    world.pass(1);
    expect(told(world.settle())[0]).toBe(REOPENED);
    world.edit(1, { isOpen: false });
    world.files = { ...WITHOUT_A_RULE };
    expect(told(world.settle())[0]).toBe(REOPENED);
  });

  it("is told what is open, ten at most", () => {
    const world = at("dsp-beta");
    world.settle();
    world.edit(1, { isOpen: false });
    world.settle();
    const said = world.comments.get(1)?.[0]?.body ?? "";
    expect(said.match(/^- DSP-/gm)).toHaveLength(10);
    expect(said).toMatch(/^- … and \d+ more$/m);
  });

  it("has it opened again, whatever a comment of somebody else's says of that (T7)", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    world.settleUntil(1, false);
    const [comment] = world.plan();
    world.say(1, comment?.kind === "comment" ? comment.body : "", "mallory");
    expect(world.settle()).toEqual([comment]);
  });

  it("again, before that was told, is told nothing: it is not open", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    world.settleUntil(1, false);
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
  });

  it.each<[string, (world: IssueWorld, mark: string) => void]>([
    ["in a comment", (world, mark) => world.say(1, mark, "mallory")],
    [
      "below the line",
      (world, mark) => world.edit(1, { body: `${world.issue(1).body}\n${mark}\n` }),
    ],
  ])("has it opened again, whatever mark somebody writes %s (T7)", (_where, write) => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    const [change] = world.plan();
    const body = change?.kind === "change-issue" ? (change.change.body ?? "") : "";
    const [mark = ""] = /^<!-- dsp-lifecycle reopened .* -->/.exec(body) ?? [];
    expect(mark).not.toBe("");
    write(world, mark);
    expect(told(world.settle())[0]).toBe(REOPENED);
  });

  it("after the App had closed it once is left alone by what the App did last", () => {
    const world = at("dsp-beta", PRIVATE_BETA_DONE);
    world.settle();
    world.files = { ...WITHOUT_A_RULE };
    world.settle();
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
  });

  /** Closes it, every so many hours, where it is open; gives the hours in which it was opened again. */
  function closedEvery(world: IssueWorld, step: number, hours: number): number[] {
    const opened: number[] = [];
    for (let hour = 0; hour < hours; hour += step) {
      if (world.issue(1).isOpen) world.edit(1, { isOpen: false });
      world.settle();
      if (world.issue(1).isOpen) opened.push(hour);
      world.pass(60 * step);
    }
    return opened;
  }
  const KEPT = /^- Closed (\d+) times while the same expectations were open\./m;
  const saidIn = (world: IssueWorld) => (world.comments.get(1) ?? []).length;

  it("again and again has it opened at growing distances, and is told twice; the body says it then", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    const days = closedEvery(world, 12, 24 * 80).map((hour) => hour / 24);
    expect(days).toEqual([0, 1, 3, 7, 15, 31, 63]);
    expect(saidIn(world)).toBe(2);
    expect(KEPT.exec(world.issue(1).body)?.[1]).toBe("7");
    world.edit(1, { isOpen: true });
    world.settle();
    expect(world.issue(1).body).toMatch(KEPT);
    expect(world.plan()).toEqual([]);
  });

  it.each([
    [1, 24, 0],
    [2, 48, 1],
    [5, 16 * 24, 8],
    [6, 32 * 24, 16],
    [7, 32 * 24, 24],
    [9999, 32 * 24, 24],
  ])(
    "is left alone for so many hours after the App has opened it %i times",
    (times, hours, final) => {
      expect(closingPauseAfter(times, false)).toBe(hours * 3_600_000);
      expect(closingPauseAfter(times, true)).toBe(final * 3_600_000);
    },
  );

  it("again and again is told anew of what is new, and the body speaks no more of it", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    closedEvery(world, 24, 24 * 4);
    world.edit(1, { isOpen: true });
    expect(world.issue(1).body).toMatch(KEPT);
    world.files = { ...WITHOUT_A_RULE };
    world.settle();
    expect(world.issue(1).body).not.toMatch(KEPT);
    world.edit(1, { isOpen: false });
    expect(told(world.settle())).toEqual([
      REOPENED,
      "comment #1: Opened again, because this is not done:",
    ]);
    expect(world.issue(1).body).not.toMatch(KEPT);
  });

  it("at post-live never gets rid of it while the final automated tasks are not ready", () => {
    const world = at("dsp-post-live", VISITS);
    world.settle();
    // Never longer than a day: nobody can wait until it is forgotten.
    expect(closedEvery(world, 1, 100)).toEqual([0, 1, 2, 4, 8, 16, 32, 56, 80]);
    expect(saidIn(world)).toBe(2);
  });

  it("at post-live, twice within a minute, has it opened at once", () => {
    const world = at("dsp-post-live", VISITS);
    world.settle();
    for (const isOpened of [true, true, false]) {
      world.edit(1, { isOpen: false });
      world.settle();
      expect(world.issue(1).isOpen).toBe(isOpened);
    }
  });
});

describe("a run that fails at a write", () => {
  const move = (world: IssueWorld, stage?: string) => {
    world.repository = { ...world.repository, topics: stage ? [`dsp-${stage}`] : [] };
  };
  const ended = (world: IssueWorld) => ({
    issues: world.issues.map(({ number, title, isOpen }) => ({ number, title, isOpen })),
    said: [...world.comments].map(([number, all]) => [number, all.map(({ body }) => body)]),
  });

  it.each<[string, string, Readonly<Record<string, string>>, (world: IssueWorld) => void]>([
    ["all is met", "beta", WITHOUT_A_RULE, (world) => (world.files = { ...PRIVATE_BETA_DONE })],
    ["a rule is lost", "beta", PRIVATE_BETA_DONE, (world) => (world.files = { ...WITHOUT_A_RULE })],
    ["a person closes it", "beta", VISITS, (world) => world.edit(1, { isOpen: false })],
    ["the stage moves on", "alpha", {}, (world) => move(world, "beta")],
    ["it moves to one that is met", "alpha", PRIVATE_BETA_DONE, (world) => move(world, "beta")],
    ["it is taken away", "alpha", {}, (world) => move(world)],
    [
      "there are two of a stage",
      "beta",
      VISITS,
      (world) => (world.issues = [{ ...world.issue(1), number: 2 }, world.issue(1)]),
    ],
  ])("is made up for by the next: %s", (_name, stage, files, happens) => {
    const begin = () => {
      const world = at(`dsp-${stage}`, files);
      world.settle();
      happens(world);
      return world;
    };
    const whole = begin();
    const writes = whole.settle().length;
    expect(writes).toBeGreaterThan(1);
    for (let failing = 0; failing < writes; failing++) {
      for (const hasEffect of [true, false]) {
        const world = begin();
        world.settleUntil(failing, hasEffect);
        world.settle();
        expect(ended(world)).toEqual(ended(whole));
        expect(world.plan()).toEqual([]);
      }
    }
  });

  it("is not told of twice where somebody empties the body in between", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    world.settle();
    world.edit(1, { body: "" });
    expect(told(world.settle())).toEqual(["change #1: body"]);
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
  });
});

describe("an issue with more comments than are read", () => {
  it("is put right without a word, for it may have been said: nothing is said twice", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.flooded.add(1);
    world.edit(1, { isOpen: false });
    expect(told(world.settle())).toEqual([REOPENED]);
    world.files = { ...VISITS, ".github/dsp.yml": "stage: [\n" };
    expect(world.plan()).toEqual([]);
  });

  it("has its ticks answered", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    world.flooded.add(1);
    const body = world.issue(1).body.replace(/- \[ \] (.*<!-- attest DSP-DISC-2 -->)/, "- [x] $1");
    world.edit(1, { body });
    world.ticks = [{ expectation: "DSP-DISC-2", by: "octocat", mayAttest: true }];
    expect(told(world.settle())).toEqual([
      expect.stringMatching(/^comment #1: `octocat` ticked /),
      "change #1: body",
    ]);
  });
});

describe("what an earlier version has noted", () => {
  it("in a comment alone still counts: opened once, it is left for a day", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isOpen: false });
    const [change] = world.plan();
    const body = change?.kind === "change-issue" ? (change.change.body ?? "") : "";
    const open = /reopened ([0-9a-f]+) /.exec(body)?.[1];
    world.say(1, `<!-- dsp-lifecycle reopened ${open} -->\nClosed\n`, "dsp-lifecycle[bot]");
    expect(world.plan()).toEqual([]);
    world.pass(24 * 60);
    expect(told(world.settle())[0]).toBe(REOPENED);
  });

  it("in a comment under an open issue stays there: nothing is written for it", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.say(1, "<!-- dsp-lifecycle reopened abc -->\nClosed\n", "dsp-lifecycle[bot]");
    expect(world.plan()).toEqual([]);
  });

  it("of a closed issue needs no word more, and opens it where something is open", () => {
    const world = at("dsp-beta", PRIVATE_BETA_DONE);
    world.settle();
    world.edit(1, { body: world.issue(1).body.replace(/^<!-- .* -->\n/, "") });
    world.comments.clear();
    world.say(1, "<!-- dsp-lifecycle closed met -->\nDone\n", "dsp-lifecycle[bot]");
    expect(world.plan()).toEqual([]);
    world.files = { ...WITHOUT_A_RULE };
    expect(told(world.settle())[0]).toBe(REOPENED);
  });
});

it("a mark of a day to come, which only a person can have written, keeps nothing closed", () => {
  const world = at("dsp-beta", VISITS);
  world.settle();
  world.edit(1, { isOpen: false });
  world.settle();
  const body = world.issue(1).body.replace(/^(<!-- .* )2026(\S+ 1 -->)/, "$12999$2");
  world.edit(1, { isOpen: false, body });
  expect(told(world.settle())[0]).toBe(REOPENED);
});

it("an issue that people have filled to the last is closed all the same", () => {
  const world = at("dsp-beta", VISITS);
  world.settle();
  const { body } = world.issue(1);
  world.edit(1, { body: body + "x".repeat(65_536 - body.length) });
  world.repository = { ...world.repository, topics: ["dsp-alpha"] };
  world.settle();
  expect(world.issue(1)).toMatchObject({ isOpen: false, body: expect.stringMatching(/x$/) });
});

it.each([
  ["an exercise", "<!-- dsp-lifecycle mapping 2026-01-01 -->"],
  ["a policy that cannot be used", "<!-- dsp-lifecycle policy abc -->"],
])("a list into which a person has put the mark of %s stays a list", (_name, mark) => {
  const world = at("dsp-beta", VISITS);
  world.settle();
  world.edit(1, { body: `${world.issue(1).body}\n${mark}\n` });
  expect(world.plan()).toEqual([]);
});

it("a list that cannot be read in part is not done", () => {
  const world = at("dsp-beta", { ...PRIVATE_BETA_DONE, ".dsp/backup-config.yml": "a: [\n" });
  world.settle();
  expect(world.issue(1)).toMatchObject({ isOpen: true });
  expect(world.issue(1).body).toContain("cannot be read");
});

it("speaks of people's mailboxes where others can read them, and not in a private repository", () => {
  const files = edited(".dsp/data-map.yml", "contact: privacy@", "contact: jane.doe@");
  const world = at("dsp-beta", files);
  world.settle();
  expect(world.issue(1).body).not.toContain("person-named-in-public");
  world.repository = { ...world.repository, visibility: "public" };
  world.settle();
  expect(world.issue(1).body).toContain("person-named-in-public");
});

it("names nobody whose statement has run out, beside whose has not", () => {
  const world = at("dsp-discovery", VISITS);
  world.now = Date.parse("2027-06-01T12:00:00Z");
  world.settle();
  world.say(1, ledgerEntry({ expectation: "DSP-DISC-2", by: "octocat" }), "dsp-lifecycle[bot]");
  world.settle();
  expect(world.issue(1).body).toContain("Signed off by octocat");
  expect(world.issue(1).body).not.toContain("Signed off by visits-team");
});

it("links the latest of two issues of the stage before", () => {
  const world = at("dsp-alpha");
  world.settle();
  world.issues = [{ ...world.issue(1), number: 7 }, world.issue(1)];
  world.repository = { ...world.repository, topics: ["dsp-beta"] };
  world.settle();
  expect(world.openIssues()[0]?.body).toContain("/issues/7)");
});

it("takes for a mark only what a comment begins with", () => {
  const mark: StateMark = { did: "closed", because: "met", at: "2026-11-23T12:00:00.000Z" };
  expect(stateMarkIn(stateMark(mark))).toEqual(mark);
  const counted: StateMark = {
    did: "reopened",
    open: "0a1b",
    at: "2026-11-23T12:00:00Z",
    times: 3,
  };
  expect(stateMarkIn(stateMark(counted))).toEqual(counted);
  expect(stateMarkIn(`> ${stateMark(mark)}`)).toBeUndefined();
  expect(reminderMarkIn(reminderMark("abc"))).toBe("abc");
  expect(reminderMarkIn(`> ${reminderMark("abc")}`)).toBeUndefined();
  expect(troubleMarkIn(troubleMark("abc"))).toBe("abc");
  expect(troubleMarkIn(`> ${troubleMark("abc")}`)).toBeUndefined();
});

it("shows what was attested for as long as it holds", () => {
  const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
  world.settle();
  const entry = ledgerEntry({ expectation: "DSP-DISC-2", by: "octocat" });
  world.say(1, entry, "dsp-lifecycle[bot]");
  world.settle();
  expect(world.issue(1).body).toContain("Signed off by octocat");
  world.pass(366 * 24 * 60);
  world.settle();
  expect(world.issue(1).body).not.toContain("Signed off by octocat");
});

describe("an issue that people have changed", () => {
  it.each([
    ["emptied", { body: "" }, ["change #1: body"]],
    ["cut off above", { body: "nothing of ours" }, ["change #1: body"]],
    ["retitled", { title: "Privacy" }, ["change #1: title"]],
    ["emptied and retitled", { body: "", title: "Privacy" }, ["change #1: body, title"]],
    ["without its labels", { labels: ["team"] }, ["change #1: labels"]],
  ])("%s is put right, and none is opened beside it", (_name, change, expected) => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    const before = world.issue(1);
    const { title, body } = before;
    world.edit(1, change);
    expect(told(world.settle())).toEqual(expected);
    expect(world.issues).toHaveLength(1);
    expect(world.issue(1)).toMatchObject({ title, body });
    expect(world.issue(1).labels).toEqual(expect.arrayContaining(["dsp", "dsp:beta"]));
  });

  it("keeps the labels of others", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { labels: ["team", "dsp:beta"] });
    world.settle();
    expect(world.issue(1).labels.sort()).toEqual(["dsp", "dsp:beta", "team"]);
  });

  it("is opened anew where it was deleted or moved away", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.issues = [];
    expect(told(world.settle())).toEqual(["open: Data security and privacy: beta expectations"]);
  });

  it("makes its label again before it is put on, where somebody has deleted it", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.repository = { ...world.repository, labels: [] };
    world.edit(1, { labels: [] });
    expect(told(world.settle())).toEqual(["label dsp", "label dsp:beta", "change #1: labels"]);
  });

  it("is locked: its body is kept true, and nothing is said under it", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { isLocked: true });
    world.files = { ...WITHOUT_A_RULE };
    expect(told(world.settle())).toEqual(["change #1: body"]);
    world.files = { ...PRIVATE_BETA_DONE };
    expect(told(world.settle())).toEqual([
      "change #1: body, state, state_reason (closed, completed)",
    ]);
    world.files = { ...WITHOUT_A_RULE };
    expect(told(world.settle())).toEqual([REOPENED]);
  });

  it("is locked: a ticked box is emptied, for nothing can be said of it", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    const body = world.issue(1).body.replace(/- \[ \] (.*<!-- attest DSP-DISC-2 -->)/, "- [x] $1");
    world.edit(1, { body, isLocked: true });
    world.ticks = [{ expectation: "DSP-DISC-2", by: "octocat", mayAttest: true }];
    expect(told(world.settle())).toEqual(["change #1: body"]);
  });

  it("has other line ends, as GitHub's own editor leaves them: that is no difference", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { body: world.issue(1).body.replaceAll("\n", "\r\n") });
    expect(world.plan()).toEqual([]);
  });

  it("has lost the line feed at its end: that is no difference", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { body: world.issue(1).body.trimEnd() });
    expect(world.plan()).toEqual([]);
  });

  it("bears another stage's label beside its own: it goes when the labels are put right", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { labels: ["dsp:alpha", "team"] });
    world.settle();
    expect(world.issue(1).labels.sort()).toEqual(["dsp", "dsp:beta", "team"]);
  });

  it("is one of two at most once: the later twin is closed (F07)", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.issues = [{ ...world.issue(1), number: 2 }, world.issue(1)];
    expect(told(world.settle())).toEqual([
      "change #2: body, state, state_reason (closed, not_planned)",
      "comment #2: This is the same as #1. Use that issue.",
    ]);
    expect(world.plan()).toEqual([]);
    // A person closes the one that goes on: its twin does not come in its place.
    world.edit(1, { isOpen: false });
    world.pass(60);
    world.settle();
    expect(world.openIssues().map(({ number }) => number)).toEqual([1]);
  });

  it("rests where its labels were made in other letters: GitHub keeps them so", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { labels: ["DSP", "Dsp:Beta", "team"] });
    expect(world.plan()).toEqual([]);
    world.edit(1, { labels: ["DSP", "Dsp:Alpha", "team"] });
    world.settle();
    expect(world.issue(1).labels).toEqual(["DSP", "team", "dsp:beta"]);
  });
});

describe("a repository", () => {
  it.each([
    ["that is archived", { isArchived: true }],
    ["without issues", { hasIssues: false }],
  ])("%s is left alone", (_name, state) => {
    const world = at("dsp-beta", VISITS);
    world.repository = { ...world.repository, ...state };
    expect(world.plan()).toEqual([]);
  });

  it.each([
    ["a fork", { isFork: true }],
    ["a template", { isTemplate: true }],
  ])(
    "that is %s has its policy from elsewhere: only what is said of itself counts",
    (_name, state) => {
      const world = new IssueWorld();
      world.files = { ...VISITS };
      world.repository = { ...world.repository, ...state };
      expect(world.plan()).toEqual([]);
      world.repository = { ...world.repository, topics: ["dsp-alpha"] };
      expect(told(world.settle())).toContain("open: Data security and privacy: alpha expectations");
    },
  );

  it("that is empty has a list of all that is expected", () => {
    const world = at("dsp-discovery");
    world.repository = { ...world.repository, head: undefined };
    world.settle();
    expect(world.issue(1).body).toContain("none yet: the repository is empty");
  });

  it("whose policy cannot be used keeps its list, and one comment says why until it can", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.files = { ...VISITS, ".github/dsp.yml": "stage: '@all'\n" };
    expect(told(world.settle())).toEqual([
      "comment #1: The policy cannot be used, so this list stays unchanged until you fix these problems:",
    ]);
    expect(world.comments.get(1)?.[0]?.body).toContain(
      '- `.github/dsp.yml:1:8` · `stage` is "@\u200ball"; use ',
    );
    expect(world.plan()).toEqual([]);
    world.files = { ...VISITS, ".github/dsp.yml": "stage: [\n" };
    expect(world.settle()).toHaveLength(1);
    world.files = { ...VISITS };
    expect(world.plan()).toEqual([]);
  });
});

describe("the comment on a policy that cannot be used", () => {
  const broken = (policy: string) => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.files = { ...VISITS, ".github/dsp.yml": policy };
    return world;
  };

  it("is not taken as written where somebody else wrote it (T7)", () => {
    const world = broken("stage: [\n");
    const [comment] = world.plan();
    world.say(1, comment?.kind === "comment" ? comment.body : "", "mallory");
    expect(world.settle()).toHaveLength(1);
  });

  it("comes again for what was wrong before, where something else was wrong in between", () => {
    const world = broken("stage: [\n");
    world.settle();
    world.files = { ...VISITS, ".github/dsp.yml": "stage: 1\n" };
    world.settle();
    world.files = { ...VISITS, ".github/dsp.yml": "stage: [\n" };
    expect(world.settle()).toHaveLength(1);
  });

  it("does not come again where what is wrong has only moved", () => {
    const world = broken("stage: 1\n");
    world.settle();
    world.files = { ...VISITS, ".github/dsp.yml": "# ours\n\n  \nstage:   1\n" };
    expect(world.plan()).toEqual([]);
  });

  it("does not come for what is wrong with the organisation's, which all its repositories share", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.organisationPolicy = "stage: [\n";
    expect(world.plan()).toEqual([]);
    world.organisationPolicy = undefined;
    expect(world.plan()).toEqual([]);
  });

  it("comes where the organisation's policy stands, if there is a list", () => {
    const world = at("dsp-beta");
    world.repository = { ...world.repository, name: ".github" };
    world.settle();
    world.files = { ".github/dsp.yml": "stage: [\n" };
    world.repository = { ...world.repository, topics: [] };
    expect(told(world.settle())).toEqual([expect.stringMatching(/^comment #1: The policy cannot/)]);
  });

  it("lists five problems, and says how many more there are", () => {
    const world = broken("a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\n");
    world.settle();
    const said = world.comments.get(1)?.[0]?.body ?? "";
    expect(said.match(/^- `/gm)).toHaveLength(5);
    expect(said).toMatch(/^- … and \d+ more$/m);
  });
});

describe("a policy that cannot be used from the beginning", () => {
  const TITLE = "Data security and privacy: the policy cannot be used";
  const POLICY = ".github/dsp.yml";
  const begin = (policy = "stage: betta\n") => {
    const world = new IssueWorld();
    world.files = { [POLICY]: policy };
    return world;
  };

  it("has an issue that says what is wrong, and closes when it is mended", () => {
    const world = begin();
    expect(told(world.settle())).toEqual(["label dsp", `open: ${TITLE}`]);
    expect(world.issue(1).body).toContain('- `.github/dsp.yml:1:8` · `stage` is "betta"; use ');
    expect(world.plan()).toEqual([]);
    world.files = { [POLICY]: "stage: beta\n" };
    expect(told(world.settle())).toEqual([
      "change #1: body, state, state_reason (closed, completed)",
      "label dsp:beta",
      "open: Data security and privacy: beta expectations",
    ]);
    expect(world.plan()).toEqual([]);
  });

  it("has its places put right without a word, and left closed by a person until something else is wrong", () => {
    const world = begin();
    world.settle();
    world.files = { [POLICY]: "\nstage: betta\n" };
    expect(told(world.settle())).toEqual(["change #1: body"]);
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
    world.files = { [POLICY]: "stage: gamma\n" };
    expect(told(world.settle())).toEqual([REOPENED]);
  });

  it("has one again where it broke, was mended, and broke once more", () => {
    const world = begin();
    world.settle();
    world.files = {};
    world.settle();
    expect(world.openIssues()).toEqual([]);
    world.files = begin().files;
    expect(told(world.settle())).toEqual([REOPENED]);
  });

  it("is known by its title where a person has emptied it: there is no second one", () => {
    const world = begin();
    world.settle();
    world.edit(1, { body: "" });
    expect(told(world.settle())).toEqual(["change #1: body"]);
  });

  it("is no stage's, whatever label is put on it", () => {
    const world = begin();
    world.settle();
    world.edit(1, { labels: ["dsp", "dsp:beta"] });
    expect(world.plan()).toEqual([]);
  });

  it.each([
    ["a fork", { isFork: true }],
    ["a template", { isTemplate: true }],
  ])(
    "is not spoken of in %s, whose policy is from elsewhere, unless a stage is declared",
    (_name, state) => {
      const world = begin();
      world.repository = { ...world.repository, ...state };
      expect(world.plan()).toEqual([]);
      world.repository = { ...world.repository, topics: ["dsp-beta"] };
      expect(told(world.settle())).toContain(`open: ${TITLE}`);
    },
  );

  it("is the organisation's: of that nothing is said, but where it stands and a stage is declared", () => {
    const world = at("dsp-beta");
    world.organisationPolicy = "stage: [\n";
    expect(world.plan()).toEqual([]);
    const above = begin("stage: [\n");
    above.repository = { ...above.repository, name: ".github" };
    expect(above.plan()).toEqual([]);
    above.repository = { ...above.repository, topics: ["dsp-beta"] };
    expect(told(above.settle())).toContain(`open: ${TITLE}`);
  });
});

describe("the stage by a label", () => {
  const made = (name: string) => ({ name, description: "", openedBy: [] });

  it("is one that a person has made; the issue is the record of it", () => {
    const world = new IssueWorld();
    world.repository = { ...world.repository, labels: [made("dsp:private-beta")] };
    expect(told(world.settle()).at(-1)).toBe("open: Data security and privacy: beta expectations");
    expect(world.plan()).toEqual([]);
  });

  it("that a person puts on an issue of theirs stays with our issue, until it is taken off", () => {
    const world = new IssueWorld();
    const ours = { ...made("dsp:alpha"), description: LABEL_DESCRIPTION };
    world.repository = { ...world.repository, labels: [{ ...ours, openedBy: ["octocat"] }] };
    world.settle();
    world.repository = { ...world.repository, labels: [{ ...ours, openedBy: [] }] };
    expect(world.settle()).toEqual([]);
    world.edit(1, { labels: ["dsp"] });
    expect(told(world.settle())[0]).toBe(
      "change #1: body, state, state_reason (closed, not_planned)",
    );
  });

  it("ends with our issue that records it: closed, it records nothing", () => {
    const world = new IssueWorld();
    const ours = { ...made("dsp:alpha"), description: LABEL_DESCRIPTION };
    world.repository = { ...world.repository, labels: [{ ...ours, openedBy: ["octocat"] }] };
    world.settle();
    world.repository = { ...world.repository, labels: [{ ...ours, openedBy: [] }] };
    world.edit(1, { isOpen: false });
    expect(world.plan()).toEqual([]);
  });

  it("that only the App has made declares nothing once the topic is gone", () => {
    const world = at("dsp-alpha");
    world.settle();
    world.repository = { ...world.repository, topics: [] };
    world.settle();
    expect(world.openIssues()).toEqual([]);
  });

  it("of another stage on our issue moves it on", () => {
    const world = new IssueWorld();
    world.repository = { ...world.repository, labels: [{ ...made("dsp:alpha"), openedBy: [] }] };
    world.settle();
    world.edit(1, { labels: ["dsp", "dsp:alpha", "dsp:beta"] });
    world.settle();
    expect(world.openIssues().map(({ title }) => title)).toEqual([
      "Data security and privacy: beta expectations",
    ]);
    expect(world.plan()).toEqual([]);
  });
});

describe("a box", () => {
  const ID = "DSP-DISC-2";
  const tick = (world: IssueWorld) => {
    const body = world
      .issue(1)
      .body.replace(new RegExp(`- \\[ \\] (.*<!-- attest ${ID} -->)`), "- [x] $1");
    if (body === world.issue(1).body) throw new Error("no such box");
    world.edit(1, { body });
  };

  it("that someone who may write has ticked becomes an entry of the ledger, and is met", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    tick(world);
    world.ticks = [{ expectation: ID, by: "octocat", mayAttest: true }];
    expect(told(world.settle())).toEqual([
      expect.stringMatching(/^comment #1: `octocat` ticked \*\*DSP-DISC-2\*\*: /),
      "change #1: body",
    ]);
    world.ticks = [];
    expect(world.plan()).toEqual([]);
    expect(world.issue(1).body).not.toContain(`<!-- attest ${ID} -->`);
  });

  it.each([
    ["someone who may only read", { by: "mallory", mayAttest: false }],
    ["an account of another app", { by: "helper[bot]", mayAttest: true }],
  ])("that %s has ticked is emptied again", (_name, who) => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    tick(world);
    world.ticks = [{ expectation: ID, ...who }];
    expect(told(world.settle())).toEqual(["change #1: body"]);
    expect(world.issue(1).body).toContain(`<!-- attest ${ID} -->`);
    expect(world.comments.get(1) ?? []).toEqual([]);
  });

  it("can be ticked again once what was attested has run out", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    world.say(1, ledgerEntry({ expectation: ID, by: "octocat" }), "dsp-lifecycle[bot]");
    world.settle();
    expect(world.issue(1).body).not.toContain(`<!-- attest ${ID} -->`);
    world.pass(366 * 24 * 60);
    world.settle();
    tick(world);
    world.ticks = [{ expectation: ID, by: "hubot", mayAttest: true }];
    expect(told(world.settle())[0]).toMatch(/^comment #1: `hubot` ticked \*\*DSP-DISC-2/);
  });

  it("can be ticked though somebody has signed it in a role that was not asked for", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    const expectation = "DSP-DISC-6";
    const entry = ledgerEntry({ expectation, by: "ann", role: "service-owner" });
    world.say(1, entry, "dsp-lifecycle[bot]");
    world.settle();
    const box = new RegExp(`- \\[ \\] (.*<!-- attest ${expectation} -->)`);
    world.edit(1, { body: world.issue(1).body.replace(box, "- [x] $1") });
    world.ticks = [{ expectation, by: "octocat", mayAttest: true }];
    expect(told(world.settle())[0]).toMatch(/^comment #1: `octocat` ticked \*\*DSP-DISC-6/);
  });

  it("that is empty again when it is answered counts for nothing", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    world.ticks = [{ expectation: ID, by: "octocat", mayAttest: true }];
    expect(world.plan()).toEqual([]);
  });

  it("that nobody knows who has ticked is spoken of once, whoever else has said the same (T7)", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    tick(world);
    const planned = () => world.planFor({ ...world.facts(), unclearTicks: "2026-11-23T11:00:00Z" });
    const first = planned();
    expect(told(first)).toEqual([expect.stringContaining(`the App cannot tell who ticked ${ID}`)]);
    const body = first[0]?.kind === "comment" ? first[0].body : "";
    world.say(1, body, "mallory");
    expect(planned()).toEqual(first);
    world.say(1, body, `${SLUG}[bot]`);
    expect(told(planned())).toEqual(["change #1: body"]);
  });

  it("is not attested by a comment of somebody else that looks like an entry (T7)", () => {
    const world = at("dsp-discovery", VISITS_WITHOUT_RECORD);
    world.settle();
    world.say(1, ledgerEntry({ expectation: ID, by: "octocat" }), "mallory");
    expect(world.plan()).toEqual([]);
  });
});

describe("reminders", () => {
  const reminding = {
    ...VISITS,
    ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}reminders: {every: P1D}\n`,
  };
  const DAY = 24 * 60;

  it("are off unless the policy asks for them", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.pass(30 * DAY);
    expect(told(world.plan()).filter((one) => one.startsWith("comment"))).toEqual([]);
  });

  it("come after the time that it names, then after twice as long each, five times at most", () => {
    const world = at("dsp-beta", reminding);
    world.settle();
    const days: number[] = [];
    // The sixth would come on the 63rd.
    for (let day = 1; day <= 70; day++) {
      world.pass(DAY);
      if (told(world.settle()).some((one) => one.startsWith("comment #1: Still open: ")))
        days.push(day);
    }
    expect(days).toEqual([1, 3, 7, 15, 31]);
  });

  it("begin anew when something else is open", () => {
    const world = at("dsp-beta", reminding);
    world.settle();
    for (let day = 1; day <= 40; day++) {
      world.pass(DAY);
      world.settle();
    }
    world.files = { ...WITHOUT_A_RULE, ".github/dsp.yml": reminding[".github/dsp.yml"] };
    world.pass(DAY);
    expect(told(world.settle()).at(-1)).toMatch(/^comment #1: Still open: /);
  });

  it("come, whatever somebody else has copied of one (T7)", () => {
    const world = at("dsp-beta", reminding);
    world.settle();
    world.pass(DAY);
    const reminder = world.plan().at(-1);
    for (let time = 0; time < 5; time++)
      world.say(1, reminder?.kind === "comment" ? reminder.body : "", "mallory");
    expect(world.settle()).toEqual([reminder]);
  });

  it("never come under an issue that a person has closed", () => {
    const world = at("dsp-beta", reminding);
    world.settle();
    world.pass(40 * DAY);
    world.edit(1, { isOpen: false });
    world.settle();
    world.pass(60);
    world.edit(1, { isOpen: false });
    world.comments.set(1, world.comments.get(1)?.slice(0, 1) ?? []);
    expect(world.plan()).toEqual([]);
  });

  it("never come on an archived repository", () => {
    const world = at("dsp-beta", reminding);
    world.settle();
    world.repository = { ...world.repository, isArchived: true };
    world.pass(30 * DAY);
    expect(world.plan()).toEqual([]);
  });
});

describe("a data mapping exercise", () => {
  const due = (next: string, done = "[]") => ({
    ...VISITS,
    ".dsp/project-record.yml": (VISITS[".dsp/project-record.yml"] ?? "").replace(
      /^mapping_exercises:.*$/m,
      `mapping_exercises: {every: P1Y, done: ${done}, next: ${next}}`,
    ),
  });
  const exercises = (world: IssueWorld) =>
    world.issues.filter(({ title }) => title.startsWith("Data mapping exercise"));

  it("has an issue a month before it is due, with all that is to be confirmed, until it was held", () => {
    const world = at("dsp-post-live", due("2026-12-24"));
    world.settle();
    expect(exercises(world)).toEqual([]);
    world.pass(24 * 60);
    world.settle();
    const [issue] = exercises(world);
    expect(issue).toMatchObject({ title: "Data mapping exercise due 2026-12-24", isOpen: true });
    for (const id of ["log-provider", "visits-web", "f7"])
      expect(issue?.body).toContain(`- [ ] \`${id}\``);
    expect(world.plan()).toEqual([]);
    world.files = due("2027-12-24", "[{date: 2026-12-01, led_by: information manager}]");
    world.settle();
    expect(exercises(world)).toEqual([{ ...issue, isOpen: false }]);
    expect(issue?.body).toMatch(
      /\*\*This exercise is over:\*\* the project record says that it was held\.$/m,
    );
    expect(world.comments.size).toBe(0);
  });

  it("is no stage's, whatever label is put on its issue", () => {
    const world = at("dsp-post-live", due("2026-12-01"));
    world.settle();
    const [issue] = exercises(world);
    world.edit(issue?.number ?? 0, { labels: ["dsp", "dsp:post-live"] });
    expect(world.plan()).toEqual([]);
  });

  it.each([
    [
      "has text above its mark, and another title",
      (body: string) => ({ body: `Who leads this?\n\n${body}`, title: "Mapping" }),
    ],
    ["has lost its body", () => ({ body: "" })],
  ])("has no second issue where the first %s", (_name, change) => {
    const world = at("dsp-post-live", due("2026-12-01"));
    world.settle();
    const [issue] = exercises(world);
    world.edit(issue?.number ?? 0, change(issue?.body ?? ""));
    expect(world.plan()).toEqual([]);
  });

  it("that is another day's now gives way to one of that day", () => {
    const world = at("dsp-post-live", due("2026-12-01"));
    world.settle();
    world.files = due("2026-12-10");
    world.settle();
    expect(exercises(world).map(({ title, isOpen }) => [title.slice(-10), isOpen])).toEqual([
      ["2026-12-10", true],
      ["2026-12-01", false],
    ]);
  });

  it("bears the App's label", () => {
    const world = at("dsp-post-live", due("2026-12-01"));
    world.settle();
    expect(exercises(world)[0]?.labels).toEqual(["dsp"]);
  });

  it("that was held is over, even where the record still names its day as the next", () => {
    const held = due("2026-12-01", "[{date: 2026-11-20, led_by: information manager}]");
    const world = at("dsp-post-live", held);
    world.settle();
    expect(exercises(world)).toEqual([]);
    world.files = due("2026-12-01");
    world.settle();
    expect(exercises(world)).toMatchObject([{ isOpen: true }]);
    world.files = held;
    world.settle();
    expect(exercises(world)).toMatchObject([{ isOpen: false }]);
  });

  it("has none before post-live", () => {
    const world = at("dsp-live", due("2026-12-01"));
    world.settle();
    expect(exercises(world)).toEqual([]);
  });

  it("that a person has closed stays closed", () => {
    const world = at("dsp-post-live", due("2026-12-01"));
    world.settle();
    world.edit(exercises(world)[0]?.number ?? 0, { isOpen: false });
    expect(told(world.settle()).filter((one) => one.includes("mapping"))).toEqual([]);
  });
});

describe("owners", () => {
  it("are assigned as far as GitHub assigns: ten", () => {
    const owners = Array.from({ length: 11 }, (_none, at) => `person-${at}`);
    const world = at("dsp-beta", { ".github/dsp.yml": `owners: [${owners}]\n` });
    world.settle();
    expect(world.issue(1).assignees).toEqual(owners.slice(0, 10));
  });

  const owned = (owners: string) => ({
    ...VISITS,
    ".github/dsp.yml": `stage: beta\nowners: [${owners}]\n`,
  });
  const NOT_ASSIGNED = "- Owners not assigned: `left-last-year`. GitHub assigns up to ten people";

  it("who cannot be assigned are named, and keep nobody else from being assigned", () => {
    const world = at("dsp-beta", owned("left-last-year, maintainer"));
    world.unassignable = ["left-last-year"];
    world.settle();
    expect(world.issue(1).assignees).toEqual(["maintainer"]);
    expect(world.issue(1).body).toContain(NOT_ASSIGNED);
    expect(world.plan()).toEqual([]);
    // They have access now.
    world.unassignable = [];
    expect(told(world.settle())).toEqual(["change #1: assignees, body"]);
    expect(world.issue(1).assignees).toEqual(["left-last-year", "maintainer"]);
    expect(world.issue(1).body).not.toContain("Owners not assigned");
    expect(world.plan()).toEqual([]);
  });

  it("whom GitHub leaves out in silence are named, and asked for once", () => {
    const world = at("dsp-beta", owned("left-last-year, maintainer"));
    world.leavesOut = ["left-last-year"];
    expect(told(world.settle()).slice(-1)).toEqual(["change #1: body"]);
    expect(world.issue(1).assignees).toEqual(["maintainer"]);
    expect(world.issue(1).body).toContain(NOT_ASSIGNED);
    expect(world.settle()).toEqual([]);
    world.files = owned("left-last-year");
    expect(told(world.settle())).toEqual(["change #1: assignees, body", "change #1: body"]);
    expect(world.settle()).toEqual([]);
  });

  it("that are corrected are assigned, and those before are not; whom people assign stays", () => {
    const world = at("dsp-beta", owned("octocat, maintaner"));
    world.unassignable = ["maintaner"];
    world.settle();
    world.edit(1, { assignees: ["helper", "octocat"] });
    expect(world.plan()).toEqual([]);
    world.files = owned("Maintainer");
    expect(told(world.settle())).toEqual(["change #1: assignees, body"]);
    expect(world.issue(1).assignees).toEqual(["helper", "Maintainer"]);
    world.edit(1, { assignees: ["maintainer"] });
    expect(world.plan()).toEqual([]);
    world.files = { ...VISITS };
    world.settle();
    expect(world.issue(1).assignees).toEqual([]);
  });

  it("whom somebody has taken off are assigned again", () => {
    const world = at("dsp-beta", owned("octocat"));
    world.settle();
    world.edit(1, { assignees: [] });
    expect(told(world.settle())).toEqual(["change #1: assignees"]);
    expect(world.issue(1).assignees).toEqual(["octocat"]);
  });

  it("find no room beside ten whom people have assigned", () => {
    const world = at("dsp-beta", VISITS);
    world.settle();
    world.edit(1, { assignees: Array.from({ length: 10 }, (_none, at) => `person-${at}`) });
    world.files = owned("left-last-year");
    expect(told(world.settle())).toEqual(["change #1: body"]);
    expect(world.issue(1).body).toContain(NOT_ASSIGNED);
  });

  it("are noted by nobody below the line", () => {
    const world = at("dsp-beta", owned("octocat"));
    world.settle();
    const note = "<!-- dsp-lifecycle owners: helper; -->";
    world.edit(1, { body: `${world.issue(1).body}\n${note}\n`, assignees: ["octocat", "helper"] });
    expect(world.plan()).toEqual([]);
  });

  it("are named, and assigned where they are people", () => {
    const policy = "stage: beta\nowners: [octocat, moj/visits-team]\n";
    const world = at("dsp-beta", { ...VISITS, ".github/dsp.yml": policy });
    world.settle();
    expect(world.issue(1).assignees).toEqual(["octocat"]);
    expect(world.issue(1).body).toContain("- Owners: `octocat`, `moj/visits-team`\n");
  });
});

it("whatever happens and in whatever order: one issue, of the stage, that says what is true", () => {
  const stages = ["discovery", "alpha", "beta", "live", "post-live"];
  const happening = fc.oneof(
    fc.constantFrom(...stages.map((stage) => `topic ${stage}`), "topic none"),
    fc.constantFrom("files good", "files bad", "files none"),
    fc.constantFrom("close", "reopen", "empty", "retitle", "unlabel", "notes", "delete", "wait"),
  );
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 12 }),
      fc.array(fc.boolean(), { maxLength: 12 }),
      (events, looks) => {
        const world = new IssueWorld();
        for (const [index, event] of events.entries()) {
          happen(world, event);
          // Some events are missed, or come late: the next look makes up for it.
          if (looks[index] ?? true) world.settle();
        }
        world.pass(25 * 60);
        world.settle();
        const [topic] = world.repository.topics;
        const open = world.openIssues().map(({ title }) => title);
        const byPolicy = world.files[".github/dsp.yml"] ? "beta" : undefined;
        const expected = topic?.replace("dsp-", "") ?? byPolicy;
        const isDone = open.length === 0;
        if (expected === undefined) expect(open).toEqual([]);
        else if (!isDone)
          expect(open).toEqual([`Data security and privacy: ${expected} expectations`]);
        expect(world.plan()).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

function happen(world: IssueWorld, event: string): void {
  const [kind, what] = event.split(" ");
  const [open] = world.openIssues();
  const last = world.issues[0];
  if (kind === "topic") {
    world.repository = { ...world.repository, topics: what === "none" ? [] : [`dsp-${what}`] };
  } else if (kind === "files") {
    const sets = { good: PRIVATE_BETA_DONE, bad: WITHOUT_A_RULE, none: {} } as const;
    world.files = { ...sets[what as keyof typeof sets] };
  } else if (kind === "wait") world.pass(60);
  else if (kind === "reopen" && last) world.edit(last.number, { isOpen: true });
  else if (kind === "delete" && last) world.issues = world.issues.filter((one) => one !== last);
  else if (open && kind === "close") world.edit(open.number, { isOpen: false });
  else if (open && kind === "empty") world.edit(open.number, { body: "" });
  else if (open && kind === "retitle") world.edit(open.number, { title: "Privacy" });
  else if (open && kind === "unlabel") world.edit(open.number, { labels: [] });
  else if (open && kind === "notes") world.edit(open.number, { body: `${open.body}\na note` });
}
