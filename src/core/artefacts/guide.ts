import type { Circumstances } from "../rule.ts";
import type { Stage } from "../stages.ts";
import type { ArtefactName } from "./index.ts";

/**
 * One field of an evidence file: what it means, and from which stage it is required. The schemas say
 * what is allowed; these rows say what is expected, and feed rule X49, the JSON Schemas and the docs.
 */
export interface FieldGuide {
  /** What to write there, in a sentence. */
  help: string;
  /** A value for it, as YAML. */
  example?: string;
  /** An empty list is an answer there, not a gap. */
  mayBeEmpty?: boolean;
  /** The stage from which it is required; absent: optional. Source: `domain.md` section 2. */
  from?: Stage;
  /** Required only if this is true of the mapping that the field is in. */
  when?: (owner: Readonly<Record<string, unknown>>, circumstances: Circumstances) => boolean;
  /** The condition in words, for people: "if the store is not in GB". */
  condition?: string;
  /** The rule that reports it when it is missing, if not X49. */
  rule?: string;
}

/** Rows by path: `stores[].removal`. Every path of the schema has one; a test says so. */
export type Guide = Readonly<Record<string, FieldGuide>>;

export type Guides = { readonly [Name in ArtefactName]: Guide };
