import type { ArtefactName } from "./artefacts/index.ts";
import { ARTEFACTS } from "./artefacts/index.ts";
import type { ServiceAssessment } from "./artefacts/project-record.ts";
import type { Basis, ExpectationResult, Outcome } from "./assessment.ts";
import { holdsUntil, isInForce, isSignedAs } from "./attestations.ts";
import { concerns, type RuleShowing } from "./catalogue/showing.ts";
import type { Expectation, Showing } from "./catalogue/types.ts";
import { type Dossier, readableValue, readableValues } from "./dossier.ts";
import { FACTS } from "./facts.ts";
import { append } from "./graph.ts";
import { isAtLeast } from "./levels.ts";
import { partialViewOf } from "./partial.ts";
import { levelAt } from "./policy/resolve.ts";
import { list, name, quote } from "./quote.ts";
import { type Circumstances, levelsOf, type Problem, type Rule } from "./rule.ts";
import { findRule, RULES } from "./rules/index.ts";
import type { RuleRunner } from "./run-rule.ts";
import { isExempt, isHeld, isToBeRetaken } from "./service-assessments.ts";
import { fileOf, waiverFor } from "./waivers.ts";

/** Worst first: what a whole takes from its parts. What is not applicable takes no part. */
const WORST_FIRST: readonly Outcome[] = [
  "unreadable",
  "open",
  "not-yet",
  "waived",
  "allowed-later",
  "met",
];

/** How the detail starts when nobody has signed off; it starts otherwise when something is wrong with a sign-off. */
export const TO_BE_ATTESTED = "sign this off";

/** Their findings are of attestations, which the showing itself looks at. */
const SPEAK_OF_ATTESTATIONS = new Set(["attestation-expired", "attestation-unfit"]);

/** What became of an expectation, and what that rests on. */
export function resultOf(
  expectation: Expectation,
  runner: RuleRunner,
  circumstances: Circumstances,
): ExpectationResult {
  const { id, stage, level, shown } = expectation;
  if (!shown || level === "context") {
    return { id, stage, level, outcome: "not-applicable", by: [] };
  }
  const evaluation = new Evaluation(expectation, runner, circumstances);
  const outcome = worst([evaluation.outcomeOf(shown), evaluation.outcomeOfNamed()]);
  return { id, stage, level, outcome, by: evaluation.by };
}

class Evaluation {
  readonly by: Basis[] = [];
  readonly #expectation: Expectation;
  readonly #runner: RuleRunner;
  readonly #circumstances: Circumstances;

  constructor(expectation: Expectation, runner: RuleRunner, circumstances: Circumstances) {
    this.#expectation = expectation;
    this.#runner = runner;
    this.#circumstances = circumstances;
  }

  outcomeOf(shown: Showing): Outcome {
    if ("all" in shown) {
      const first = shown.where && this.outcomeOf(shown.where);
      if (first === "not-applicable") return first;
      const others = shown.all.map((part) => this.outcomeOf(part));
      return worst(first ? [first, ...others] : others);
    }
    if ("any" in shown) return this.#bestOf(shown.any);
    const basis = this.#basisOf(shown);
    this.by.push(basis);
    return basis.outcome;
  }

