import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Octokit } from "octokit";
import { jwtOf } from "../app.ts";
import { EmbeddedGithub, type EmbeddedOptions } from "../embedded-github.ts";
import type { Json } from "../values.ts";

const REPOSITORY = "moj/visits";
const AT = { owner: "moj", repo: "visits" };
const ISSUES = "POST /repos/:owner/:repo/issues";

interface Hook {
  headers: IncomingMessage["headers"];
  body: string;
  payload: Json & { repository: Json; sender: Json; installation: Json };
}

let github: EmbeddedGithub;
/** All that a test started: they end with it, however it ends. */
let running: EmbeddedGithub[] = [];
let hooks: Hook[] = [];
/** What the App under test does when a webhook comes. */
let onHook: (hook: Hook) => Promise<void> = async () => {};
const app = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const hook = { headers: request.headers, body, payload: JSON.parse(body) };
  hooks.push(hook);
  await onHook(hook);
  response.writeHead(202).end();
});

async function start(options?: EmbeddedOptions): Promise<EmbeddedGithub> {
  const started = await EmbeddedGithub.start(options);
  running.push(started);
  return started;
}

/** The webhooks since the last time, once all have been answered. */
async function arrived(): Promise<Hook[]> {
  await github.settled();
  const all = hooks;
  hooks = [];
  return all;
}

const named = (all: Hook[]) =>
  all.map(({ headers, payload }) =>
    [headers["x-github-event"], payload.action].filter(Boolean).join("."),
  );

