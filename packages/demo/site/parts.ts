import type { Element } from "hast";
import { h } from "hastscript";
import { asList, asRecord } from "../../fake-github/shapes.ts";
import type { Json } from "../../fake-github/values.ts";
import { type Rendering, renderMarkdown } from "./markdown.ts";
import type { Content } from "./page.ts";

/** A login with its picture; an App says that it is one. */
export function person({ login, type }: Json): Element {
  const name = String(login ?? "ghost");
  const isBot = type === "Bot";
  const plain = name.replace(/\[bot\]$/, "");
  return h("span.person", [
    avatar(plain, isBot),
    h("strong", plain),
    ...(isBot ? [h("span.pill", "bot")] : []),
  ]);
}

function avatar(name: string, isBot: boolean): Element {
  const shade = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 4;
  const letter = isBot ? "✓" : name.slice(0, 1).toUpperCase();
  return h(`span.avatar.shade-${isBot ? "bot" : shade}`, { ariaHidden: "true" }, letter);
}

/** An instant, for people. */
export function time(at: unknown): Element {
  const text = new Date(String(at)).toUTCString().replace(/^\w+, (.*:\d\d):\d\d GMT$/, "$1 UTC");
  return h("time", { dateTime: String(at) }, text);
}

export function stateOf({ state, state_reason, merged }: Json): Element {
  if (merged) return h("span.state.merged", "Merged");
  if (state === "open") return h("span.state.open", "Open");
  return h("span.state.closed", state_reason === "not_planned" ? "Closed, not planned" : "Closed");
}

export function labelsOf({ labels }: Json): Element[] {
  return asList(labels).map((label) => h("span.label", String(asRecord(label).name)));
}

/** Somebody's words in a box with their name. */
export function comment(
  { user, created_at, body }: Json,
  rendering: Rendering,
  ...more: Content[]
): Element {
  return h("article.comment", [
    h("header", [person(asRecord(user)), h("span.when", ["on ", time(created_at)]), ...more]),
    h("div.markdown", renderMarkdown(String(body ?? ""), { ...rendering, isSaid: true }).children),
  ]);
}

/** One of a list, each with a link. */
export function listOf(things: readonly Json[], path: "/issues" | "/pulls"): Element {
  if (things.length === 0) return h("p.empty", "Nothing here yet.");
  return h(
    "ul.list",
    things.map((thing) =>
      h("li", [
        h("div", [
          h("a.name", { href: `${path}/${thing.number}` }, String(thing.title)),
          ...labelsOf(thing),
        ]),
        h("div.about", [
          stateOf(thing),
          `#${thing.number} opened on `,
          time(thing.created_at),
          " by ",
          String(asRecord(thing.user).login).replace(/\[bot\]$/, ""),
        ]),
      ]),
    ),
  );
}
