import { parseArgs } from "node:util";
import { oneOf } from "../core/documents/explain.ts";
import { UsageError } from "../core/errors.ts";
import { list, quote } from "../core/quote.ts";
import { nearest } from "../core/suggest.ts";

type OptionKinds = Readonly<Record<string, { type: "string" | "boolean"; short?: string }>>;
type ValuesOf<K extends OptionKinds> = {
  [Name in keyof K]?: K[Name]["type"] extends "string" ? string : boolean;
};

/**
 * Splits arguments into options and the rest. Throws a `UsageError` that names the nearest known
 * option for one that is not known, and says which takes a value.
 */
export function readOptions<const K extends OptionKinds>(
  args: readonly string[],
  kinds: K,
  most: number,
): { values: ValuesOf<K>; positionals: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: kinds,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values: Record<string, string | boolean> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const kind = kinds[token.name];
    if (!kind) throw new UsageError(unknownOption(token.rawName, kinds));
    if (Object.hasOwn(values, token.name)) {
      throw new UsageError(`${token.rawName} is there twice; write it once`);
    }
    values[token.name] = valueOfOption(token.rawName, token.value, kind.type);
  }
  if (positionals.length > most) {
    const extra = positionals.slice(most).map(quote);
    throw new UsageError(`${list(extra)}: more than is expected; \`dsp --help\` shows the usage`);
  }
  return { values: values as ValuesOf<K>, positionals };
}

/** The value of an option that takes one of a few. Throws a `UsageError` that lists them. */
export function choice<T extends string>(
  option: string,
  value: string | undefined,
  accepted: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = accepted.find((one) => one === value);
  if (found === undefined) {
    throw new UsageError(`${option} is ${quote(value)}; ${oneOf(accepted, value)}`);
  }
  return found;
}

function valueOfOption(
  option: string,
  value: string | undefined,
  type: "string" | "boolean",
): string | boolean {
  if (type === "boolean") {
    if (value === undefined) return true;
    throw new UsageError(`${option} takes no value, but ${quote(value)} was given`);
  }
  // `--stage --gate`: the next option is hardly the value that was meant.
  if (value === undefined || value === "" || /^--?[a-z]/.test(value)) {
    throw new UsageError(`${option} needs a value`);
  }
  return value;
}

function unknownOption(option: string, kinds: OptionKinds): string {
  const known = Object.keys(kinds).map((name) => `--${name}`);
  const near = nearest(option, known);
  return near
    ? `there is no option ${quote(option)}; did you mean ${near}?`
    : `there is no option ${quote(option)}; known here: ${known.join(", ")}`;
}