async function client({ app, baseUrl } = github): Promise<Octokit> {
  const path = `/app/installations/${app.installationId}/access_tokens`;
  const response = await fetch(`${baseUrl}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${jwtOf(app)}` },
  });
  const { token, message } = (await response.json()) as { token?: string; message?: string };
  if (!token) throw new Error(`${response.status} ${message}`);
  return new Octokit({
    baseUrl,
    auth: token,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

beforeEach(async () => {
  github = await start();
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  await github.createRepository(REPOSITORY, { topics: ["dsp-alpha"] });
  github.deliverTo(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
});

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  hooks = [];
  onHook = async () => {};
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

describe("authorship", () => {
  it("is the App's of what its token writes, everywhere", async () => {
    const octokit = await client();
    const ours = {
      user: { login: "dsp-lifecycle[bot]", type: "Bot" },
      performed_via_github_app: { id: github.app.appId },
    };
    const { data: made } = await octokit.rest.issues.create({ ...AT, title: "Beta", body: "b" });
    const at = { ...AT, issue_number: made.number };
    const { data: comment } = await octokit.rest.issues.createComment({ ...at, body: "noted" });
    expect([made, comment]).toMatchObject([ours, ours]);
    expect((await octokit.rest.issues.get(at)).data).toMatchObject(ours);
    const creator = "dsp-lifecycle[bot]";
    const { data: mine } = await octokit.rest.issues.listForRepo({ ...AT, creator, state: "all" });
    expect(mine).toMatchObject([{ number: made.number, ...ours }]);
    expect((await octokit.rest.issues.listComments(at)).data).toMatchObject([ours]);
    const [opened, told] = await arrived();
    expect(opened?.payload).toMatchObject({ action: "opened", issue: ours, sender: ours.user });
    expect(told?.payload).toMatchObject({ action: "created", comment: ours, issue: ours });
  });

  it("is a person's of what a person writes, whatever their role", async () => {
    const number = await github.as("outsider").openIssue(REPOSITORY, { title: "Beta" });
    await github.as("other-app[bot]").comment(REPOSITORY, number, "hello");
    const by = (login: string, type: string) => ({
      user: { login, type },
      performed_via_github_app: null,
    });
    const [opened, commented] = await arrived();
    expect(opened?.payload).toMatchObject({ issue: by("outsider", "User") });
    expect(commented?.payload).toMatchObject({ comment: by("other-app[bot]", "Bot") });
  });

  it.each([
    ["admin", "admin", "admin"],
    ["maintainer", "write", "maintain"],
    ["writer", "write", "write"],
    ["triager", "read", "triage"],
    ["outsider", "read", "read"],
  ])("comes with a permission: %s", async (username, permission, role_name) => {
    const octokit = await client();
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...AT, username });
    expect(data).toMatchObject({ permission, role_name, user: { login: username } });
  });

  it("shows in times whether a comment was edited, in the same second, too", async () => {
    const octokit = await client();
    const number = await github.openIssue(REPOSITORY, { title: "Beta" });
    const id = await github.as("writer").comment(REPOSITORY, number, "/dsp attest DSP-BETA-11");
    const read = async () => {
      const { data } = await octokit.rest.issues.getComment({ ...AT, comment_id: id });
      return data;
    };
    const before = await read();
    expect(before.updated_at).toBe(before.created_at);
    await github.as("writer").editComment(REPOSITORY, id, "never mind");
    const after = await read();
    expect(after.created_at).toBe(before.created_at);
    expect(after.updated_at > after.created_at).toBe(true);
    const edited = (await arrived()).at(-1);
    expect(edited?.payload.changes).toEqual({ body: { from: "/dsp attest DSP-BETA-11" } });
  });
});

describe("webhooks", () => {
  it("are signed, and say what GitHub says", async () => {
    await github.setTopics(REPOSITORY, ["dsp-beta"]);
    const [hook, ...others] = await arrived();
    expect(others).toEqual([]);
    const digest = createHmac("sha256", github.app.webhookSecret).update(hook?.body ?? "");
    expect(hook?.headers).toMatchObject({
      "x-hub-signature-256": `sha256=${digest.digest("hex")}`,
      "x-github-event": "repository",
      "x-github-delivery": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(github.app.webhookSecret.length).toBeGreaterThanOrEqual(32);
    expect(hook?.payload).toMatchObject({
      action: "edited",
      changes: { topics: { from: ["dsp-alpha"] } },
      repository: { full_name: REPOSITORY, topics: ["dsp-beta"], default_branch: "main" },
      organization: { login: "moj" },
      installation: { id: github.app.installationId },
      sender: { login: "admin", type: "User" },
    });
  });

  it("bear the property, as the repository does", async () => {
    await github.setProperty(REPOSITORY, "lifecycle-stage", "beta");
    await github.createLabel(REPOSITORY, "dsp:beta");
    const [updated, labelled] = await arrived();
    expect(updated?.headers["x-github-event"]).toBe("custom_property_values");
    expect(updated?.payload).toMatchObject({
      action: "updated",
      new_property_values: [{ property_name: "lifecycle-stage", value: "beta" }],
      old_property_values: [{ property_name: "lifecycle-stage", value: null }],
    });
    const octokit = await client();
    const { data } = await octokit.rest.repos.get(AT);
    const { data: all } = await octokit.request("GET /installation/repositories");
    for (const one of [updated?.payload.repository, labelled?.payload.repository, data]) {
      expect(one).toMatchObject({ custom_properties: { "lifecycle-stage": "beta" } });
    }
    expect(all).toMatchObject({ total_count: 1, repositories: [data] });
    await github.setProperty(REPOSITORY, "lifecycle-stage", null);
    expect((await arrived()).map(({ payload }) => payload.repository.custom_properties)).toEqual([
      {},
    ]);
  });

  it("tell of a push what it added, changed and removed", async () => {
    await github.push(REPOSITORY, { "a.txt": "1", "b.txt": "1" });
    await github.push(REPOSITORY, { "a.txt": "2", "b.txt": null, ".dsp/c.yml": "3" }, "Tidy");
    const [, second] = await arrived();
    expect(second?.payload).toMatchObject({
      ref: "refs/heads/main",
      commits: [
        { message: "Tidy", added: [".dsp/c.yml"], modified: ["a.txt"], removed: ["b.txt"] },
      ],
    });
  });

  it("tell each thing that becomes of an issue", async () => {
    const issue = { title: "Beta", labels: ["dsp"] };
    const number = await github.openIssue(REPOSITORY, issue);
    await github.labelIssue(REPOSITORY, number, "dsp:beta");
    await github.unlabelIssue(REPOSITORY, number, "dsp:beta");
    await github.editIssue(REPOSITORY, number, { body: "mine" });
    await github.as("writer").closeIssue(REPOSITORY, number);
    await github.reopenIssue(REPOSITORY, number);
    await github.lockIssue(REPOSITORY, number);
    const all = await arrived();
    const last = all.find(({ payload }) => payload.action === "closed");
    expect(named(all).join(" ")).toBe(
      "issues.opened issues.labeled issues.labeled issues.unlabeled issues.edited issues.closed issues.reopened issues.locked",
    );
    expect(all[4]?.payload).toMatchObject({
      changes: { body: { from: null } },
      issue: { body: "mine" },
    });
    expect(last?.payload).toMatchObject({
      issue: { state_reason: "completed", closed_by: { login: "writer" } },
      sender: { login: "writer" },
    });
  });

  it("tell what becomes of a repository, and nothing of its having no issues", async () => {
    await github.disableIssues(REPOSITORY);
    await github.enableIssues(REPOSITORY);
    await github.archive(REPOSITORY);
    await github.unarchive(REPOSITORY);
    await github.setPrivate(REPOSITORY, true);
    await github.renameRepository(REPOSITORY, "visiting");
    await github.createRepository("moj/empty", { isEmpty: true });
    expect(named(await arrived())).toEqual([
      "repository.archived",
      "repository.unarchived",
      "repository.privatized",
      "repository.renamed",
      "repository.created",
    ]);
  });

  it("can be held, and come twice, turned round, or not at all", async () => {
    github.hold();
    await github.createLabel(REPOSITORY, "one");
    await github.createLabel(REPOSITORY, "two");
    await github.createLabel(REPOSITORY, "three");
    expect(await arrived()).toEqual([]);
    github.release(([one, two]) => (one && two ? [two, one, one] : []));
    const all = await arrived();
    const ids = all.map(({ headers }) => headers["x-github-delivery"]);
    expect(all.map(({ payload }) => (payload.label as Json).name).sort()).toEqual([
      "one",
      "one",
      "two",
    ]);
    expect(new Set(ids).size).toBe(2);
    await github.createLabel(REPOSITORY, "four");
    expect(await arrived()).toHaveLength(1);
  });

  it("are settled only when those are that their handling caused", async () => {
    const octokit = await client();
    onHook = async ({ payload }) => {
      if (payload.sender.login !== "admin") return;
      await octokit.rest.issues.create({ ...AT, title: "Beta" });
    };
    await github.createLabel(REPOSITORY, "dsp:beta");
    expect(named(await arrived())).toEqual(["label.created", "issues.opened"]);
    expect(github.deliveries.answered.map(({ status }) => status)).toEqual([202, 202]);
  });
});

describe("GraphQL", () => {
  it("reads files at any revision, and says what stands in the folders", async () => {
    const octokit = await client();
    const first = await github.push(REPOSITORY, { ".dsp/a.yml": "one", link: { link: "a" } });
    await github.push(REPOSITORY, { ".dsp/a.yml": "two" });
    const query = `query ($now: String, $past: String, $none: String) {
      repository(owner: "moj", name: "visits") {
        root: object(expression: "HEAD:") { ... on Tree { entries { name mode } } }
        now: object(expression: $now) { ... on Blob { text byteSize isBinary } }
        past: object(expression: $past) { ... on Blob { text } }
        none: object(expression: $none) { __typename }
      }
    }`;
    const path = ".dsp/a.yml";
    const variables = { now: `main:${path}`, past: `${first}:${path}`, none: `gone:${path}` };
    expect(await octokit.graphql(query, variables)).toEqual({
      repository: {
        root: {
          entries: expect.arrayContaining([
            { name: ".dsp", mode: 0o40000 },
            { name: "README.md", mode: 0o100644 },
            { name: "link", mode: 0o120000 },
          ]),
        },
        now: { text: "two", byteSize: 3, isBinary: false },
        past: { text: "one" },
        none: null,
      },
    });
    expect(Object.keys(github.counts())).toContain("POST /graphql");
    const gone = `{ repository(owner: "moj", name: "gone") { issue(number: 1) { id } } }`;
    await expect(octokit.graphql(gone)).rejects.toMatchObject({ errors: [{ type: "NOT_FOUND" }] });
  });

  it("says who edited an issue's body last, and not who made it", async () => {
    const octokit = await client();
    const query = `{ repository(owner: "moj", name: "visits") {
      issue(number: 1) { author { login } editor { login __typename } }
    } }`;
    const read = async () =>
      (await octokit.graphql<{ repository: { issue: Json } }>(query)).repository.issue;
    await octokit.rest.issues.create({ ...AT, title: "Beta", body: "- [ ] it" });
    expect(await read()).toEqual({ author: { login: "dsp-lifecycle" }, editor: null });
    await github.as("writer").editIssue(REPOSITORY, 1, { body: "- [x] it" });
    await github.editIssue(REPOSITORY, 1, { title: "Beta!" });
    expect((await read()).editor).toEqual({ login: "writer", __typename: "User" });
    await octokit.rest.issues.update({ ...AT, issue_number: 1, body: "- [x] it, noted" });
    expect((await read()).editor).toEqual({ login: "dsp-lifecycle", __typename: "Bot" });
    expect(github.counts()["POST /graphql issue"]).toBe(3);
  });
});

describe("what the App asks", () => {
  it("is counted by route, without what people do", async () => {
    const octokit = await client();
    github.requests();
    await octokit.rest.repos.get(AT);
    await octokit.rest.issues.create({ ...AT, title: "Beta" });
    await github.comment(REPOSITORY, 1, "hello");
    expect(github.counts()).toEqual({ "GET /repos/:owner/:repo": 1, [ISSUES]: 1 });
    expect(github.writes).toMatchObject([{ route: ISSUES, auth: "token" }]);
    expect(github.requests()).toHaveLength(2);
    expect(github.requests()).toEqual([]);
  });

  it.each([
    ["without effect", { status: 502 }, 0],
    ["after its effect", { status: 502, after: true }, 1],
    ["by a broken connection, after its effect", { reset: true, after: true }, 1],
  ])("can fail once %s", async (_how, fault, made) => {
    const octokit = await client();
    github.fail(ISSUES, fault);
    const create = () => octokit.rest.issues.create({ ...AT, title: "Beta" });
    await expect(create()).rejects.toThrow();
    expect(await github.read(`/repos/${REPOSITORY}/issues`)).toHaveLength(made);
    expect((await create()).status).toBe(201);
    expect(github.counts()[ISSUES]).toBe(2);
  });

  it("cannot be made to fail under a name that is none", () => {
    expect(() => github.fail("POST /issues", { status: 502 })).toThrow("no route POST /issues");
  });

  it.each([
    ["issues are disabled", () => github.disableIssues(REPOSITORY), 410],
    ["the repository is archived", () => github.archive(REPOSITORY), 403],
    ["the App is suspended", () => github.suspend(), 403],
  ])("is refused where %s", async (_name, action, status) => {
    const octokit = await client();
    await action();
    const create = octokit.rest.issues.create({ ...AT, title: "Beta" });
    await expect(create).rejects.toMatchObject({ status });
  });

  it("comments on a pull request though issues are switched off", async () => {
    const octokit = await client();
    await github.push(REPOSITORY, { "a.md": "a" }, "Change", "feature");
    const issue_number = await github.openPullRequest(REPOSITORY, "feature");
    await github.disableIssues(REPOSITORY);
    await octokit.rest.issues.createComment({ ...AT, issue_number, body: "b" });
    expect((await octokit.rest.issues.listComments({ ...AT, issue_number })).data).toHaveLength(1);
    await expect(octokit.rest.issues.listForRepo(AT)).rejects.toMatchObject({ status: 410 });
  });

  it("finds a label in any case, and by its description", async () => {
    const octokit = await client();
    await github.createLabel(REPOSITORY, "DSP:Beta");
    await octokit.rest.issues.createLabel({ ...AT, name: "other", description: "of the dsp" });
    await octokit.rest.issues.createLabel({ ...AT, name: "bug" });
    const { data } = await octokit.rest.issues.create({ ...AT, title: "a", labels: ["dsp:beta"] });
    expect(data.labels).toEqual([expect.objectContaining({ name: "DSP:Beta" })]);
    const { data: label } = await octokit.rest.issues.getLabel({ ...AT, name: "dsp:BETA" });
    expect(label.name).toBe("DSP:Beta");
    const query = `{ repository(owner: "moj", name: "${AT.repo}") { labels(first: 9, query: "dsp") { nodes { name } } } }`;
    const found = await octokit.graphql<{ repository: Json }>(query);
    expect(found.repository.labels).toEqual({ nodes: [{ name: "DSP:Beta" }, { name: "other" }] });
  });

  it("assigns who may read the repository, leaves out who may not, and is refused who is nobody", async () => {
    const octokit = await client();
    const give = (...assignees: string[]) =>
      octokit.rest.issues.create({ ...AT, title: "Beta", assignees });
    const { data } = await give("writer", "outsider");
    expect(data.assignees).toEqual([expect.objectContaining({ login: "writer" })]);
    await expect(give("writer", "left-long-ago")).rejects.toMatchObject({ status: 422 });
    const change = { ...AT, issue_number: data.number, assignees: ["outsider", "reader"] };
    const { data: changed } = await octokit.rest.issues.update(change);
    expect(changed.assignees).toEqual([expect.objectContaining({ login: "reader" })]);
    const asks = (assignee: string) =>
      octokit.rest.issues.checkUserCanBeAssigned({ ...AT, assignee });
    expect((await asks("writer")).status).toBe(204);
    await expect(asks("outsider")).rejects.toMatchObject({ status: 404 });
    await expect(asks("left-long-ago")).rejects.toMatchObject({ status: 404 });
  });

  it("is refused under a token that nobody has", async () => {
    const headers = { authorization: "Bearer ghs_nobody" };
    const response = await fetch(`${github.baseUrl}/repos/${REPOSITORY}`, { headers });
    expect(response.status).toBe(401);
  });

  it("is told of an issue that is gone, and of one that moved", async () => {
    const octokit = await client();
    await github.createRepository("moj/other");
    const { data: made } = await octokit.rest.issues.create({ ...AT, title: "Beta", body: "b" });
    await octokit.rest.issues.create({ ...AT, title: "Live" });
    await github.deleteIssue(REPOSITORY, 2);
    const get = (issue_number: number) => octokit.rest.issues.get({ ...AT, issue_number });
    await expect(get(2)).rejects.toMatchObject({ status: 410 });
    const number = await github.transferIssue(REPOSITORY, made.number, "moj/other");
    const { data: moved } = await get(1);
    expect(moved).toMatchObject({ number, title: "Beta", user: { login: "dsp-lifecycle[bot]" } });
    expect(moved.repository_url.endsWith("/moj/other")).toBe(true);
    expect((await octokit.rest.issues.listForRepo({ ...AT, state: "all" })).data).toEqual([]);
    expect(named(await arrived()).slice(-3)).toEqual([
      "issues.deleted",
      "issues.opened",
      "issues.transferred",
    ]);
  });

  it("is told where a repository went that has another name", async () => {
    const octokit = await client();
    await github.renameRepository(REPOSITORY, "visiting");
    expect((await octokit.rest.repos.get(AT)).data.full_name).toBe("moj/visiting");
    const { status, data } = await octokit.rest.issues.create({ ...AT, title: "Beta" });
    expect([status, data.html_url]).toEqual([201, "https://github.com/moj/visiting/issues/1"]);
  });

  it("is refused a comment on a locked issue, a second label of one name, a right", async () => {
    const octokit = await client();
    await github.openIssue(REPOSITORY, { title: "Beta" });
    await github.lockIssue(REPOSITORY, 1);
    const comment = octokit.rest.issues.createComment({ ...AT, issue_number: 1, body: "b" });
    await expect(comment).rejects.toMatchObject({ status: 403 });
    await github.createLabel(REPOSITORY, "dsp");
    const label = octokit.rest.issues.createLabel({ ...AT, name: "DSP" });
    const taken = { response: { data: { errors: [{ code: "already_exists" }] } } };
    await expect(label).rejects.toMatchObject({ status: 422, ...taken });
    const file = { path: "a", message: "m", content: "" };
    const write = octokit.rest.repos.createOrUpdateFileContents({ ...AT, ...file });
    await expect(write).rejects.toThrow("Resource not accessible by integration");
  });

  it("is refused a body that is too long, and gets all comments of a repository", async () => {
    const octokit = await client();
    const body = "x".repeat(65_537);
    const create = octokit.rest.issues.create({ ...AT, title: "Beta", body });
    await expect(create).rejects.toMatchObject({ status: 422 });
    const one = await github.openIssue(REPOSITORY, { title: "One" });
    const two = await github.openIssue(REPOSITORY, { title: "Two" });
    await github.comment(REPOSITORY, two, "first");
    await github.comment(REPOSITORY, one, "second");
    const { data } = await octokit.rest.issues.listCommentsForRepo(AT);
    expect(data.map((comment) => comment.body)).toEqual(["first", "second"]);
    const since = "2100-01-01T00:00:00Z";
    expect((await octokit.rest.issues.listCommentsForRepo({ ...AT, since })).data).toEqual([]);
  });

  it("is answered with a commit's hash, and says so where there is none", async () => {
    const octokit = await client();
    const sha = await github.push(REPOSITORY, { a: "1" });
    await github.createRepository("moj/empty", { isEmpty: true });
    const of = (repo: string) =>
      octokit.rest.repos.getCommit({
        ...AT,
        repo,
        ref: "heads/main",
        headers: { accept: "application/vnd.github.sha" },
      });
    expect((await of("visits")).data).toBe(sha);
    await expect(of("empty")).rejects.toMatchObject({ status: 409 });
  });
});

describe("installations", () => {
  it("hear nothing while they are suspended, but that they are", async () => {
    await github.suspend();
    await github.createLabel(REPOSITORY, "dsp");
    await expect(client()).rejects.toThrow("403 This installation has been suspended");
    await github.unsuspend();
    await client();
    expect(named(await arrived())).toEqual(["installation.suspend", "installation.unsuspend"]);
  });

  it("see their own repositories only, page by page", async () => {
    const other = await start({ owners: ["moj", "hmcts"] });
    for (const name of ["moj/a", "hmcts/b", "moj/c"]) {
      await other.createRepository(name, { visibility: "private" });
    }
    const octokit = await client(other);
    const pages = await octokit.paginate("GET /installation/repositories", { per_page: 1 });
    expect(pages).toMatchObject([{ full_name: "moj/a" }, { full_name: "moj/c" }]);
    const theirs = octokit.rest.repos.get({ owner: "hmcts", repo: "b" });
    await expect(theirs).rejects.toMatchObject({ status: 404 });
  });
});

it("tells the time that it is given", async () => {
  const other = await start({ now: () => new Date("2027-03-01T09:00:00.500Z") });
  await other.createRepository("moj/late");
  const number = await other.openIssue("moj/late", { title: "Beta" });
  await other.closeIssue("moj/late", number);
  expect(await other.read(`/repos/moj/late/issues/${number}`)).toMatchObject({
    created_at: "2027-03-01T09:00:00Z",
    closed_at: "2027-03-01T09:00:00Z",
  });
});
