import type { ChangeSituation, Situation } from "../state/situation.ts";
import { NOT_OPTED_IN, policyBroken } from "./words.ts";

/** Why there is no verdict. */
type Unjudged = Exclude<ChangeSituation, { kind: "judged" }>;

/** The answer of a command that needs a verdict, or why there is no verdict. */
export function whenJudged<S extends Situation | ChangeSituation, T>(
  situation: S,
  say: (judged: Extract<S, { kind: "judged" }>) => T,
): T | string {
  return isJudged(situation) ? say(situation) : whyNotJudged(situation as Unjudged);
}

function isJudged<S extends { kind: string }>(
  situation: S,
): situation is Extract<S, { kind: "judged" }> {
  return situation.kind === "judged";
}

/** What is said if there is no verdict. */
export function whyNotJudged(unjudged: Unjudged): string {
  return unjudged.kind === "policy-broken" ? policyBroken(unjudged.problems) : NOT_OPTED_IN;
}
