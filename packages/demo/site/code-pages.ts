import type { Element } from "hast";
import { h } from "hastscript";
import type { World } from "../world.ts";
import { splitLines } from "./lines.ts";
import { renderMarkdown } from "./markdown.ts";
import { type Frame, live, pageHtml } from "./page.ts";
import { may } from "./people.ts";
import { DEFAULT_BRANCH, filesAt, textAt } from "./repository.ts";

/**
 * The repository's files at a revision, its evidence first, and what it says of itself; undefined where
 * there is no such revision.
 */
export async function codePage(
  world: World,
  frame: Frame,
  revision = DEFAULT_BRANCH,
): Promise<string | undefined> {
  const files = await filesAt(world, revision).catch(() => undefined);
  if (!files) return undefined;
  const paths = [...files.keys()].sort();
  const others = paths.filter((path) => !isOfOurs(path));
  const readme = (await textAt(world, revision, "README.md")) ?? "";
  const isDefault = revision === DEFAULT_BRANCH;
  return pageHtml(
    frame,
    "code",
    "Code",
    ...(isDefault ? [welcome()] : []),
    live("files", "section.box", [
      h("header", [h("strong", "Evidence and policy"), ` at ${revision.slice(0, 10)}`]),
      fileList(revision, paths.filter(isOfOurs)),
      h("details.more", [h("summary", `${others.length} other files`), fileList(revision, others)]),
    ]),
    live("readme", "section.box", [
      h("header", h("strong", "README.md")),
      h("div.markdown", renderMarkdown(readme, { repository: world.repository }).children),
    ]),
  );
}

/** What somebody can do who sees this for the first time. */
function welcome(): Element {
  return h("aside.welcome", [
    h(
      "p",
      "This GitHub is emulated; the App that answers in it is the one that is deployed. Try it:",
    ),
    h("ul", [
      h(
        "li",
        "set another stage above, and see what becomes of the issue that lists its expectations",
      ),
      h("li", [
        "on ",
        h("a", { href: "/issues" }, "that issue"),
        ", write ",
        h("code", "/dsp assess beta"),
        "; at post-live, tick a box, too",
      ]),
      h("li", [
        "edit ",
        h("a", { href: `/edit/${DEFAULT_BRANCH}/.dsp/deletion-plan.yml` }, "the deletion plan"),
        ", and look at the check on your ",
        h("a", { href: "/pulls" }, "pull request"),
      ]),
      h("li", "switch to another person (top right) to see what each role can do"),
    ]),
  ]);
}

function isOfOurs(path: string): boolean {
  return path.startsWith(".dsp/") || path.startsWith(".github/");
}

function fileList(revision: string, paths: readonly string[]): Element {
  return h(
    "ul.files",
    paths.map((path) => h("li", h("a", { href: `/blob/${revision}/${path}` }, path))),
  );
}

/** A file at a revision, with numbered lines; undefined where there is none. */
export async function filePage(
  world: World,
  frame: Frame,
  revision: string,
  path: string,
): Promise<string | undefined> {
  const text = await textAt(world, revision, path).catch(() => undefined);
  if (text === undefined) return undefined;
  return pageHtml(
    frame,
    "code",
    path,
    h("section.box", [
      h("header", [
        h("strong", path),
        ` at ${revision.slice(0, 10)}`,
        h("a.button", { href: `/edit/${DEFAULT_BRANCH}/${path}` }, "Edit"),
      ]),
      h("div.scroll", h("table.code", h("tbody", splitLines(text).map(codeLine)))),
    ]),
  );
}

function codeLine(text: string, index: number): Element {
  const id = `L${index + 1}`;
  return h("tr", { id }, [
    h("td.number", h("a", { href: `#${id}` }, String(index + 1))),
    h("td", h("pre", text)),
  ]);
}

/** A form that changes a file, or makes one with what GitHub's new-file page would be given. */
export async function editPage(
  world: World,
  frame: Frame,
  path: string,
  given?: string,
): Promise<string> {
  const text = given ?? (await textAt(world, DEFAULT_BRANCH, path)) ?? "";
  const canPush = may(frame.visitor, "push");
  return pageHtml(
    frame,
    "code",
    `Edit ${path}`,
    h("form.box.edit", { method: "post", action: "/push" }, [
      h("header", [
        h("label", { htmlFor: "path" }, "File"),
        h("input#path", { name: "path", value: path, required: true }),
      ]),
      h(
        "textarea",
        { name: "text", rows: 28, spellCheck: "false", ariaLabel: "Text of the file" },
        text,
      ),
      h("footer", [
        h("label", { htmlFor: "message" }, "Message"),
        h("input#message", {
          name: "message",
          value: `Change ${path.split("/").at(-1)}`,
          required: true,
        }),
        h("button.primary", { name: "to", value: "pull" }, "Open a pull request"),
        h("button", { name: "to", value: "main", disabled: !canPush }, `Push to ${DEFAULT_BRANCH}`),
        ...(canPush ? [] : [h("span.hint", "pushing takes the role write")]),
      ]),
    ]),
  );
}
