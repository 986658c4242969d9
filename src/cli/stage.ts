import type { StageSource } from "../core/assessment.ts";
import { oneOf } from "../core/documents/explain.ts";
import { UsageError } from "../core/errors.ts";
import { POLICY_PATH } from "../core/policy/defaults.ts";
import type { Policy } from "../core/policy/policy.ts";
import { quote } from "../core/quote.ts";
import {
  type Access,
  parseStage,
  STAGE_SPELLINGS,
  type Stage,
  type StageClaim,
} from "../core/stages.ts";

/** What is judged, and who said so. */
export interface DeclaredStage {
  stage: Stage;
  access?: Access;
  source: StageSource;
}

/** Reads `--stage`. Throws a `UsageError` that lists the accepted spellings. */
export function readStage(value: string | undefined): StageClaim | undefined {
  if (value === undefined) return undefined;
  const claim = parseStage(value);
  if (!claim) {
    throw new UsageError(`--stage is ${quote(value)}; ${oneOf(STAGE_SPELLINGS, value)}`);
  }
  return claim;
}

/** The stage to judge at: the option first, then the policy. Throws a `UsageError` where none says. */
export function declaredStage(input: StageClaim | undefined, policy: Policy): DeclaredStage {
  const { stage: declared, access: declaredAccess } = policy;
  if (input) {
    const differs = declared !== undefined && declared !== input.stage;
    return {
      stage: input.stage,
      access: accessAt(input.stage, input.access ?? declaredAccess),
      source: {
        kind: "input",
        name: "--stage",
        disagreeing: differs ? [`${POLICY_PATH} says ${declared}`] : [],
      },
    };
  }
  if (declared !== undefined) {
    return {
      stage: declared,
      access: accessAt(declared, declaredAccess),
      source: { kind: "policy", name: POLICY_PATH, disagreeing: [] },
    };
  }
  throw new UsageError(
    `no stage is declared; give --stage (${STAGE_SPELLINGS.join(", ")}), ` +
      `or write \`stage: …\` into ${POLICY_PATH} (\`dsp init --stage …\` does)`,
  );
}

/** A beta is private until someone says otherwise: public access is what needs an assessment first. */
function accessAt(stage: Stage, access: Access | undefined): Access | undefined {
  return stage === "beta" ? (access ?? "private") : undefined;
}
