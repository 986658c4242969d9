import { CONSIDERATIONS } from "../../core/catalogue/considerations.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { quote } from "../../core/quote.ts";
import { RULES } from "../../core/rules/index.ts";
import { fieldList } from "../../report/explain-field.ts";
import { explanationOf, nearestId } from "../../report/explain-id.ts";
import type { Io } from "../io.ts";
import { readOptions } from "../options.ts";

/** `dsp explain <id>`: what, why, source, how to mend, an example. */
export function explain(args: readonly string[], io: Io): ExitCode {
  const { positionals } = readOptions(args, {}, 1);
  const [id] = positionals;
  if (id === undefined) {
    throw new UsageError(
      "name a rule, an expectation, a consideration or a field, for example X13, DSP-BETA-11, C06 or encrypted_at_rest",
    );
  }
  io.stdout.write(page(id));
  return EXIT.clean;
}

function page(id: string): string {
  if (id === "rules") return table(RULES.map((rule) => [rule.code, rule.id, rule.summary]));
  if (id === "considerations") {
    return table(CONSIDERATIONS.map((one) => [one.id, `${one.title}: ${one.statement}`]));
  }
  if (id === "fields") return table(fieldList());
  const found = explanationOf(id);
  if (found !== undefined) return found;
  throw new UsageError(`nothing is called ${quote(id)}; ${suggestion(id)}`);
}

function suggestion(id: string): string {
  const near = nearestId(id);
  return near
    ? `did you mean ${near}?`
    : "`dsp explain rules`, `dsp explain considerations`, `dsp explain fields` and `dsp expectations` list what there is";
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
