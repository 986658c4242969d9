import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createGithubApp } from "../../app/github-app.ts";
import { EmbeddedGithub, type Fault } from "../../packages/fake-github/embedded-github.ts";
import {
  type CheckRunChange,
  createCheckRun,
  ownCheckRun,
  ownCheckRuns,
  updateCheckRun,
} from "../../src/github/checks.ts";
import { commentsUnderAll } from "../../src/github/issue-comments.ts";
import { NETWORK } from "../../src/github/network.ts";
import type { Reader } from "../../src/github/reader.ts";

const SLUG = "dsp-lifecycle";
const CREATE = "POST /repos/:owner/:repo/check-runs";
const UPDATE = "PATCH /repos/:owner/:repo/check-runs/:id";
const READ = "GET /repos/:owner/:repo/check-runs/:id";

let github: EmbeddedGithub;
let reader: Reader;
beforeAll(async () => {
  github = await EmbeddedGithub.start();
  const { appId, privateKey, installationId } = github.app;
  const network = { ...NETWORK, sleep: async () => {} };
  const identity = { appId, privateKey, baseUrl: github.baseUrl };
  const app = createGithubApp(identity, "stage", network, () => {});
  reader = await app.reader(installationId);
});
afterAll(() => github.stop());

let count = 0;
let target = { repository: { owner: "moj", name: "" }, sha: "", name: "A check" };
beforeEach(async () => {
  const name = `checks-${++count}`;
  await github.createRepository(`moj/${name}`);
  const sha = await github.push(`moj/${name}`, { "a.txt": "a" }, "Change", "feature");
  target = { ...target, repository: { owner: "moj", name }, sha };
  github.requests();
});

const annotation = {
  path: "a.txt",
  start_line: 1,
  end_line: 1,
  annotation_level: "failure",
  title: "t",
  message: "m",
} as const;

function saying(
  title: string,
  annotations = 0,
  more: Partial<CheckRunChange> = {},
): CheckRunChange {
  return {
    status: "in_progress",
    external_id: "x",
    output: {
      title,
      summary: "s",
      annotations: Array.from({ length: annotations }, () => annotation),
    },
    ...more,
  };
}

const own = async () => {
  const found = await ownCheckRun(reader, target, SLUG);
  return found.ok ? found.value : found;
};

async function made(annotations = 0) {
  const run = await createCheckRun(reader, target, SLUG, saying("one", annotations));
  if (!run.ok) throw new Error(`${run.status}`);
  return run.value;
}

describe("the App's check run of a commit", () => {
  it("is found by its name and by who made it: another App's is none", async () => {
    expect(await own()).toBeUndefined();
    const forged = { name: target.name, head_sha: target.sha, status: "queued" };
    await github.as("other-app[bot]").createCheck(`moj/${target.repository.name}`, forged);
    expect(await own()).toBeUndefined();
    const run = await made(2);
    expect(await own()).toMatchObject({
      id: run.id,
      isCompleted: false,
      externalId: "x",
      annotations: 2,
    });
    const other = await ownCheckRun(reader, { ...target, name: "Another" }, SLUG);
    expect(other).toEqual({ ok: true, value: undefined });
  });

  it("is the latest of those that it made, whatever their names, where none is asked for", async () => {
    await made();
    await createCheckRun(reader, { ...target, name: "Another" }, SLUG, saying("two"));
    const found = await ownCheckRuns(reader, target, SLUG);
    expect(found.ok && found.value.map(({ name }) => name)).toEqual(["A check"]);
    const { name: _name, ...unnamed } = target;
    const all = await ownCheckRuns(reader, unnamed, SLUG);
    expect(all.ok && all.value.map(({ name }) => name)).toEqual(["Another", "A check"]);
  });

  it("takes more annotations, and an end", async () => {
    const run = await made(50);
    const end = { status: "completed", conclusion: "failure" } as const;
    const updated = await updateCheckRun(reader, target.repository, run, saying("two", 7, end));
    expect(updated).toMatchObject({ ok: true, value: { isCompleted: true, annotations: 57 } });
  });

  it("is refused with a status, where GitHub does not take it", async () => {
    const refused = await createCheckRun(reader, target, SLUG, saying("x", 51));
    expect(refused).toEqual({ ok: false, status: 422 });
    github.fail(CREATE, {
      status: 403,
      body: { message: "Resource not accessible by integration" },
    });
    expect(await createCheckRun(reader, target, SLUG, saying("x"))).toEqual({
      ok: false,
      status: 403,
    });
    expect(github.counts()[CREATE]).toBe(2);
  });
});