  /** What rules outside the showing found that names this expectation: a test dated ahead, say. */
  outcomeOfNamed(): Outcome {
    const named = problemsByExpectation(this.#runner).get(this.#expectation.id) ?? new Map();
    const bases = [...named]
      .map(([rule, problems]) => this.#judged(rule, problems))
      .filter(({ outcome }) => outcome !== "met");
    this.by.push(...bases);
    return worst(bases.map(({ outcome }) => outcome));
  }

  /** One of several ways is enough. If none is taken, the others are told as alternatives. */
  #bestOf(ways: readonly Showing[]): Outcome {
    const outcomes = ways.map((way, index) => {
      const before = this.by.length;
      const outcome = this.outcomeOf(way);
      if (index > 0 && outcome === "open") {
        for (const basis of this.by.splice(before)) {
          this.by.push({ ...basis, detail: `or ${basis.detail}` });
        }
      }
      return outcome;
    });
    return best(outcomes);
  }

  #basisOf(leaf: Exclude<Showing, { all: unknown } | { any: unknown }>): Basis {
    if ("rule" in leaf) return this.#byRule(leaf);
    return this.#asFarAsRead((dossier) => {
      if ("attestation" in leaf) return this.#byAttestation(leaf.role, dossier);
      if ("assessment" in leaf) return this.#byAssessment(leaf, dossier);
      return this.#byFact(leaf.fact, dossier);
    });
  }

  #byRule(reference: RuleShowing): Basis {
    const rule = findRule(reference.rule);
    if (!rule) throw new Error(`the catalogue names a rule that does not exist: ${reference.rule}`);
    const run = this.#runner.run(rule);
    const concerned = run.problems.filter((problem) => concerns(reference, problem));
    if (!run.ran) {
      // What is wrong in the parts that can be read is so whatever the others hold.
      const seen = this.#judged(rule, concerned);
      if (seen.outcome === "open") return seen;
      const { outcome, detail } = this.#lacking(run.lacking);
      // A relaxation asks for nothing, so that a file is missing is for other expectations to say.
      const asksNothing = this.#expectation.level === "later" && outcome === "open";
      return ruleBasis(rule, asksNothing ? "not-applicable" : outcome, detail);
    }
    return this.#judged(rule, concerned);
  }

  /** What problems of a rule make of the expectation: notices speak of what is not due yet. */
  #judged(rule: Rule, found: readonly Problem[]): Basis {
    const { policy, stage, dossier, today } = this.#circumstances;
    const basis = (outcome: Outcome, detail: string) => ruleBasis(rule, outcome, detail);
    if (this.#expectation.level === "later") {
      return found.length === 0
        ? basis("met", rule.summary)
        : basis("allowed-later", messages(found));
    }
    const grave = (problem: Problem, level: "own" | "set") => {
      const at =
        level === "own"
          ? levelsOf(rule, problem.variant)[stage]
          : levelAt(policy, rule, problem.variant, stage);
      return isAtLeast(at, "warning");
    };
    const counted = found.filter((problem) => grave(problem, "own") || grave(problem, "set"));
    if (counted.length === 0) return basis("met", rule.summary);
    const standing = counted.filter((problem) => {
      const waived = waiverFor(
        policy.waivers,
        rule,
        problem,
        fileOf(problem, dossier, policy),
        today,
      );
      return !waived && grave(problem, "set");
    });
    if (standing.length > 0) return basis("open", messages(standing));
    const isLowered = counted.some((problem) => !grave(problem, "set"));
    const how = isLowered ? "set to count less by `levels` in the policy: " : "";
    return basis("waived", how + messages(counted));
  }

  /** What was concluded from a part that cannot be read is no conclusion. */
  #asFarAsRead(conclude: (dossier: Dossier) => Basis): Basis {
    const { dossier, missed } = partialViewOf(this.#circumstances.dossier);
    const basis = conclude(dossier);
    return missed.size === 0 ? basis : { ...basis, ...this.#lacking([...missed]) };
  }

  #byAttestation(role: string | undefined, dossier: Dossier): Basis {
    const { today, ledger = [] } = this.#circumstances;
    const { id } = this.#expectation;
    const asked = role ?? "the team";
    const record = readableValue(dossier, "projectRecord");
    if (!record) return { kind: "attestation", ref: asked, ...this.#lacking(["projectRecord"]) };
    const all = [...record.attestations, ...ledger].filter(({ expectation }) => expectation === id);
    const fit = all
      .filter((one) => isInForce(one, today) && isSignedAs(one, role))
      .sort((one, other) => (holdsUntil(one) < holdsUntil(other) ? 1 : -1))[0];
    if (fit) {
      const as = fit.role ? ` as ${quote(fit.role)}` : "";
      return {
        kind: "attestation",
        ref: fit.by,
        outcome: "met",
        detail: `signed off by ${name(fit.by)}${as} on ${fit.date}, valid until ${holdsUntil(fit)}`,
      };
    }
    const last = [...all].sort((one, other) => (one.date < other.date ? 1 : -1))[0];
    const why = !last
      ? `${TO_BE_ATTESTED}${role ? ` as a ${role}` : ""} under \`attestations\` in the project record`
      : last.date > today
        ? `the sign-off is dated ${last.date}, which is in the future`
        : holdsUntil(last) < today
          ? `the sign-off of ${last.date} expired on ${holdsUntil(last)}`
          : `a ${role} must sign this off, not ${quote(last.role ?? "an unnamed role")}`;
    return { kind: "attestation", ref: asked, outcome: "open", detail: why };
  }

  #byAssessment(asked: Extract<Showing, { assessment: string }>, dossier: Dossier): Basis {
    const { stage, access, gate, today } = this.#circumstances;
    const which = `${asked.assessment} service assessment${asked.panel ? ` by the ${asked.panel} panel` : ""}`;
    const basis = (outcome: Outcome, detail: string, ref = asked.assessment as string): Basis => ({
      kind: "assessment",
      ref,
      outcome,
      detail,
    });
    const record = readableValue(dossier, "projectRecord");
    if (!record) return { ...basis("open", ""), ...this.#lacking(["projectRecord"]) };
    const recorded = record.assessments.filter(
      (one) =>
        one.stage === asked.assessment && (asked.panel === undefined || one.panel === asked.panel),
    );
    const held = recorded.filter((one) => isHeld(one, today));
    const first = held.find((one) => !asked.aspect || hasLookedAt(one, asked.aspect));
    if (first) return basis("met", `${which} held on ${first.date}`, first.id);
    const exempt = recorded.filter(isExempt);
    const [exemption] = exempt;
    // If one panel is excused, the other still must assess.
    const isWhole = asked.panel !== undefined || new Set(exempt.map(({ panel }) => panel)).size > 1;
    if (exemption && isWhole) {
      const detail = `not applicable: ${quote(exemption.reason)}`;
      return basis("not-applicable", detail, exemption.id);
    }
    if (held.length > 0 && asked.aspect) {
      const aspect =
        asked.aspect === "any" ? "what aspects it looked at" : `that it found ${asked.aspect} met`;
      return basis("open", `no ${which} records ${aspect}`);
    }
    if (recorded.some(isToBeRetaken)) {
      return basis("open", `the ${which} must be taken again`);
    }
    // The beta assessment is due as access becomes public, not before.
    const isPrivateBeta = asked.assessment === "beta" && stage === "beta" && access !== "public";
    return isPrivateBeta && !gate
      ? basis("not-yet", `the ${which} is due before public access`)
      : basis("open", `no ${which} is recorded`);
  }

  #byFact(factName: string, dossier: Dossier): Basis {
    const fact = FACTS[factName];
    if (!fact) throw new Error(`the catalogue names a fact that does not exist: ${factName}`);
    const { values, lacking } = readableValues(dossier, fact.needs);
    if (lacking.length > 0) return { kind: "fact", ref: factName, ...this.#lacking(lacking) };
    const facts = { ...this.#circumstances, dossier, ...values } as Parameters<
      typeof fact.check
    >[0];
    return { kind: "fact", ref: factName, ...fact.check(facts) };
  }

  /** What it means that files are missing or of no use: never that something is met. */
  #lacking(lacking: readonly ArtefactName[]): { outcome: Outcome; detail: string } {
    const { dossier, policy } = this.#circumstances;
    const unreadable = lacking.filter((artefact) => dossier[artefact].state === "unreadable");
    if (unreadable.length > 0) {
      const isInPart = unreadable.every((artefact) => "rest" in dossier[artefact]);
      const extent = isInPart ? " in full" : "";
      return { outcome: "unreadable", detail: `the ${titles(unreadable)} cannot be read${extent}` };
    }
    if (policy.noPersonalData && lacking.every((artefact) => artefact === "deletionPlan")) {
      return {
        outcome: "not-applicable",
        detail: "the policy says that there is no personal data",
      };
    }
    return { outcome: "open", detail: `there is no ${titles(lacking)} yet` };
  }
}

