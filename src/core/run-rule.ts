import type { ArtefactName } from "./artefacts/index.ts";
import { readableValues } from "./dossier.ts";
import type { Circumstances, Facts, Problem, Rule } from "./rule.ts";

/** What one rule came to: its problems, or why it could not run. */
export type RuleRun =
  | { ran: true; problems: readonly Problem[] }
  | { ran: false; lacking: readonly ArtefactName[] };

/** Runs rules on one dossier, each at most once. */
export class RuleRunner {
  readonly #runs = new Map<Rule, RuleRun>();
  readonly #circumstances: Circumstances;

  constructor(circumstances: Circumstances) {
    this.#circumstances = circumstances;
  }

  run(rule: Rule): RuleRun {
    const known = this.#runs.get(rule);
    if (known) return known;
    const run = this.#check(rule);
    this.#runs.set(rule, run);
    return run;
  }

  #check(rule: Rule): RuleRun {
    const { values, lacking } = readableValues(this.#circumstances.dossier, rule.needs);
    if (lacking.length > 0) return { ran: false, lacking };
    const facts = {
      ...this.#circumstances,
      ...values,
      problemsOf: (other: Rule) => {
        const run = this.run(other);
        return run.ran ? run.problems : [];
      },
    } as Facts<ArtefactName>;
    return { ran: true, problems: rule.check(facts) };
  }
}
