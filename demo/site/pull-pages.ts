import type { Element } from "hast";
import { h } from "hastscript";
import { asRecord } from "../../src/github/shapes.ts";
import type { Json } from "../github/values.ts";
import { annotationsOf, checksOf, look, lookAtList } from "../looks.ts";
import type { World } from "../world.ts";
import { commentForm, conversation, heading } from "./issue-pages.ts";
import { type ShownLine, shownLines } from "./lines.ts";
import { renderMarkdown } from "./markdown.ts";
import { type Frame, live, pageHtml } from "./page.ts";
import { listOf } from "./parts.ts";
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

/** A pull request with its checks, what was said, and its changes; undefined where there is none. */
export async function pullPage(
  world: World,
  frame: Frame,
  number: number,
): Promise<string | undefined> {
  const pull = await look(world, `/pulls/${number}`).catch(() => undefined);
  if (!pull) return undefined;
  const checks = latestByName(await checksOf(world, pull));
  const annotations = (
    await Promise.all(checks.map((check) => annotationsOf(world, check)))
  ).flat();
  const paths = annotations.map(({ path }) => String(path));
  const files = await changedFiles(world, pull, paths);
  const { head, base } = pull;
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
    live("checks", "section.box.checks", checkBoxes(checks, world.repository)),
    live(
      "changes",
      "div",
      files.map((file) => fileBox(file, annotations)),
    ),
    await conversation(world, number),
    commentForm(frame, number),
  );
}

function latestByName(checks: readonly Json[]): Json[] {
  return checks.filter(
    ({ name }, index) => checks.findIndex((other) => other.name === name) === index,
  );
}

function checkBoxes(checks: readonly Json[], repository: string): Element[] {
  if (checks.length === 0) return [h("p.empty", "No check has run on this commit.")];
  return checks.map(({ name, status, conclusion, output }) => {
    const { title, summary, text } = asRecord(output);
    const state = String(conclusion ?? status);
    const markdown = [summary, text].filter((part) => typeof part === "string").join("\n\n");
    return h(`details.check.${state.replaceAll("_", "-")}`, { open: state !== "success" }, [
      h("summary", [
        h("span.dot", { ariaHidden: "true" }, MARKS[state] ?? "●"),
        h("strong", String(name)),
        h("span.conclusion", state.replaceAll("_", " ")),
        h("span", String(title ?? "")),
      ]),
      h("div.markdown", renderMarkdown(markdown, { repository }).children),
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
