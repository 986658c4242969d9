import type { Element } from "hast";
import { h } from "hastscript";
import { asRecord } from "../../fake-github/shapes.ts";
import type { Json } from "../../fake-github/values.ts";
import { look, lookAtList } from "../looks.ts";
import type { World } from "../world.ts";
import { back, type Frame, live, pageHtml } from "./page.ts";
import { comment, labelsOf, listOf, person, stateOf, time } from "./parts.ts";
import { may } from "./people.ts";

/** All issues, newest first. */
export async function issuesOf(world: World): Promise<Json[]> {
  const all = await lookAtList(world, "/issues?state=all");
  return all
    .filter((one) => one.pull_request === undefined)
    .sort((one, other) => Number(other.number) - Number(one.number));
}

export async function issuesPage(world: World, frame: Frame): Promise<string> {
  const issues = await issuesOf(world);
  return pageHtml(
    frame,
    "issues",
    "Issues",
    live("list", "section.box", [listOf(issues, "/issues")]),
  );
}

/** An issue with its comments; undefined where there is none. */
export async function issuePage(
  world: World,
  frame: Frame,
  number: number,
): Promise<string | undefined> {
  const issue = await look(world, `/issues/${number}`).catch(() => undefined);
  if (!issue) return undefined;
  const { repository } = world;
  const canTick = may(frame.visitor, "tick");
  return pageHtml(
    frame,
    "issues",
    String(issue.title),
    heading(issue),
    live("body", "div", [comment(issue, { repository, canTick })]),
    await conversation(world, number),
    commentForm(frame, number),
  );
}

/** Number, title, state and labels. */
export function heading(thing: Json): Element {
  return live("heading", "div.heading", [
    h("h2", [String(thing.title), h("span.number", ` #${thing.number}`)]),
    h("p", [
      stateOf(thing),
      person(asRecord(thing.user)),
      h("span.when", ["opened on ", time(thing.created_at)]),
      ...labelsOf(thing),
    ]),
  ]);
}

/** What was said under an issue or a pull request. */
export async function conversation(world: World, number: number): Promise<Element> {
  const comments = await lookAtList(world, `/issues/${number}/comments`);
  const { repository, github } = world;
  return live(
    "conversation",
    "div.conversation",
    comments.map((one) => {
      const shown = github.reactionsTo(Number(one.id)).map((reaction) => reaction.split(": ")[1]);
      const isSeen = shown.includes("eyes");
      const seen = isSeen ? [h("span.pill.reaction", "seen by the App")] : [];
      return comment(one, { repository }, ...seen);
    }),
  );
}

export function commentForm({ visitor, path }: Frame, number: number): Element {
  return h("form.box.say", { method: "post", action: `/issues/${number}/comments` }, [
    back(path),
    h("header", h("label", { htmlFor: "said" }, ["Comment as ", h("strong", visitor)])),
    h("textarea#said", { name: "body", rows: 4, required: true, placeholder: "/dsp assess beta" }),
    h("footer", [
      h("button.primary", "Comment"),
      h("span.hint", [
        "The App hears ",
        ...["/dsp assess beta", "/dsp status", "/dsp help"].flatMap((command) => [
          h("button.command", { type: "button", dataSay: command }, command),
          " ",
        ]),
      ]),
    ]),
  ]);
}
