import { describe, expect, it } from "@jest/globals";
import { toHtml } from "hast-util-to-html";
import { renderMarkdown } from "../site/markdown.ts";

function html(markdown: string, canTick = false): string {
  return toHtml(renderMarkdown(markdown, { repository: "moj/visits", canTick }));
}

describe("what may be dangerous is left out", () => {
  it.each([
    ["a script", "a <script>alert(1)</script> b"],
    ["a handler", "<b onclick='alert(1)'>b</b>"],
    ["a link that runs", "[a](javascript:alert(1))"],
    ["a frame", "<iframe src='https://evil.example'></iframe>"],
    ["a form", "<form action='/stage' method='post'><button>x</button></form>"],
    ["styles", "<style>body{display:none}</style><p style='position:fixed'>x</p>"],
    ["a part that the page would replace", "<div data-live='topics'>x</div>"],
    ["a comment", "a <!-- secret --> b"],
  ])("%s", (_name, markdown) => {
    expect(html(markdown)).not.toMatch(
      /script|onclick|iframe|<form|<button|style|data-live|secret|<!--/i,
    );
  });
});

it("renders what GitHub does: tables, folds, struck text", () => {
  expect(html("| a |\n|---|\n| b |\n")).toContain("<td>b</td>");
  expect(html("<details><summary>more</summary>\n\n- *one*\n\n</details>")).toMatch(
    /<details><summary>more<\/summary>\s*<ul>\s*<li><em>one<\/em><\/li>\s*<\/ul>\s*<\/details>/,
  );
  expect(html("~~a~~")).toContain("<del>a</del>");
});

it("takes a new line for one in what people say, and not in a file", () => {
  const said = renderMarkdown("a\nb", { repository: "moj/visits", isSaid: true });
  expect(toHtml(said)).toMatch(/a<br>\s*b/);
  expect(html("a\nb")).not.toContain("<br>");
});

describe("tasks", () => {
  const list = "text\n\n- [ ] one\n  - [x] two\n- three\n";

  it("cannot be ticked unless one may", () => {
    expect(html(list).match(/<input [^>]*disabled/g)).toHaveLength(2);
  });

  it("tell which line they are of", () => {
    const boxes = html(list, true).match(/<input [^>]*>/g) ?? [];
    expect(boxes.map((box) => /data-task-line="(\d+)"/.exec(box)?.[1])).toEqual(["3", "4"]);
    expect(boxes.join("")).not.toContain("disabled");
  });
});

describe("links", () => {
  it.each([
    ["[a](https://github.com/moj/visits/issues/2)", 'href="/issues/2"'],
    ["[a](https://github.com/moj/visits/pull/2)", 'href="/pulls/2"'],
    ["[a](https://github.com/moj/visits)", 'href="/"'],
    ["[a](https://github.com/moj/visits/blob/abc/x.yml#L5)", 'href="/blob/abc/x.yml#L5"'],
    ["see #12.", 'see <a href="/issues/12">#12</a>.'],
    ["[a](https://github.com/moj/visits-two/issues/2)", "https://github.com/moj/visits-two/"],
    ["`#12` and x#13", "<code>#12</code> and x#13"],
  ])("%s", (markdown, part) => {
    expect(html(markdown)).toContain(part);
  });
});
