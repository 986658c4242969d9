import { type Gap, gapsIn } from "../artefacts/gaps.ts";
import type { FieldGuide } from "../artefacts/guide.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../artefacts/index.ts";
import { atEveryStage, mapLevels, type StageLevels } from "../levels.ts";
import { asClause, list } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { hasReached, STAGES, type Stage } from "../stages.ts";

export const requiredFieldMissing = defineRule({
  id: "required-field-missing",
  code: "X49",
  summary: "Every field that the stage requires is filled in.",
  why: "You add detail stage by stage. The fields that a stage requires are what its expectations are judged by, so a gap leaves them unanswered.",
  source: "DSP-ALPHA-6; UK GDPR Art 30(1); the specification of the four files",
  mend: "Fill in the field. The documentation of the file says what belongs there. An empty list or text counts as missing, unless it is an answer by itself.",
  example: `# data-map.yml
stores:
  - id: bookings-db
    name: Bookings database
    system: visits-web
    data_categories: [name, contact]
    technology: PostgreSQL (managed)
    kind: database
    location: [GB]
    removal: record
    decision: docs/adr/0003.md`,
  levels: requiredFrom("discovery"),
  variants: Object.fromEntries(STAGES.map((stage) => [variantOf(stage), requiredFrom(stage)])),
  needs: [],
  check: (facts) => {
    const describe = describer();
    return ARTEFACT_NAMES.flatMap((artefact) => {
      const reading = facts.dossier[artefact];
      if (reading.state !== "read") return [];
      const file = [reading.file, ARTEFACTS[artefact].slug];
      return gapsIn(artefact, reading.value, facts).map((gap): Problem => {
        const { at, id, from } = gap;
        const about = id === undefined ? file : [id];
        return { in: artefact, at, ...describe(artefact, gap), about, variant: variantOf(from) };
      });
    });
  },
});

/** A notice before the stage, a warning that hardens at its gate in it, a failure after it. */
function requiredFrom(from: Stage): StageLevels {
  return mapLevels(atEveryStage("failure"), (level, stage) => {
    if (stage === from) return "failure-at-gate";
    return hasReached(stage, from) ? level : "notice";
  });
}

function variantOf(from: Stage): string {
  return `from-${from}`;
}

/** Puts gaps into words. Elements of one kind mostly have the same gaps, so those words are made once. */
function describer() {
  const known = new Map<FieldGuide, Map<string, { fields: string; fix: string }>>();
  return (artefact: ArtefactName, { label, from, missing }: Gap) => {
    const [first] = missing;
    // The first row tells kinds of element apart, the names what else is missing.
    const ofKind = known.get(first.guide) ?? new Map();
    known.set(first.guide, ofKind);
    const key = missing.map(({ path }) => path).join();
    const words = ofKind.get(key) ?? { fields: fieldsOf(missing), fix: fixOf(missing) };
    ofKind.set(key, words);
    if (missing.length === 1) {
      const path = label === "" ? first.path : `${label}.${first.path}`;
      return { message: `\`${path}\` is required from ${from}`, fix: words.fix };
    }
    const where = label === "" ? `the ${ARTEFACTS[artefact].title}` : `\`${label}\``;
    return {
      message: `${where} is missing ${words.fields}, required from ${from}`,
      fix: words.fix,
    };
  };
}

function fieldsOf(missing: Gap["missing"]): string {
  return list(missing.map(({ path }) => `\`${path}\``));
}

function fixOf(missing: Gap["missing"]): string {
  const fields = missing.map(({ path, guide }) => ({ keys: path.split("."), guide }));
  const examples = list(examplesOf(fields).map((example) => `\`${example}\``));
  return missing.length === 1
    ? `add it, for example ${examples}: ${asClause(missing[0].guide.help)}`
    : `add them, for example ${examples}`;
}

interface NestedField {
  keys: readonly string[];
  guide: FieldGuide;
}

/** The missing fields filled in, those of one missing mapping together: `dpia: { status: screening }`. */
function examplesOf(missing: readonly NestedField[]): string[] {
  const grouped = new Map<string, NestedField[]>();
  for (const { keys, guide } of missing) {
    const [first = "", ...rest] = keys;
    const fields = grouped.get(first) ?? [];
    fields.push({ keys: rest, guide });
    grouped.set(first, fields);
  }
  return [...grouped].map(([key, fields]) => {
    const [only] = fields;
    if (only && only.keys.length === 0) return `${key}: ${only.guide.example ?? "…"}`;
    return `${key}: { ${examplesOf(fields).join(", ")} }`;
  });
}
