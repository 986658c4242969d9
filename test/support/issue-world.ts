import { accountOf } from "../../app/account.ts";
import type { Action } from "../../app/state/action.ts";
import type { StateFacts, Tick } from "../../app/state/facts.ts";
import { createJudging } from "../../app/state/judging.ts";
import { plan } from "../../app/state/plan.ts";
import { seenLabel } from "../../app/state/seen-label.ts";
import { situationOf } from "../../app/state/situation.ts";

import { judgeChange } from "../../src/core/change.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { LedgerComment } from "../../src/core/ledger.ts";
import { policyFrom } from "../../src/core/policy/found.ts";
import { fileOfBytes, type Snapshot } from "../../src/core/snapshot.ts";
import type { Issue } from "../../src/github/issues.ts";
import { policiesFound } from "../../src/github/organisation.ts";
import type { Overview } from "../../src/github/overview.ts";

export const SLUG = "dsp-lifecycle";
export const ACCOUNT = accountOf(SLUG);
const MINUTE = 60_000;

/** A repository with its issues, in memory: what people do to it, and what the App would then write. */
export class IssueWorld {
  repository: Overview & { customProperties: Record<string, unknown> } = {
    owner: "moj",
    name: "visits",
    url: "https://github.com/moj/visits",
    defaultBranch: "main",
    head: "a".repeat(40),
    visibility: "private",
    isArchived: false,
    isFork: false,
    isTemplate: false,
    hasIssues: true,
    topics: [],
    labels: [],
    customProperties: {},
  };
  files: Record<string, string> = {};
  organisationPolicy?: string;
  issues: Issue[] = [];
  comments = new Map<number, LedgerComment[]>();
  flooded = new Set<number>();
  ticks: Tick[] = [];
  /** People whom GitHub does not assign, and says so; and whom it leaves out all the same. */
  unassignable: string[] = [];
  leavesOut: string[] = [];
  #dropped: string[] = [];
  now = Date.parse("2026-11-23T12:00:00Z");
  #next = 1;

  /** Everything that the plan looks at, as reading would find it. */
  facts(): StateFacts {
    const snapshot: Snapshot = new Map(
      Object.entries(this.files).map(([path, text]) => [path, fileOfBytes(Buffer.from(text))]),
    );
    const policy = policyFrom(
      policiesFound(
        this.repository,
        snapshot.get(".github/dsp.yml"),
        this.organisationPolicy === undefined
          ? undefined
          : fileOfBytes(Buffer.from(this.organisationPolicy)),
      ),
      new Date(this.now).toISOString().slice(0, 10),
      DEFAULT_LIMITS,
    );
    return {
      repository: {
        ...this.repository,
        labels: this.repository.labels.map((label) => seenLabel(label, ACCOUNT)),
      },
      policy,
      files: snapshot,
      issues: this.issues,
      comments: new Map(
        this.issues.map(({ number }) => [number, this.comments.get(number) ?? []] as const),
      ),
      flooded: this.flooded,
      policyFiles: [],
      unassignable: this.unassignable,
      dropped: this.#dropped,
      ticks: this.ticks,
    };
  }

  planFor(facts: StateFacts): Action[] {
    const now = new Date(this.now);
    return plan(situationOf(facts, createJudging(now, judgeChange)), now);
  }

  plan(): Action[] {
    return this.planFor(this.facts());
  }

  /** Does what the plan says until it says nothing; gives all that was done. */
  settle(): Action[] {
    const done: Action[] = [];
    this.#dropped = [];
    for (let round = 0; round < 6; round++) {
      const actions = this.plan();
      if (actions.length === 0) return done;
      for (const action of actions) this.#do(action);
      done.push(...actions);
    }
    throw new Error(`it does not come to rest: ${JSON.stringify(this.plan()).slice(0, 500)}`);
  }

  /** As `settle`, until a write fails, the first being 0: with its effect or without. The run ends then. */
  settleUntil(failing: number, hasEffect: boolean): void {
    let count = 0;
    for (let actions = this.plan(); actions.length > 0; actions = this.plan()) {
      for (const action of actions) {
        const fails = count++ === failing;
        if (!fails || hasEffect) this.#do(action);
        if (fails) return;
      }
    }
  }

  issue(number: number): Issue {
    const found = this.issues.find((one) => one.number === number);
    if (!found) throw new Error(`there is no issue ${number}`);
    return found;
  }

  /** Changes an issue as a person would. */
  edit(number: number, change: Partial<Issue>): void {
    Object.assign(this.issue(number), change);
  }

  openIssues(): Issue[] {
    return this.issues.filter(({ isOpen }) => isOpen);
  }

  pass(minutes: number): void {
    this.now += minutes * MINUTE;
  }

  #do(action: Action): void {
    switch (action.kind) {
      case "make-label":
        this.repository = {
          ...this.repository,
          labels: [...this.repository.labels, { ...action.label, openedBy: [] }],
        };
        return;
      case "open-issue":
        this.issues.unshift({
          number: this.#next++,
          title: action.issue.title,
          body: action.issue.body,
          isOpen: true,
          isLocked: false,
          labels: [...(action.issue.labels ?? [])],
          assignees: this.#assigned(action.issue.assignees ?? []),
          createdAt: new Date(this.now).toISOString(),
        });
        return;
      case "change-issue": {
        const { state, title, body, labels, assignees } = action.change;
        if ((body ?? "").length > 65_536) throw new Error("GitHub refuses so long a body");
        this.edit(action.number, {
          ...(title !== undefined && { title }),
          ...(body !== undefined && { body }),
          ...(labels && { labels: [...labels] }),
          ...(assignees && { assignees: this.#assigned(assignees) }),
          ...(state && { isOpen: state === "open" }),
        });
        return;
      }
      case "comment":
        this.say(action.number, action.body, `${SLUG}[bot]`);
    }
  }

  #assigned(wanted: readonly string[]): string[] {
    const none = [...this.unassignable, ...this.leavesOut];
    this.#dropped.push(...wanted.filter((login) => none.includes(login)));
    return wanted.filter((login) => !none.includes(login)).slice(0, 10);
  }

  /** Writes a comment. */
  say(number: number, body: string, author: string): void {
    const before = this.comments.get(number) ?? [];
    const id = before.length + number * 1_000;
    this.comments.set(number, [
      ...before,
      {
        id,
        url: `https://github.com/moj/visits/issues/${number}#issuecomment-${id}`,
        author,
        isOurs: author === `${SLUG}[bot]`,
        isEdited: false,
        createdAt: new Date(this.now).toISOString(),
        body,
      },
    ]);
  }
}
