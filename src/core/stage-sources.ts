import type { StageSource } from "./assessment.ts";
import { POLICY_PATH } from "./policy/defaults.ts";
import { type Policy, policyFileOf } from "./policy/policy.ts";
import { name, quote } from "./quote.ts";
import {
  type Access,
  parseStage,
  STAGE_SPELLINGS,
  STAGES,
  type Stage,
  type StageClaim,
} from "./stages.ts";

/** The organisation's custom property that holds a repository's stage. */
export const STAGE_PROPERTY = "lifecycle-stage";

/** What a topic that names a stage starts with: `dsp-beta`. */
export const TOPIC_PREFIX = "dsp-";

/** What a label that names a stage starts with: `dsp:beta`. */
export const LABEL_PREFIX = "dsp:";

/** Whether a topic may name a stage by how it starts. */
export function isStageTopic(topic: string): boolean {
  return startsWith(topic, TOPIC_PREFIX);
}

/** Whether a label may name a stage by how it starts. */
export function isStageLabel(label: string): boolean {
  return startsWith(label, LABEL_PREFIX);
}

/** Whether two names are one label: GitHub takes no notice of their case, and keeps the first spelling. */
export function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function startsWith(word: string, prefix: string): boolean {
  return isSameLabel(word.slice(0, prefix.length), prefix);
}

/** All that may say at which stage a repository is. What is not known is left out. */
export interface StageFacts {
  /** Said for this run, and by what: `--stage`. */
  input?: { claim: StageClaim; name: string };
  /** The repository's custom properties, by name. */
  customProperties?: Readonly<Record<string, unknown>>;
  topics?: readonly string[];
  policy: Pick<Policy, "stage" | "access" | "source">;
  labels?: readonly string[];
}

/** What is judged, and who said so. */
export interface DeclaredStage {
  stage: Stage;
  access?: Access;
  source: StageSource;
}

/** One that speaks of the stage: what it claims, or what is there instead of a stage. */
interface Voice {
  kind: StageSource["kind"];
  name: string;
  claim?: StageClaim;
  text?: string;
}

/**
 * The stage that counts: the first of input, custom property, topic, policy and label that names
 * one; undefined if none does. Source: `architecture.md`, on where the stage comes from.
 */
export function stageFrom(facts: StageFacts): DeclaredStage | undefined {
  const voices = voicesOf(facts);
  const first = voices.find((voice) => voice.claim);
  if (!first?.claim) return undefined;
  const { claim } = first;
  return {
    stage: claim.stage,
    access: claim.stage === "beta" ? accessAmong(claim, voices, facts.policy.access) : undefined,
    source: {
      kind: first.kind,
      name: first.name,
      disagreeing: voices.flatMap((voice) => objection(voice, claim) ?? []),
    },
  };
}

/** Values in place of a stage that name no stage, in words. */
export function unusableStages(facts: StageFacts): string[] {
  return voicesOf(facts).flatMap((voice) => (voice.claim ? [] : noStage(voice)));
}

/** What to do if nothing declares a stage; `input` says how to set one for this run. */
export function stageMissing(facts: StageFacts, input: string): string {
  const onGithub = facts.topics
    ? ` set the custom property ${STAGE_PROPERTY} or a topic, for example ${TOPIC_PREFIX}alpha,`
    : "";
  return (
    `${["no stage is declared", ...unusableStages(facts)].join(", and ")}; ` +
    `use ${input} (${STAGE_SPELLINGS.join(", ")}),${onGithub} ` +
    `or write \`stage: …\` into ${POLICY_PATH} (\`dsp init --stage …\` does)`
  );
}

function voicesOf({ input, customProperties, topics, policy, labels }: StageFacts): Voice[] {
  return [
    ...(input ? [voice("input", input.name, input.claim)] : []),
    ...propertyVoices(customProperties?.[STAGE_PROPERTY]),
    ...prefixedVoices("topic", TOPIC_PREFIX, topics ?? []),
    ...(policy.stage
      ? [
          voice("policy", policyFileOf(policy), {
            stage: policy.stage,
            access: policy.access,
          }),
        ]
      : []),
    ...prefixedVoices("label", LABEL_PREFIX, labels ?? []),
  ];
}

function voice(kind: Voice["kind"], source: string, claim: StageClaim): Voice {
  return { kind, name: source, claim };
}

/** People write the values of properties for people: `Private beta`. A list counts as its latest stage. */
function propertyVoices(value: unknown): Voice[] {
  const source = `custom property ${STAGE_PROPERTY}`;
  const texts = (Array.isArray(value) ? value : [value]).filter(
    (text): text is string => typeof text === "string" && text.trim() !== "",
  );
  return latestFirst(
    texts.map((text): Voice => {
      const claim = parseStage(text);
      return claim
        ? voice("custom-property", source, claim)
        : { kind: "custom-property", name: source, text };
    }),
  );
}

/** Topics and labels that start so and name a stage; others do not matter here. */
function prefixedVoices(
  kind: "topic" | "label",
  prefix: string,
  words: readonly string[],
): Voice[] {
  return latestFirst(
    words.flatMap((word) => {
      const claim = startsWith(word, prefix) ? parseStage(word.slice(prefix.length)) : undefined;
      return claim ? voice(kind, `${kind} ${nameOf(word)}`, claim) : [];
    }),
  );
}

/** A label may be written in any case, and reads well unchanged. */
function nameOf(word: string): string {
  return /^[\w:-]{1,80}$/.test(word) ? word : name(word);
}

/** The later of two stages, and of two betas the one with the wider access; the first if they are alike. */
export function laterClaim<T extends StageClaim>(
  one: T | undefined,
  other: T | undefined,
): T | undefined {
  return rank(other) > rank(one) ? other : one;
}

/** The later stage first, and of two betas the one with the wider access. */
function latestFirst(voices: readonly Voice[]): Voice[] {
  return [...voices].sort((one, other) => rank(other.claim) - rank(one.claim));
}

function rank(claim: StageClaim | undefined): number {
  if (!claim) return -1;
  return STAGES.indexOf(claim.stage) * 3 + (claim.access ? ACCESS_RANK[claim.access] : 0);
}

const ACCESS_RANK = { private: 1, public: 2 } as const;

/** A beta is private until someone says otherwise: public access is what needs an assessment first. */
function accessAmong(
  { stage, access }: StageClaim,
  voices: readonly Voice[],
  declared: Access | undefined,
): Access {
  const said = voices.find(({ claim }) => claim?.stage === stage && claim.access)?.claim?.access;
  return access ?? said ?? declared ?? "private";
}

/** What someone says who names another stage, another access, or none that exists. */
function objection(voice: Voice, counting: StageClaim): string | undefined {
  const { name: source, claim } = voice;
  if (!claim) return noStage(voice);
  if (claim.stage !== counting.stage) return `${source} says ${claim.stage}`;
  const isOther = claim.access && counting.access && claim.access !== counting.access;
  return isOther ? `${source} says ${claim.access} ${claim.stage}` : undefined;
}

function noStage({ name: source, text }: Voice): string {
  return `${source} says ${quote(text)}, which is not a stage`;
}
