import { LABEL_PREFIX } from "../../src/core/stage-sources.ts";
import { LABEL, labelNamed } from "../marks.ts";
import type { Action } from "./action.ts";
import type { Facts } from "./facts.ts";

/** Makes those of our labels that the repository has not. */
export function missingLabels({ repository }: Facts, names: readonly string[]): Action[] {
  const there = new Set(repository.labels.map(({ name }) => name.toLowerCase()));
  return names
    .filter((name) => !there.has(name))
    .map((name) => ({ kind: "make-label", label: labelNamed(name) }));
}

/** Whether a label is one that the App puts on its issues. */
export function isOurLabel(name: string): boolean {
  return name === LABEL || name.startsWith(LABEL_PREFIX);
}
