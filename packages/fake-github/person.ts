import { type PushedFiles, pushCommit } from "./git.ts";
import { enqueuePull, tellAgain, tellMoved, tellPull } from "./pulls.ts";
import { goneKey } from "./state.ts";
import type { GivenFile, Json } from "./values.ts";
import type { Workings } from "./workings.ts";

/** What someone can want of a new repository. */
export interface NewRepository {
  files?: Readonly<Record<string, GivenFile>>;
  /** Without a commit. */
  isEmpty?: boolean;
  visibility?: "public" | "private" | "internal";
  topics?: readonly string[];
  properties?: Readonly<Record<string, unknown>>;
  isFork?: boolean;
  isTemplate?: boolean;
}

/**
 * Somebody at work on GitHub. Each action is done and its webhook on its way when it resolves; one
 * that GitHub refuses rejects.
 */
export class Person {
  readonly login: string;
  readonly #front: Workings;

  constructor(front: Workings, login: string) {
    this.#front = front;
    this.login = login;
  }

  /** Gives its id. Files are pushed, topics and properties set, one after the other, as people do. */
  async createRepository(fullName: string, given: NewRepository = {}): Promise<number> {
    const { state } = this.#front;
    const [owner, name] = fullName.split("/");
    const { files = { "README.md": `# ${name}\n` }, visibility = "public", isTemplate } = given;
    const settings = { name, private: visibility !== "public" };
    const made = await this.#front.act(this.login, "POST", `/orgs/${owner}/repos`, settings);
    const id = Number(made.id);
    state.repositories.push(id);
    if (given.isFork) state.forks.add(id);
    const more = { is_template: isTemplate, ...(visibility === "internal" && { visibility }) };
    await this.#repository(fullName, more);
    await this.#tell(fullName, "repository", { action: "created" });
    if (!given.isEmpty) await this.push(fullName, files, "Begin");
    if (given.topics) await this.setTopics(fullName, given.topics);
    for (const [property, value] of Object.entries(given.properties ?? {})) {
      await this.setProperty(fullName, property, value);
    }
    return id;
  }

