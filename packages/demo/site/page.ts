import type { Element, Root } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { asList } from "../../fake-github/shapes.ts";
import type { Json } from "../../fake-github/values.ts";
import { may, roleOf, VISITORS, type Visitor } from "./people.ts";

/** What stands in an element. */
export type Content = Element | string;

/** What every page shows around what it is about. */
export interface Frame {
  repository: Json;
  visitor: Visitor;
  openIssues: number;
  openPulls: number;
  /** Where one is: forms come back to it. */
  path: string;
  /** What came of the form that was sent last. */
  notice?: string;
}

export type Tab = "code" | "issues" | "pulls";

/** Stages as they can be chosen, by their topics; none takes the stage away. */
export const TOPICS = [
  "dsp-discovery",
  "dsp-alpha",
  "dsp-private-beta",
  "dsp-public-beta",
  "dsp-beta",
  "dsp-live",
  "dsp-post-live",
] as const;

/** A whole page, as HTML. Parts with `data-live` are replaced by their newer selves while it is open. */
export function pageHtml(frame: Frame, tab: Tab, title: string, ...content: Content[]): string {
  const { notice } = frame;
  const name = String(frame.repository.full_name);
  const root: Root = h(null, [
    { type: "doctype" },
    h("html", { lang: "en-GB" }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("title", `${title} · ${name}`),
        h("link", { rel: "icon", href: "/assets/icon.svg" }),
        h("link", { rel: "stylesheet", href: "/assets/style.css" }),
        h("script", { type: "module", src: "/assets/page.js" }),
      ]),
      h("body", [
        h("a.skip", { href: "#content" }, "Skip to the content"),
        topBar(frame),
        repositoryHeader(frame, tab),
        h("main#content", [
          ...(notice === undefined ? [] : [h("p.notice", { role: "status" }, notice)]),
          ...content,
        ]),
      ]),
    ]),
  ]);
  return toHtml(root);
}

/** A page that says one thing: why there is nothing to show. */
export function messageHtml(title: string, text: string): string {
  const root: Root = h(null, [
    { type: "doctype" },
    h("html", { lang: "en-GB" }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("title", title),
        h("link", { rel: "icon", href: "/assets/icon.svg" }),
        h("link", { rel: "stylesheet", href: "/assets/style.css" }),
      ]),
      h(
        "body",
        h("main", [
          h("h1", title),
          h("p", text),
          h("p", h("a", { href: "/" }, "To the repository")),
        ]),
      ),
    ]),
  ]);
  return toHtml(root);
}

function topBar({ visitor, path }: Frame): Element {
  return h("header.top", [
    h("div.inner", [
      h("a.brand", { href: "/" }, [h("span.mark", "dsp"), "Lifecycle"]),
      h("span.tag", "Demo: a GitHub of its own, on this machine alone"),
      h("p#at-work", { role: "status" }),
      h("form.person", { method: "post", action: "/person" }, [
        back(path),
        h("label", { htmlFor: "person" }, "You are"),
        h(
          "select#person",
          { name: "person" },
          VISITORS.map((one) =>
            h("option", { value: one, selected: one === visitor }, `${one} (${roleOf(one)})`),
          ),
        ),
        h("button", "Change"),
      ]),
    ]),
  ]);
}

function repositoryHeader(frame: Frame, tab: Tab): Element {
  const { repository, visitor, path, openIssues, openPulls } = frame;
  const [owner, name] = String(repository.full_name).split("/");
  const topics = asList(repository.topics).map(String);
  const staged = topics.find((topic) => topic.startsWith("dsp-")) ?? "";
  const canSet = may(visitor, "stage");
  return h("section.repository", { ariaLabel: "Repository" }, [
    h("div.inner", [
      h("div.title", [
        h("h1", [owner, h("span.slash", "/"), h("a", { href: "/" }, name)]),
        h("span.pill", "Public"),
        live("topics", "ul.topics", [
          ...topics.map((topic) => h("li.topic", topic)),
          ...(topics.length === 0 ? [h("li.none", "no stage yet")] : []),
        ]),
        h("form.stage", { method: "post", action: "/stage" }, [
          back(path),
          h("label", { htmlFor: "stage" }, "Stage"),
          h("select#stage", { name: "topic", disabled: !canSet }, [
            h("option", { value: "", selected: staged === "" }, "none"),
            ...TOPICS.map((topic) =>
              h("option", { value: topic, selected: topic === staged }, topic.slice("dsp-".length)),
            ),
          ]),
          h("button.primary", { disabled: !canSet }, "Set"),
          ...(canSet ? [] : [h("span.hint", "a maintainer may")]),
        ]),
      ]),
      h("nav.tabs", { ariaLabel: "Parts of the repository" }, [
        tabLink("/", "Code", tab === "code"),
        tabLink(
          "/issues",
          "Issues",
          tab === "issues",
          live("open-issues", "span.count", [String(openIssues)]),
        ),
        tabLink(
          "/pulls",
          "Pull requests",
          tab === "pulls",
          live("open-pulls", "span.count", [String(openPulls)]),
        ),
      ]),
    ]),
  ]);
}

function tabLink(href: string, name: string, isHere: boolean, ...more: Content[]): Element {
  return h("a", { href, ariaCurrent: isHere ? "page" : undefined }, [name, ...more]);
}

/** A part of a page that is replaced when it has changed. */
export function live(id: string, selector: string, children: Content[]): Element {
  return h(selector, { dataLive: id }, children);
}

/** Where a form comes back to. */
export function back(path: string): Element {
  return h("input", { type: "hidden", name: "back", value: path });
}
