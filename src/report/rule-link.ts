import { code, linkTarget } from "./escape.ts";

/**
 * Where the docs of this version stand, as an address without a slash at the end, such as
 * `https://github.com/OWNER/dsp-lifecycle/blob/v0.1.0/docs`. Nowhere yet: whoever publishes them writes it
 * here. The Action knows the place that it came from, and needs none.
 */
export const DOCS: string | undefined = undefined;

/** The address of a rule's section in docs/rules.md; undefined where the docs have none. */
export function ruleUrl(rule: string, docs: string | undefined): string | undefined {
  return docs === undefined ? undefined : linkTarget(`${docs}/rules.md#${rule}`);
}

/** A rule's id in Markdown: with a link to what it wants, where there is a place to lead to. */
export function ruleName(rule: string, docs: string | undefined = DOCS): string {
  const target = ruleUrl(rule, docs);
  return target === undefined ? code(rule) : `[${code(rule)}](${target})`;
}
