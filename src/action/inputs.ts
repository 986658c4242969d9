import * as z from "zod/mini";
import { oneOf } from "../core/documents/explain.ts";
import { DEFAULT_LIMITS, type Limits } from "../core/documents/limits.ts";
import { UsageError } from "../core/errors.ts";
import { pathFault, pathFix } from "../core/paths.ts";
import { FAIL_ON } from "../core/policy/policy.ts";
import { quote } from "../core/quote.ts";
import { parseStage, STAGE_SPELLINGS, type StageClaim } from "../core/stages.ts";

/**
 * How much is posted: nothing, only if a pull request changes something that matters, or always.
 */
export const POSTING = ["never", "changes", "always"] as const;
export type Posting = (typeof POSTING)[number];

const TRUTH = ["true", "false"] as const;

const stage = z.string().check(z.refine((text) => parseStage(text) !== undefined));
const bytes = z.string().check(z.regex(/^[1-9]\d{0,9}$/));
const path = z.string().check(z.refine((text) => pathFault(text) === undefined));

/**
 * The inputs, and the defaults of those that a workflow leaves out or empty. The defaults are only
 * here, except the token's, which only `action.yml` can name.
 */
const SCHEMA = z.strictObject({
  stage: z.optional(stage),
  gate: z._default(z.enum(TRUTH), "false"),
  "fail-on": z.optional(z.enum(FAIL_ON)),
  "working-directory": z._default(path, "."),
  token: z.optional(z.string()),
  statuses: z._default(z.enum(POSTING), "changes"),
  comment: z._default(z.enum(POSTING), "never"),
  "sarif-file": z.optional(path),
  "sarif-waived": z._default(z.enum(TRUTH), "false"),
  "report-file": z.optional(path),
  "max-bytes": z._default(bytes, String(DEFAULT_LIMITS.maxBytes)),
});
type Name = keyof z.infer<typeof SCHEMA>;

export const INPUT_NAMES = Object.keys(SCHEMA.def.shape) as Name[];

/** What an input takes, as a complaint says it. */
const ACCEPTED: Readonly<Record<Name, (found: string) => string>> = {
  stage: (found) => oneOf(STAGE_SPELLINGS, found),
  gate: (found) => oneOf(TRUTH, found),
  "fail-on": (found) => oneOf(FAIL_ON, found),
  "working-directory": () => "write a plain path from the repository's root with `/`",
  token: () => "write a token",
  statuses: (found) => oneOf(POSTING, found),
  comment: (found) => oneOf(POSTING, found),
  "sarif-file": () => pathFix("dsp.sarif"),
  "sarif-waived": (found) => oneOf(TRUTH, found),
  "report-file": () => pathFix("dsp.json"),
  "max-bytes": () => "write a number of bytes, for example 1048576",
};

/** What a workflow asks for. */
export interface Inputs {
  stage?: StageClaim;
  gate: boolean;
  failOn?: (typeof FAIL_ON)[number];
  /** From the repository's root, without a slash at its end; absent: the root itself. */
  folder?: string;
  token?: string;
  statuses: Posting;
  comment: Posting;
  sarifFile?: string;
  /** Whether waived findings are in the SARIF report, too. */
  sarifWaived: boolean;
  reportFile?: string;
  limits: Limits;
}

/** The defaults, as the documentation lists them. */
export const INPUT_DEFAULTS: Readonly<Record<string, unknown>> = SCHEMA.parse({});

/** Reads the inputs by name. Throws a `UsageError` with a line for each that cannot be used. */
export function readInputs(input: (name: string) => string): Inputs {
  const given = Object.fromEntries(
    INPUT_NAMES.flatMap((name): [string, string][] => {
      const text = readable(name, input(name));
      return text === "" ? [] : [[name, text]];
    }),
  );
  const parsed = SCHEMA.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path: [name] }) => name as Name));
    throw new UsageError([...wrong].map((name) => complaint(name, given[name] ?? "")).join("\n"));
  }
  const { data } = parsed;
  return {
    stage: data.stage === undefined ? undefined : parseStage(data.stage),
    gate: data.gate === "true",
    failOn: data["fail-on"],
    folder: data["working-directory"] === "." ? undefined : data["working-directory"],
    token: data.token,
    statuses: data.statuses,
    comment: data.comment,
    sarifFile: data["sarif-file"],
    sarifWaived: data["sarif-waived"] === "true",
    reportFile: data["report-file"],
    limits: { maxBytes: Number(data["max-bytes"]) },
  };
}

/** As people write them: words in capitals, folders with `./` before or a slash behind. */
function readable(name: Name, text: string): string {
  if (name === "gate" || name === "sarif-waived") return text.toLowerCase();
  if (name !== "working-directory") return text;
  const folder = text.replace(/\/+$/, "").replace(/^(?:\.\/)+/, "");
  return folder === "." ? "" : folder;
}

function complaint(name: Name, found: string): string {
  return `input \`${name}\` is ${quote(found)}; ${ACCEPTED[name](found)}`;
}
