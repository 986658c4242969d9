// The parts of docs/operate.md on rights, with the reasons of app.yml, and on events, with those of
// app/events/table.ts.
import { isMap, isScalar, type Node, parseDocument } from "yaml";
import { EVENT_KINDS } from "../app/events/table.ts";
import { table, withPart } from "./parts.ts";

/** The documentation with the rights of the App's manifest, and the events of its table. */
export function withRights(markdown: string, appYaml: string): string {
  const rights = parseDocument(appYaml).get("default_permissions", true);
  if (!isMap<Node, Node>(rights)) throw new Error("app.yml lists no permissions");
  const rows = rights.items.map(({ key, value }, index) => [
    `\`${textOf(key)}\``,
    textOf(value),
    // The parser takes a comment before the first entry for a comment on the whole.
    sentence(key.commentBefore ?? (index === 0 ? rights.commentBefore : undefined)),
  ]);
  const heard = [...EVENT_KINDS.values()].flatMap(({ name, why }) =>
    why === undefined ? [] : [[`\`${name}\``, why]],
  );
  return withPart(
    withPart(markdown, "rights", table(["right", "level", "why"], rows)),
    "events",
    table(["event", "why"], heard),
  );
}

function textOf(node: Node | null): string {
  return isScalar(node) ? String(node.value) : "";
}

/** A comment as it reads on one line. */
function sentence(comment: string | null | undefined): string {
  return (comment ?? "").replace(/\s+/g, " ").trim();
}
