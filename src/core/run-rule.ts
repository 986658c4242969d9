import type { ArtefactName } from "./artefacts/index.ts";
import { readableValues } from "./dossier.ts";
import { isInPart, mayFollowFromLoss, partialViewOf } from "./partial.ts";
import type { Circumstances, Facts, Problem, Rule } from "./rule.ts";

/**
 * What one rule came to: its problems, or why it could not run to its end. `problems` are then those that
 * exist whatever the unreadable parts of the files hold.
 */
export type RuleRun =
  | { ran: true; problems: readonly Problem[] }
  | { ran: false; lacking: readonly ArtefactName[]; problems: readonly Problem[] };

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
    const { dossier, missed } = partialViewOf(this.#circumstances.dossier);
    const { values, lacking } = readableValues(dossier, rule.needs);
    if (lacking.length > 0) return { ran: false, lacking, problems: [] };
    const facts = {
      ...this.#circumstances,
      dossier,
      ...values,
      problemsOf: (other: Rule) => {
        const run = this.run(other);
        if (!run.ran) {
          for (const artefact of run.lacking.filter((one) => isInPart(dossier, one))) {
            missed.add(artefact);
          }
        }
        return run.problems;
      },
    } as Facts<ArtefactName>;
    const problems = rule.check(facts);
    if (missed.size === 0) return { ran: true, problems };
    // What one file lost says nothing of what is wrong with another.
    const [only] = missed;
    const sure = problems.filter(
      (problem) =>
        missed.size === 1 &&
        problem.in === only &&
        !mayFollowFromLoss(problem, this.#circumstances.dossier),
    );
    return { ran: false, lacking: [...missed], problems: sure };
  }
}
