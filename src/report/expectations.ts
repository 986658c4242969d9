import { CATALOGUE_VERSION, SOURCE } from "../core/catalogue/source.ts";
import type { Expectation } from "../core/catalogue/types.ts";
import { dayInWords } from "../core/dates.ts";
import { append } from "../core/graph.ts";
import { wrap } from "./wrap.ts";

export const LIST_FORMATS = ["text", "json", "markdown"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Lists expectations, in the order given and under their stages; ends with a line feed. */
export function listExpectations(expectations: readonly Expectation[], format: ListFormat): string {
  if (format === "json") return asJson(expectations);
  return format === "markdown" ? asMarkdown(expectations) : asText(expectations);
}

function asText(expectations: readonly Expectation[]): string {
  const blocks = underStages(expectations).map(([stage, ones]) => [
    stage,
    ...ones.flatMap(({ id, level, statement }) =>
      wrap(statement, `  ${id.padEnd(11)}  ${level.padEnd(7)}  `),
    ),
  ]);
  return [...blocks, wrap(provenance())].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function asMarkdown(expectations: readonly Expectation[]): string {
  const blocks = underStages(expectations).map(([stage, ones]) => [
    `## ${stage}`,
    "",
    "| Expectation | Level | Statement |",
    "| --- | --- | --- |",
    ...ones.map(({ id, level, statement }) => `| ${id} | ${level} | ${cell(statement)} |`),
  ]);
  return [...blocks, [provenance()]].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function asJson(expectations: readonly Expectation[]): string {
  const list = {
    catalogue_version: CATALOGUE_VERSION,
    source: `${SOURCE.publisher}, ${SOURCE.title}`,
    source_expires: SOURCE.expires,
    expectations,
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

/** Expectations by their stage in words, in order. */
function underStages(expectations: readonly Expectation[]): [string, Expectation[]][] {
  const blocks = new Map<string, Expectation[]>();
  for (const expectation of expectations) {
    const heading = expectation.stage === "all" ? "every stage" : expectation.stage;
    append(blocks, heading, expectation);
  }
  return [...blocks];
}

function provenance(): string {
  const { publisher, title, expires } = SOURCE;
  return `Source: ${publisher}, ${title}, whose own expiry date is ${dayInWords(expires)}. Catalogue ${CATALOGUE_VERSION}.`;
}

/** Text that a cell of a table can hold. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
