// The part of docs/operate.md that is made from app.yml: each right and event, and the comment that
// says why.
import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { table, withPart } from "./parts.ts";

/** The documentation with the rights and the events of the App's manifest. */
export function withRights(markdown: string, appYaml: string): string {
  const document = parseDocument(appYaml);
  const rights = document.get("default_permissions", true);
  const events = document.get("default_events", true);
  if (!isMap<Node, Node>(rights) || !isSeq<Node>(events)) {
    throw new Error("app.yml lists no permissions or no events");
  }
  const rows = rights.items.map(({ key, value }, index) => [
    `\`${textOf(key)}\``,
    textOf(value),
    // The parser takes a comment before the first entry for a comment on the whole.
    sentence(key.commentBefore ?? (index === 0 ? rights.commentBefore : undefined)),
  ]);
  let why = sentence(events.commentBefore);
  const heard = events.items.map((event) => {
    why = sentence(event.commentBefore) || why;
    return [`\`${textOf(event)}\``, why];
  });
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
