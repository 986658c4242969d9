import { oneOf } from "../core/documents/explain.ts";
import { UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import {
  type DeclaredStage,
  type StageFacts,
  stageFrom,
  stageMissing,
} from "../core/stage-sources.ts";
import { parseStage, STAGE_SPELLINGS, type StageClaim } from "../core/stages.ts";

/** Reads `--stage`. Throws a `UsageError` that lists the accepted spellings. */
export function readStage(value: string | undefined): StageClaim | undefined {
  if (value === undefined) return undefined;
  const claim = parseStage(value);
  if (!claim) {
    throw new UsageError(`--stage is ${quote(value)}; ${oneOf(STAGE_SPELLINGS, value)}`);
  }
  return claim;
}

/**
 * The stage to judge at: the option first, then what the repository says of itself. Throws a
 * `UsageError` with the ways to declare one if nothing does.
 */
export function declaredStage(
  claim: StageClaim | undefined,
  facts: Omit<StageFacts, "input">,
): DeclaredStage {
  const declared = stageFrom({ ...facts, input: claim && { claim, name: "--stage" } });
  if (declared) return declared;
  throw new UsageError(stageMissing(facts, "--stage"));
}
