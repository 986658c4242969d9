import { isMap, isNode, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import { quote } from "../quote.ts";
import { forbiddenInValue } from "./characters.ts";
import { Faults } from "./faults.ts";
import type { Path } from "./place.ts";

/** Keys that reach into an object's prototype when someone copies the value carelessly. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** Nodes to plain values, collecting what is refused on the way. Depth is bounded by `compose`. */
export class Walk {
  readonly faults = new Faults();

  toPlain(node: ParsedNode): unknown {
    if (isScalar(node)) return this.#scalar(node) ?? undefined;
    if (isSeq(node)) return node.items.map((item) => this.toPlain(item as ParsedNode) ?? null);
    if (isMap(node)) return this.#mapping(node as YAMLMap.Parsed);
    this.#refuse(node, "there is an alias here", "write the value out");
    return undefined;
  }

  #scalar(node: Scalar.Parsed): unknown {
    const { value } = node;
    // The whole text has been looked through; only escapes can bring in what it may not hold.
    if (node.type === "QUOTE_DOUBLE" && typeof value === "string") {
      const code = forbiddenInValue(value);
      if (code) this.#refuse(node, `an escape in this text stands for ${code}`, "remove it");
    }
    return value;
  }

  #mapping(node: YAMLMap.Parsed): Record<string, unknown> {
    const plain: Record<string, unknown> = {};
    let before: string | undefined;
    for (const { key, value } of node.items) {
      const word = isScalar(key) ? this.#scalar(key) : undefined;
      if (typeof word !== "string") {
        this.#refuse(
          key,
          "this key is not plain text",
          "write `key: value` with a plain word as the key",
        );
      } else if (word === "") {
        this.#refuse(key, "there is a `:` here without a key before it", "write the key");
      } else if (FORBIDDEN_KEYS.has(word)) {
        this.#refuse(key, `${quote(word)} cannot be a key`, "remove it");
      } else if (word === "<<") {
        this.#refuse(key, "there is a merge key (`<<`) here", "write the fields out");
      } else if (Object.hasOwn(plain, word)) {
        this.#refuse(key, `${quote(word)} is written twice in this mapping`, "keep one of the two");
      } else if (value === null && node.flow) {
        this.#refuse(key, ...splitByComma(word, before));
      } else {
        plain[word] = value === null ? undefined : this.toPlain(value);
        before = typeof plain[word] === "string" ? word : undefined;
      }
    }
    return plain;
  }

  #refuse(node: ParsedNode, message: string, fix: string): void {
    this.faults.add({ offset: node.range[0], message, fix });
  }
}

/** In braces, a word without `:` is nearly always the rest of a text that holds a comma. */
function splitByComma(rest: string, before: string | undefined): [message: string, fix: string] {
  const message = `${quote(rest)} has no \`:\` after it`;
  if (before === undefined) return [message, "write `key: value`"];
  return [
    `${message}: the comma before it ends the value of ${quote(before)}`,
    "if the comma belongs to that value, put the whole value in double quotes",
  ];
}

/** The node at a path, or the nearest parent of it that exists. */
export function nodeAt(root: ParsedNode, path: Path): ParsedNode {
  let node = root;
  for (const step of path) {
    const next: unknown = isSeq(node)
      ? node.items[Number(step)]
      : isMap(node)
        ? (pairOf(node as YAMLMap.Parsed, String(step))?.value ?? keyOf(node, String(step)))
        : undefined;
    if (!isNode(next)) return node;
    node = next as ParsedNode;
  }
  return node;
}

function pairOf(node: YAMLMap.Parsed, key: string) {
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

/** The key of a mapping as written in the text, or undefined if there is no such key. */
export function keyOf(node: ParsedNode, key: string): ParsedNode | undefined {
  return isMap(node) ? pairOf(node as YAMLMap.Parsed, key)?.key : undefined;
}
