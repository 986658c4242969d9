import { CONSIDERATIONS } from "../../core/catalogue/considerations.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { quote } from "../../core/quote.ts";
import { RULES } from "../../core/rules/index.ts";
import { fieldList } from "../../report/explain-field.ts";
import { explanationOf, nearestWord } from "../../report/explain-id.ts";
import { termList } from "../../report/explain-term.ts";
import type { Io } from "../io.ts";
import { readOptions } from "../options.ts";

/** A term of the glossary may have so many words. */
const MOST_WORDS = 8;

/** `dsp explain <word>`: what it means or requires, why, its source, how to fix it, an example. */
export function explainCommand(args: readonly string[], io: Io): ExitCode {
  const { positionals } = readOptions(args, {}, MOST_WORDS);
  if (positionals.length === 0) {
    throw new UsageError(
      "name a rule, an expectation, a consideration, a field or a word, for example X13, DSP-BETA-11, C06, encrypted_at_rest or DPIA",
    );
  }
  io.stdout.write(page(positionals.join(" ")));
  return EXIT.clean;
}

function page(id: string): string {
  if (id === "rules") return table(RULES.map((rule) => [rule.code, rule.id, rule.summary]));
  if (id === "considerations") {
    return table(CONSIDERATIONS.map((one) => [one.id, `${one.title}: ${one.statement}`]));
  }
  if (id === "fields") return table(fieldList());
  if (id === "glossary") return table(termList());
  const found = explanationOf(id);
  if (found !== undefined) return found;
  throw new UsageError(
    `there is no rule, expectation, consideration, field or word called ${quote(id)}; ${suggestion(id)}`,
  );
}

function suggestion(id: string): string {
  const near = nearestWord(id);
  return near
    ? `did you mean ${near}?`
    : "run `dsp explain rules`, `dsp explain considerations`, `dsp explain fields`, `dsp explain glossary` or `dsp expectations` to list them";
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}
