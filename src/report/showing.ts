import { ARTEFACTS, type ArtefactName } from "../core/artefacts/index.ts";
import type { RuleShowing } from "../core/catalogue/showing.ts";
import type { Showing } from "../core/catalogue/types.ts";
import { FACTS } from "../core/facts.ts";
import type { Rule } from "../core/rule.ts";
import { wrap } from "./wrap.ts";

/** Finds a rule by its id. */
export type FindRule = (id: string) => Rule | undefined;

/** What shows an expectation, as an indented list of lines. */
export function showingInWords(shown: Showing, findRule: FindRule, indent = ""): string[] {
  const [heading, parts] = partsOf(shown);
  if (!parts) return wrap(leafInWords(shown, findRule), `${indent}- `);
  return [
    `${indent}${heading}`,
    ...parts.flatMap((part) => showingInWords(part, findRule, `${indent}  `)),
  ];
}

/** The heading above the parts of a showing, and the parts; a single one has no parts. */
export function partsOf(shown: Showing): [heading: string, parts?: readonly Showing[]] {
  if ("all" in shown) return ["all of", [...(shown.where ? [shown.where] : []), ...shown.all]];
  return "any" in shown ? ["any of", shown.any] : [""];
}

/** A single piece of evidence, in a sentence. */
export function leafInWords(leaf: Showing, findRule: FindRule): string {
  if ("rule" in leaf) return ruleInWords(leaf, findRule(leaf.rule));
  if ("attestation" in leaf) {
    return `sign-off${leaf.role ? ` as ${leaf.role}` : ""}: ${leaf.attestation}`;
  }
  if ("assessment" in leaf) {
    const panel = leaf.panel ? ` by the ${leaf.panel} panel` : "";
    const aspect =
      leaf.aspect === "any"
        ? ", which lists the data-protection aspects it looked at"
        : leaf.aspect
          ? `, which found ${leaf.aspect} met`
          : "";
    return `record of the ${leaf.assessment} service assessment${panel}${aspect}`;
  }
  return "fact" in leaf ? `fact ${leaf.fact}: ${FACTS[leaf.fact]?.says ?? "not known"}` : "";
}

function ruleInWords(reference: RuleShowing, rule: Rule | undefined): string {
  const named = `rule ${rule ? `${rule.code} ` : ""}${reference.rule}`;
  const narrowed = [
    ...(reference.variant ? [reference.variant] : []),
    ...(reference.under ? [partOfFile(reference.under)] : []),
  ];
  const scope = narrowed.length > 0 ? ` (only: ${narrowed.join(", ")})` : "";
  return `${named}${scope}${rule ? `: ${rule.summary}` : ""}`;
}

/** `dataMap.stores` as people say it. */
function partOfFile(under: string): string {
  const [artefact = "", key = ""] = under.split(".");
  return `\`${key}\` of the ${ARTEFACTS[artefact as ArtefactName]?.title ?? artefact}`;
}
