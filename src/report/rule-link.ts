import { PLACES } from "../core/home.ts";
import { code, linkTarget } from "./escape.ts";

/** The address of this version's docs, once the project has a home. The Action knows where it came from, and needs none. */
export const DOCS: string | undefined = PLACES.docs;

/** The address of a rule's section in docs/rules.md; undefined if the docs have no address. */
export function ruleUrl(rule: string, docs: string | undefined): string | undefined {
  return docs === undefined ? undefined : linkTarget(`${docs}/rules.md#${rule}`);
}

/** A rule's id in Markdown, with a link to its section if the docs have an address. */
export function ruleName(rule: string, docs: string | undefined = DOCS): string {
  const target = ruleUrl(rule, docs);
  return target === undefined ? code(rule) : `[${code(rule)}](${target})`;
}