describe("where nobody can tell whether a write was done", () => {
  it.each<[string, Fault, number]>([
    ["it was", { status: 502, after: true }, 1],
    ["it was, and the answer broke off", { cut: true }, 1],
    ["it was not", { status: 502 }, 2],
    ["it was not, and the connection broke", { reset: true }, 2],
  ])("a run is made once: %s", async (_what, fault, calls) => {
    github.fail(CREATE, fault);
    const run = await made();
    expect(github.counts()[CREATE]).toBe(calls);
    expect(await own()).toMatchObject({ id: run.id });
    const all = await github.read(
      `/repos/moj/${target.repository.name}/commits/${target.sha}/check-runs`,
    );
    expect(all).toMatchObject({ total_count: 1 });
  });

  it("a run of somebody else's making is not taken for it", async () => {
    await createCheckRun(reader, target, SLUG, saying("older", 0, { external_id: "y" }));
    github.fail(CREATE, { status: 502 });
    await made();
    expect(await own()).toMatchObject({ externalId: "x" });
  });

  it.each<[string, Fault, number]>([
    ["they were", { status: 502, after: true }, 1],
    ["they were not", { status: 502 }, 2],
  ])("annotations are added once: %s", async (_what, fault, calls) => {
    const run = await made(3);
    github.fail(UPDATE, fault);
    await updateCheckRun(reader, target.repository, run, saying("two", 4));
    expect(github.counts()).toMatchObject({ [UPDATE]: calls, [READ]: 1 });
    expect(await own()).toMatchObject({ annotations: 7 });
  });

  it("what adds nothing is simply done again", async () => {
    const run = await made();
    github.fail(UPDATE, { status: 502, after: true });
    await updateCheckRun(reader, target.repository, run, saying("two"));
    expect(github.counts()).toMatchObject({ [UPDATE]: 2 });
    expect(github.counts()[READ]).toBeUndefined();
  });
});

describe("the comments of several issues", () => {
  it("are one request, as REST would give them; only what is over a hundred is asked for by itself", async () => {
    const repository = `moj/${target.repository.name}`;
    for (const title of ["one", "two", "three"]) await github.openIssue(repository, { title });
    await github.as("writer").comment(repository, 1, "first");
    const id = await github.as("other-app[bot]").comment(repository, 1, "second");
    await github.editComment(repository, id, "second, edited");
    const found = await commentsUnderAll(reader, target.repository, [1, 2]);
    expect(github.requests().map(({ route }) => route)).toEqual(["POST /graphql issue"]);
    expect([...found]).toEqual([
      [
        1,
        [
          expect.objectContaining({ author: "writer", body: "first" }),
          expect.objectContaining({ id, author: "other-app[bot]", body: "second, edited" }),
        ],
      ],
      [2, []],
    ]);
    const [first, second] = found.get(1) ?? [];
    expect(first?.createdAt).toBe(first?.updatedAt);
    expect(second?.createdAt).not.toBe(second?.updatedAt);
    expect(await commentsUnderAll(reader, target.repository, [])).toEqual(new Map());
    expect(github.requests()).toEqual([]);
  });

  it("of more than a hundred are all read", async () => {
    const repository = `moj/${target.repository.name}`;
    await github.openIssue(repository, { title: "one" });
    for (let index = 0; index < 101; index++) await github.comment(repository, 1, `${index}`);
    const found = await commentsUnderAll(reader, target.repository, [1]);
    expect(
      found
        .get(1)
        ?.map(({ body }) => body)
        .at(-1),
    ).toBe("100");
  });

  it("that GitHub does not show are not taken for none", async () => {
    await expect(commentsUnderAll(reader, target.repository, [99])).rejects.toThrow(
      "GitHub does not show issue 99",
    );
  });
});
