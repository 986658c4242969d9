import type { Element } from "hast";
import { h } from "hastscript";
import { count } from "../../../src/report/words.ts";
import { asRecord } from "../../fake-github/shapes.ts";
import type { Json } from "../../fake-github/values.ts";
import { annotationsOf, checksOf, look, lookAtList } from "../looks.ts";
import type { World } from "../world.ts";
import { commentForm, conversation, heading } from "./issue-pages.ts";
import { type ShownLine, shownLines } from "./lines.ts";
import { renderMarkdown } from "./markdown.ts";
import { back, type Frame, live, pageHtml } from "./page.ts";
import { listOf } from "./parts.ts";
import { may } from "./people.ts";
import { type ChangedFile, changedFiles } from "./repository.ts";

/** All pull requests, newest first. */
export async function pullsOf(world: World): Promise<Json[]> {
  const all = await lookAtList(world, "/pulls?state=all");
  return all.sort((one, other) => Number(other.number) - Number(one.number));
}

export async function pullsPage(world: World, frame: Frame): Promise<string> {
  const pulls = await pullsOf(world);
  const list = live("list", "section.box", [listOf(pulls, "/pulls")]);
  return pageHtml(frame, "pulls", "Pull requests", list);
}

/**
 * A pull request with its commits, the checks of one of them (the newest, unless another is named), what
 * was said, and its changes up to there; undefined where there is none.
 */
export async function pullPage(
  world: World,
  frame: Frame,
  number: number,
  at?: string | null,
): Promise<string | undefined> {
  const pull = await look(world, `/pulls/${number}`).catch(() => undefined);
  if (!pull) return undefined;
  const { head, base } = pull;
  const commits = await commitsOf(world, pull);
  const seen = commits.find(({ sha }) => sha === at)?.sha ?? asRecord(head).sha;
  const checks = latestByName(await checksOf(world, String(seen)));
  const annotations = (
    await Promise.all(checks.map((check) => annotationsOf(world, check)))
  ).flat();
  const paths = annotations.map(({ path }) => String(path));
  const files = await changedFiles(world, String(asRecord(base).sha), String(seen), paths);
  return pageHtml(
    frame,
    "pulls",
    String(pull.title),
    heading(pull),
    h("p.branches", [
      "into ",
      h("code", String(asRecord(base).ref)),
      " from ",
      h("code", String(asRecord(head).ref)),
    ]),
    live("commits", "section.box", [
      h("header", h("strong", count(commits.length, "commit"))),
      commitList(number, commits, seen),
    ]),
    live("checks", "section.box.checks", checkBoxes(checks, world.repository, frame)),
    live(
      "changes",
      "div",
      files.map((file) => fileBox(file, annotations)),
    ),
    await conversation(world, number),
    commentForm(frame, number),
  );
}

/** Those that the base does not have, oldest first; each with how its checks came out. */
async function commitsOf(world: World, { head, base }: Json): Promise<Json[]> {
  const upTo = (side: unknown) => lookAtList(world, `/commits?sha=${asRecord(side).sha}`);
  const [all, known] = await Promise.all([upTo(head), upTo(base)]);
  const own = all.filter(({ sha }) => !known.some((one) => one.sha === sha)).reverse();
  return Promise.all(
    own.map(async (commit) => {
      const checks = latestByName(await checksOf(world, String(commit.sha)));
      return {
        ...commit,
        outcome: checks.map(({ conclusion, status }) => conclusion ?? status)[0],
      };
    }),
  );
}

function commitList(number: number, commits: readonly Json[], seen: unknown): Element {
  return h(
    "ol.files.commits",
    commits.map(({ sha, commit, outcome }) => {
      const isSeen = sha === seen;
      const href = `/pulls/${number}?at=${sha}`;
      const message = String(asRecord(commit).message).split("\n")[0] ?? "";
      return h("li", [
        ...(typeof outcome === "string" ? [dot(outcome)] : []),
        h("a", { href, ariaCurrent: isSeen ? "true" : undefined }, message),
        h("code", String(sha).slice(0, 7)),
        ...(isSeen ? [h("span.hint", "shown below")] : []),
      ]);
    }),
  );
}

function dot(state: string): Element {
  const words = state.replaceAll("_", " ");
  return h(
    `span.dot.${state.replaceAll("_", "-")}`,
    { title: words, role: "img", ariaLabel: words },
    [MARKS[state] ?? "●"],
  );
}

function latestByName(checks: readonly Json[]): Json[] {
  return checks.filter(
    ({ name }, index) => checks.findIndex((other) => other.name === name) === index,
  );
}

function checkBoxes(checks: readonly Json[], repository: string, frame: Frame): Element[] {
  if (checks.length === 0) return [h("p.empty", "No check has run on this commit.")];
  return checks.map(({ id, name, status, conclusion, output }) => {
    const { title, summary, text } = asRecord(output);
    const state = String(conclusion ?? status);
    const markdown = [summary, text].filter((part) => typeof part === "string").join("\n\n");
    return h(`details.check.${state.replaceAll("_", "-")}`, { open: state !== "success" }, [
      h("summary", [
        dot(state),
        h("strong", String(name)),
        h("span.conclusion", state.replaceAll("_", " ")),
        h("span", String(title ?? "")),
      ]),
      h("div.markdown", renderMarkdown(markdown, { repository }).children),
      h("form.again", { method: "post", action: `/checks/${id}/again` }, [
        back(frame.path),
        h("button", { disabled: !may(frame.visitor, "recheck") }, "Check again"),
      ]),
    ]);
  });
}

const MARKS: Readonly<Record<string, string>> = {
  success: "✓",
  failure: "✗",
  action_required: "!",
};

function fileBox({ path, before, after }: ChangedFile, annotations: readonly Json[]): Element {
  const here = annotations.filter((one) => one.path === path);
  const lines = shownLines(
    before,
    after,
    here.map(({ start_line }) => Number(start_line)),
  );
  return h("section.box.file", [
    h("header", [
      h("strong", path),
      before === after ? h("span.hint", "not changed here, but the check speaks of it") : "",
    ]),
    h(
      "div.scroll",
      h("table.code.diff", [
        h(
          "tbody",
          lines.flatMap((line) => [
            lineRow(line),
            ...here.filter(({ start_line }) => start_line === line.number).map(annotationRow),
          ]),
        ),
      ]),
    ),
  ]);
}

const SIGNS = { same: " ", added: "+", removed: "-", gap: "⋯" } as const;

function lineRow({ kind, text, number, before }: ShownLine): Element {
  return h(`tr.${kind}`, [
    h("td.number", String(before ?? "")),
    h("td.number", String(number ?? "")),
    h("td.sign", SIGNS[kind]),
    h("td", h("pre", text)),
  ]);
}

function annotationRow({ annotation_level, title, message }: Json): Element {
  const level = String(annotation_level);
  return h("tr.annotation", [
    h("td", { colSpan: 4 }, [
      h(`div.note.${level}`, [
        h("strong", [level, title ? `: ${title}` : ""]),
        h("p", String(message)),
      ]),
    ]),
  ]);
}