  /** Commits to a branch, the default one unless another is named; gives the hash. */
  async push(
    fullName: string,
    files: PushedFiles,
    message = "Change",
    branch?: string,
  ): Promise<string> {
    const repository = await this.#front.upstream.get(`/repos/${fullName}`);
    const to = branch ?? String(repository.default_branch);
    const given = { files, message, branch: to };
    const { sha, payload } = await pushCommit(this.#front, this.login, fullName, given);
    await this.#tell(fullName, "push", payload);
    if (to !== repository.default_branch) {
      await tellMoved(this.#front, this.login, fullName, to, payload);
    }
    return sha;
  }

  /** Has a branch lead to another commit, as a forced push does. */
  async moveBranch(fullName: string, branch: string, sha: string): Promise<void> {
    const path = `/repos/${fullName}/git/refs/heads/${branch}`;
    await this.#front.act(this.login, "PATCH", path, { sha, force: true });
    await tellMoved(this.#front, this.login, fullName, branch, { after: sha });
  }

  async setTopics(fullName: string, names: readonly string[]): Promise<void> {
    await this.#front.act(this.login, "PUT", `/repos/${fullName}/topics`, { names });
  }

  /** `null` takes the value away. */
  async setProperty(fullName: string, property_name: string, value: unknown): Promise<void> {
    const { state, upstream } = this.#front;
    const id = Number((await upstream.get(`/repos/${fullName}`)).id);
    const { [property_name]: before = null, ...others } = state.properties.get(id) ?? {};
    state.properties.set(id, { ...others, ...(value !== null && { [property_name]: value }) });
    await this.#tell(fullName, "custom_property_values", {
      action: "updated",
      new_property_values: [{ property_name, value }],
      old_property_values: [{ property_name, value: before }],
    });
  }

  async createLabel(fullName: string, name: string, color = "ededed"): Promise<void> {
    await this.#front.act(this.login, "POST", `/repos/${fullName}/labels`, { name, color });
  }

  async renameLabel(fullName: string, name: string, new_name: string): Promise<void> {
    const path = `/repos/${fullName}/labels/${encodeURIComponent(name)}`;
    await this.#front.act(this.login, "PATCH", path, { new_name });
  }

  async deleteLabel(fullName: string, name: string): Promise<void> {
    const path = `/repos/${fullName}/labels/${encodeURIComponent(name)}`;
    await this.#front.act(this.login, "DELETE", path);
  }

  /** Gives its number. */
  async openIssue(
    fullName: string,
    issue: { title: string; body?: string; labels?: readonly string[] },
  ): Promise<number> {
    const made = await this.#front.act(this.login, "POST", `/repos/${fullName}/issues`, issue);
    return Number(made.number);
  }

  /**
   * From a branch, of a fork as `owner:branch`, to the default one unless another is named; gives its
   * number.
   */
  async openPullRequest(
    fullName: string,
    branch: string,
    base?: string,
    title = "A change",
  ): Promise<number> {
    const { default_branch } = await this.#front.upstream.get(`/repos/${fullName}`);
    const given = { title, head: branch, base: base ?? default_branch };
    const made = await this.#front.act(this.login, "POST", `/repos/${fullName}/pulls`, given);
    await this.#tellPull(fullName, Number(made.number), { action: "opened" });
    return Number(made.number);
  }

  /** Points a pull request at another branch. */
  async retargetPullRequest(fullName: string, number: number, base: string): Promise<void> {
    const path = `/repos/${fullName}/pulls/${number}`;
    const before = (await this.#front.upstream.get(path)).base as Json;
    await this.#front.act(this.login, "PATCH", path, { base });
    const changes = { base: { ref: { from: before.ref }, sha: { from: before.sha } } };
    await this.#tellPull(fullName, number, { action: "edited", changes });
  }

  async closePullRequest(fullName: string, number: number): Promise<void> {
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}/pulls/${number}`, {
      state: "closed",
    });
    await this.#tellPull(fullName, number, { action: "closed" });
  }

  /** Forks a repository to one's own account, with a first commit only; gives its name. */
  async fork(fullName: string): Promise<string> {
    const made = await this.#front.act(this.login, "POST", `/repos/${fullName}/forks`, {});
    this.#front.state.parents.set(Number(made.id), fullName);
    return String(made.full_name);
  }

  /** Puts a pull request that changes these files into the merge queue; gives the commit to check. */
  enqueue(fullName: string, number: number, files: PushedFiles): Promise<string> {
    return enqueuePull(this.#front, this.login, fullName, number, files);
  }

  /** Puts a check run on a commit, as an App does. */
  async createCheck(fullName: string, check: Json): Promise<void> {
    await this.#front.act(this.login, "POST", `/repos/${fullName}/check-runs`, check);
  }

  /** Presses the button of GitHub's that has a check run, or all checks of a commit, made again. */
  recheck(
    fullName: string,
    run: number,
    event: "check_run" | "check_suite" = "check_run",
  ): Promise<void> {
    return tellAgain(this.#front, this.login, fullName, run, { event, action: "rerequested" });
  }

  /** Presses a button that the App itself has put on a check run. */
  press(fullName: string, run: number, identifier: string): Promise<void> {
    const more = { requested_action: { identifier } };
    const action = "requested_action";
    return tellAgain(this.#front, this.login, fullName, run, { event: "check_run", action, more });
  }

  async editIssue(
    fullName: string,
    number: number,
    changes: { title?: string; body?: string },
  ): Promise<void> {
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}/issues/${number}`, changes);
  }