function hasLookedAt({ data_protection_aspects: aspects }: ServiceAssessment, at: string): boolean {
  if (at === "any") return aspects.length > 0;
  return aspects.some(({ expectation, finding }) => expectation === at && finding === "met");
}

type ProblemsByRule = Map<Rule, Problem[]>;

const indexes = new WeakMap<RuleRunner, Map<string, ProblemsByRule>>();

/** The problems that name expectations themselves, by expectation: one pass over all, for all. */
function problemsByExpectation(runner: RuleRunner): ReadonlyMap<string, ProblemsByRule> {
  let index = indexes.get(runner);
  if (index) return index;
  index = new Map();
  for (const rule of RULES) {
    const run = SPEAK_OF_ATTESTATIONS.has(rule.id) ? undefined : runner.run(rule);
    for (const problem of run?.problems ?? []) {
      for (const id of problem.expectations ?? []) {
        const byRule: ProblemsByRule = index.get(id) ?? new Map();
        append(byRule, rule, problem);
        index.set(id, byRule);
      }
    }
  }
  indexes.set(runner, index);
  return index;
}

function ruleBasis({ id }: Rule, outcome: Outcome, detail: string): Basis {
  return { kind: "rule", ref: id, outcome, detail };
}

function worst(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "not-applicable";
}

function best(outcomes: readonly Outcome[]): Outcome {
  const applicable = WORST_FIRST.filter((outcome) => outcomes.includes(outcome));
  return applicable[applicable.length - 1] ?? "not-applicable";
}

function messages(problems: readonly Problem[]): string {
  const [first] = problems;
  const rest = problems.length - 1;
  return `${first?.message ?? ""}${rest > 0 ? ` (and ${rest} more)` : ""}`;
}

function titles(artefacts: readonly ArtefactName[]): string {
  return list(artefacts.map((artefact) => ARTEFACTS[artefact].title));
}
