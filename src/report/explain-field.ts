import { classOf } from "../core/artefacts/categories.ts";
import { COUNTRIES } from "../core/artefacts/countries.ts";
import type { FieldGuide, Guide } from "../core/artefacts/guide.ts";
import { GUIDES } from "../core/artefacts/guides.ts";
import { ARTEFACT_NAMES, ARTEFACTS } from "../core/artefacts/index.ts";
import { type JsonSchema, jsonSchemaOf } from "../core/artefacts/json-schema.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "../core/policy/guide.ts";
import {
  organisationPolicyJsonSchema,
  repositoryPolicyJsonSchema,
} from "../core/policy/json-schema.ts";
import { list } from "../core/quote.ts";
import { findRule } from "../core/rules/index.ts";
import { page } from "./explain.ts";
import { choicesOf, valuesOf } from "./field-values.ts";
import { wrap } from "./wrap.ts";

/** A file that people write: what it is called, what its fields mean, and what they take. */
interface Described {
  title: string;
  guide: Guide;
  schema(): JsonSchema;
}

/** The policies come last: their fields are few, and people ask for those of the evidence. */
const FILES: readonly Described[] = [
  ...ARTEFACT_NAMES.map((artefact) => ({
    title: ARTEFACTS[artefact].title,
    guide: GUIDES[artefact],
    schema: () => jsonSchemaOf(artefact),
  })),
  { title: "policy", guide: REPOSITORY_POLICY_GUIDE, schema: repositoryPolicyJsonSchema },
  {
    title: "organisation's policy",
    guide: ORGANISATION_POLICY_GUIDE,
    schema: organisationPolicyJsonSchema,
  },
];

interface Place {
  path: string;
  row: FieldGuide;
}

/**
 * A page for the terminal on the fields of a name: `encrypted_at_rest`, or a whole path, for example
 * `stores[].kind` or `stores.kind`. Undefined if no file has a field of that name.
 */
export function explainField(asked: string): string | undefined {
  const found = FILES.map((file) => ({ file, places: placesOf(file, asked) })).filter(
    ({ places }) => places.length > 0,
  );
  // What both policies have is said once.
  const isRepeated = ({ file }: { file: Described }) =>
    file.guide === ORGANISATION_POLICY_GUIDE &&
    found.some((other) => other.file.guide === REPOSITORY_POLICY_GUIDE);
  const own = found.filter((one) => !isRepeated(one));
  if (own.length === 0) return undefined;
  const titles = list(own.map(({ file }) => `the ${file.title}`));
  const listed = new Set<string>();
  const sections = own.flatMap(({ file, places }) => {
    const schema = file.schema();
    return places.map(({ path, row }) => [
      `${path}  (${file.title})`,
      ...wrap(row.help, "  "),
      ...wrap(`Required: ${requiredWhen(row)}.`, "  "),
      ...valueLines(schema, path, listed),
      ...(row.example === undefined ? [] : wrap(`Example: \`${row.example}\``, "  ")),
    ]);
  });
  return page(lastStep(asked), `A field of ${titles}.`, sections);
}

/** Each field of each file, with what it says: rows of a table. */
export function fieldList(): string[][] {
  return FILES.filter(({ guide }) => guide !== ORGANISATION_POLICY_GUIDE).flatMap(
    ({ title, guide }) => Object.entries(guide).map(([path, { help }]) => [title, path, help]),
  );
}

/** The names of all fields, for "did you mean". */
export function fieldNames(): string[] {
  return [...new Set(FILES.flatMap(({ guide }) => Object.keys(guide).map(lastStep)))];
}

function placesOf({ guide }: Described, asked: string): Place[] {
  const plain = plainPath(asked);
  return Object.entries(guide)
    .filter(([path]) => plainPath(path) === plain || lastStep(path) === plain)
    .map(([path, row]) => ({ path, row }));
}

/** As people write a path: `stores.kind`, `stores[0].kind` and `stores[].kind` are the same. */
function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, "").toLowerCase();
}

function lastStep(path: string): string {
  return plainPath(path).split(".").at(-1) ?? "";
}

function requiredWhen({ from, condition, rule }: FieldGuide): string {
  if (from === undefined) return "no";
  const code = rule === undefined ? undefined : findRule(rule)?.code;
  const when = condition === undefined ? "" : ` ${condition}`;
  return `from ${from}${when}${code === undefined ? "" : ` (${code})`}`;
}

/** More words than these are listed below each other. */
const MOST_IN_LINE = 12;

/** What a field takes. A long list is shown once, however many fields take it. */
function valueLines(schema: JsonSchema, path: string, listed: Set<string>): string[] {
  const words = choicesOf(schema, path);
  if (words.length <= MOST_IN_LINE) return wrap(`Values: ${valuesOf(schema, path)}`, "  ");
  const all = words.join();
  if (listed.has(all)) return ["  Values: the same as above"];
  listed.add(all);
  if (words.length === COUNTRIES.length) {
    const names = new Intl.DisplayNames(["en"], { type: "region" });
    return ["  Values:", ...words.map((code) => `    ${code}  ${names.of(code) ?? ""}`)];
  }
  const width = Math.max(...words.map((word) => word.length));
  const lines = words.map((word) => {
    const kind = classOf(word, []);
    return `    ${kind === undefined ? word : `${word.padEnd(width)}  ${kind}`}`;
  });
  return ["  Values:", ...lines];
}