  async closeIssue(
    fullName: string,
    number: number,
    state_reason: "completed" | "not_planned" = "completed",
  ): Promise<void> {
    const change = { state: "closed", state_reason };
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}/issues/${number}`, change);
  }

  async reopenIssue(fullName: string, number: number): Promise<void> {
    const change = { state: "open" };
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}/issues/${number}`, change);
  }

  async labelIssue(fullName: string, number: number, ...labels: string[]): Promise<void> {
    const path = `/repos/${fullName}/issues/${number}/labels`;
    await this.#front.act(this.login, "POST", path, { labels });
  }

  async unlabelIssue(fullName: string, number: number, label: string): Promise<void> {
    const path = `/repos/${fullName}/issues/${number}/labels/${encodeURIComponent(label)}`;
    await this.#front.act(this.login, "DELETE", path);
  }

  async lockIssue(fullName: string, number: number): Promise<void> {
    const path = `/repos/${fullName}/issues/${number}/lock`;
    await this.#front.act(this.login, "PUT", path, {});
  }

  async unlockIssue(fullName: string, number: number): Promise<void> {
    await this.#front.act(this.login, "DELETE", `/repos/${fullName}/issues/${number}/lock`);
  }

  async deleteIssue(fullName: string, number: number): Promise<void> {
    const issue = await this.#leave(fullName, number, undefined);
    await this.#tell(fullName, "issues", { action: "deleted", issue });
  }

  /** Moves an issue, which keeps its author; gives its number there. */
  async transferIssue(fullName: string, number: number, toFullName: string): Promise<number> {
    const { state } = this.#front;
    const { title, body, user } = await this.#issue(fullName, number);
    const given = { title, body: body ?? undefined };
    const moved = await this.#front.makeIssueAs(String((user as Json).login), toFullName, given);
    const to = `${state.url}/repos/${toFullName}/issues/${moved.number}`;
    const issue = await this.#leave(fullName, number, to);
    const changes = { new_issue: moved };
    await this.#tell(fullName, "issues", { action: "transferred", issue, changes });
    return Number(moved.number);
  }

  /** Gives its id. */
  async comment(fullName: string, number: number, body: string): Promise<number> {
    const path = `/repos/${fullName}/issues/${number}/comments`;
    return Number((await this.#front.act(this.login, "POST", path, { body })).id);
  }

  async editComment(fullName: string, id: number, body: string): Promise<void> {
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}/issues/comments/${id}`, {
      body,
    });
  }

  async deleteComment(fullName: string, id: number): Promise<void> {
    await this.#front.act(this.login, "DELETE", `/repos/${fullName}/issues/comments/${id}`);
  }

  archive(fullName: string): Promise<void> {
    return this.#repository(fullName, { archived: true });
  }

  unarchive(fullName: string): Promise<void> {
    return this.#repository(fullName, { archived: false });
  }

  /** GitHub sends nothing when issues are switched off or on. */
  async disableIssues(fullName: string): Promise<void> {
    const { id } = await this.#front.upstream.get(`/repos/${fullName}`);
    this.#front.state.withoutIssues.add(Number(id));
  }

  async enableIssues(fullName: string): Promise<void> {
    const { id } = await this.#front.upstream.get(`/repos/${fullName}`);
    this.#front.state.withoutIssues.delete(Number(id));
  }

  setPrivate(fullName: string, isPrivate: boolean): Promise<void> {
    return this.#repository(fullName, { private: isPrivate });
  }

  setDefaultBranch(fullName: string, default_branch: string): Promise<void> {
    return this.#repository(fullName, { default_branch });
  }

  renameRepository(fullName: string, name: string): Promise<void> {
    return this.#repository(fullName, { name });
  }

  async transferRepository(fullName: string, new_owner: string): Promise<void> {
    await this.#front.act(this.login, "POST", `/repos/${fullName}/transfer`, { new_owner });
  }

  async #repository(fullName: string, changes: Json): Promise<void> {
    await this.#front.act(this.login, "PATCH", `/repos/${fullName}`, changes);
  }

  async #tell(fullName: string, event: string, payload: Json): Promise<void> {
    const { id } = await this.#front.upstream.get(`/repos/${fullName}`);
    await this.#front.tell(Number(id), this.login, [{ event, payload }]);
  }

  #tellPull(fullName: string, number: number, payload: Json): Promise<void> {
    return tellPull(this.#front, this.login, fullName, number, payload);
  }

  #issue(fullName: string, number: number): Promise<Json> {
    return this.#front.act(this.login, "GET", `/repos/${fullName}/issues/${number}`);
  }

  /** Takes an issue away, as GraphQL alone can; gives what it was. */
  async #leave(fullName: string, number: number, to: string | undefined): Promise<Json> {
    const issue = await this.#issue(fullName, number);
    const { id } = await this.#front.upstream.get(`/repos/${fullName}`);
    this.#front.state.gone.set(goneKey(Number(id), number), to);
    return issue;
  }
}
