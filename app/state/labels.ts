import { isSameLabel } from "../../src/core/stage-sources.ts";
import { labelNamed } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";

/** Makes those of our labels that the repository has not. */
export function missingLabels({ repository }: StateFacts, names: readonly string[]): Action[] {
  return names
    .filter((name) => !repository.labels.some((label) => isSameLabel(label.name, name)))
    .map((name) => ({ kind: "make-label", label: labelNamed(name) }));
}
