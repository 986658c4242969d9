import { look } from "../looks.ts";
import type { World } from "../world.ts";
import { codePage, editPage, filePage } from "./code-pages.ts";
import { issuePage, issuesOf, issuesPage } from "./issue-pages.ts";
import type { Frame } from "./page.ts";
import type { Visitor } from "./people.ts";
import { pullPage, pullsOf, pullsPage } from "./pull-pages.ts";

/** The page at an address, as HTML; undefined where there is none. */
export async function pageAt(
  world: World,
  url: URL,
  visitor: Visitor,
  notice?: string,
): Promise<string | undefined> {
  const path = decodeURIComponent(url.pathname);
  const frame = { ...(await frameFor(world, path, visitor)), notice };
  if (path === "/") return codePage(world, frame);
  const [, commit] = /^\/commit\/([0-9a-f]{40})$/.exec(path) ?? [];
  if (commit) return codePage(world, frame, commit);
  if (path === "/issues") return issuesPage(world, frame);
  if (path === "/pulls") return pullsPage(world, frame);
  const [, kind, number] = /^\/(issues|pulls)\/(\d{1,6})$/.exec(path) ?? [];
  if (kind === "pulls") return pullPage(world, frame, Number(number), url.searchParams.get("at"));
  if (kind === "issues") {
    // As on GitHub, a pull request answers to the address of an issue, too.
    return (
      (await issuePage(world, frame, Number(number))) ?? pullPage(world, frame, Number(number))
    );
  }
  const [, what, revision = "", file = ""] =
    /^\/(blob|edit)\/([\w.-]{1,100})\/(.+)$/.exec(path) ?? [];
  if (what === "blob") return filePage(world, frame, revision, file);
  if (what === "edit") return editPage(world, frame, file);
  if (path.startsWith("/new/")) {
    const { searchParams } = url;
    return editPage(
      world,
      frame,
      searchParams.get("filename") ?? "",
      searchParams.get("value") ?? "",
    );
  }
  return undefined;
}

async function frameFor(world: World, path: string, visitor: Visitor): Promise<Frame> {
  const [repository, issues, pulls] = await Promise.all([
    look(world, ""),
    issuesOf(world),
    pullsOf(world),
  ]);
  const open = (all: readonly { state?: unknown }[]) =>
    all.filter(({ state }) => state === "open").length;
  return { repository, visitor, path, openIssues: open(issues), openPulls: open(pulls) };
}
