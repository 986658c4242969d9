// The tables of docs/action.md, made from the Action's own files.
import { parse } from "yaml";
import * as z from "zod/mini";
import { INPUT_DEFAULTS } from "../src/action/inputs.ts";
import { table, withPart } from "./parts.ts";

/** The part of `action.yml` that the documentation lists. */
const MANIFEST = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

/** The documentation with its tables, made from `action.yml` and the defaults. */
export function withTables(markdown: string, actionYaml: string): string {
  const { inputs, outputs } = MANIFEST.parse(parse(actionYaml));
  const tables = {
    inputs: table(
      ["input", "what it says", "default"],
      Object.entries(inputs).map(([name, { description }]) => [
        `\`${name}\``,
        description,
        defaultOf(name),
      ]),
    ),
    outputs: table(
      ["output", "what it holds"],
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    ),
  };
  return Object.entries(tables).reduce(
    (text, [name, lines]) => withPart(text, name, lines),
    markdown,
  );
}

function defaultOf(name: string): string {
  if (name === "token") return "the job's token";
  const value = INPUT_DEFAULTS[name];
  return value === undefined ? "–" : `\`${value}\``;
}
