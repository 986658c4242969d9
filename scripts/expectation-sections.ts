// The parts of docs/expectations.md that are made from the catalogue: a section for each
// expectation and each consideration, whose heading is its id.
import { CONSIDERATIONS } from "../src/core/catalogue/considerations.ts";
import { EXPECTATIONS } from "../src/core/catalogue/expectations.ts";
import type { Consideration, Expectation, Showing } from "../src/core/catalogue/types.ts";
import { append } from "../src/core/graph.ts";
import { findRule } from "../src/core/rules/index.ts";
import { heldAt, LEVEL_WORDS } from "../src/report/explain.ts";
import { leafInWords, partsOf } from "../src/report/showing.ts";
import { withPart } from "./parts.ts";

/** The documentation with all expectations and considerations. */
export function withExpectations(
  markdown: string,
  expectations: readonly Expectation[] = EXPECTATIONS,
): string {
  const byHeading = new Map<string, Expectation[]>();
  for (const one of expectations) append(byHeading, one.heading, one);
  const sections = [...byHeading].map(
    ([heading, ones]) => `## ${heading}\n\n${ones.map(section).join("\n")}`,
  );
  return withPart(
    withPart(markdown, "expectations", sections.join("\n")),
    "considerations",
    CONSIDERATIONS.map(consideration).join("\n"),
  );
}

function section(expectation: Expectation): string {
  const { id, level, statement, why, how, shown } = expectation;
  const shownBy = shown
    ? `It is shown by:\n\n${items(shown, "").join("")}`
    : "Nothing is checked: it is context.\n";
  return `### ${id}

*${LEVEL_WORDS[level]}, ${heldAt(expectation)}*

**${statement}**

${why}

**How to bring it about.** ${how}

${shownBy}`;
}

function items(shown: Showing, indent: string): string[] {
  const [heading, parts] = partsOf(shown);
  if (!parts) return [`${indent}- ${linked(leafInWords(shown, findRule))}\n`];
  return [`${indent}- ${heading}\n`, ...parts.flatMap((part) => items(part, `${indent}  `))];
}

function linked(words: string): string {
  return words.replace(/^rule (\w+) ([a-z-]+)/, "rule [`$2`](rules.md#$2) ($1)");
}

function consideration({ id, statement, why, how, manual }: Consideration): string {
  return `### ${id}

**${statement}**${manual ? " (can be met by manual action)" : ""}

${why}

**How to bring it about.** ${how}
`;
}
