import type { DataMap } from "../artefacts/data-map.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../artefacts/index.ts";
import { graphOf } from "../graph.ts";
import { hostsOf } from "../hosting.ts";
import { atEveryStage, byStage } from "../levels.ts";
import { likeliest } from "../likeliest.ts";
import { name } from "../quote.ts";
import { knownIds, type Reference, type Referent, referencesIn } from "../references.ts";
import { type Circumstances, defineRule, type Problem } from "../rule.ts";
import { nearest } from "../suggest.ts";

/** What is unknown without each of the three. The record may be missing: nothing is recorded yet. */
const PURPOSE: Readonly<Partial<Record<ArtefactName, string>>> = {
  dataMap: "so nobody can see what to protect",
  deletionPlan: "so nothing says when and how you delete personal data",
  backupConfig: "and a beta service must be backed up exactly as a live one",
};

export const artefactMissing = defineRule({
  id: "artefact-missing",
  code: "X00",
  summary: "The data map, the deletion plan and the backup config exist.",
  why: "The expectations are about what these three files say. If one is missing, nothing is known about its part of the service.",
  source: "DSP-DISC-1, DSP-ALPHA-6, DSP-BETA-11; UK GDPR Art 30",
  mend: "Write the file at the path that the policy names. `dsp init` writes a template of each.",
  example: `# .dsp/data-map.yml
schema: dsp/data-map@1
service: { id: book-a-custody-visit, name: Book a custody visit }
review: { owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05 }`,
  levels: byStage("failure-at-gate", "failure", "failure", "failure", "failure"),
  variants: {
    "data-map": byStage("failure-at-gate", "failure", "failure", "failure", "failure"),
    "deletion-plan": byStage("none", "failure-at-gate", "failure", "failure", "failure"),
    "backup-config": byStage("none", "notice", "failure", "failure", "failure"),
    // The stage does not require this file yet. A file in another place is reported all the same, because it is not read.
    misplaced: atEveryStage("warning"),
  },
  needs: [],
  check: (circumstances) =>
    ARTEFACT_NAMES.flatMap((artefact) => missingFile(artefact, circumstances)),
});

function missingFile(artefact: ArtefactName, { dossier, policy, stage }: Circumstances): Problem[] {
  const reading = dossier[artefact];
  const { slug, title } = ARTEFACTS[artefact];
  if (reading.state !== "absent") return [];
  if (artefact === "deletionPlan" && policy.noPersonalData) return [];
  const { file, stray } = reading;
  if (stray !== undefined) {
    const levels = artefactMissing.variants?.[slug];
    const isAskedFor = levels !== undefined && levels[stage] !== "none";
    return [
      {
        in: artefact,
        at: [],
        message: `there is no ${title} at ${name(file)}, and ${name(stray)} is not read`,
        fix: `move it to ${name(file)}. If it belongs to another tool, write a ${title} of your own there`,
        about: [file, slug],
        variant: isAskedFor ? slug : "misplaced",
      },
    ];
  }
  const purpose = PURPOSE[artefact];
  if (purpose === undefined) return [];
  return [
    {
      in: artefact,
      at: [],
      message: `there is no ${title} at ${name(file)}, ${purpose}`,
      fix: `write ${name(file)} (\`dsp init\` writes a template)`,
      about: [file, slug],
      variant: slug,
    },
  ];
}

export const artefactUnreadable = defineRule({
  id: "artefact-unreadable",
  code: "P07",
  summary: "Every evidence file that exists can be read in full.",
  why: "A part that cannot be read shows nothing, so no expectation that depends on it is met. The parts that can be read are still judged.",
  source: "architecture: unreadable is never met",
  mend: "Correct what the finding names: the syntax, a misspelt key or a value that is not accepted. Run `dsp schema` for what an editor needs to complete and check the files.",
  example: `# .dsp/data-map.yml
schema: dsp/data-map@1
stores: [{ id: bookings-db, technology: PostgreSQL }] # not \`tecnology\``,
  levels: atEveryStage("failure"),
  variants: { invalid: atEveryStage("failure") },
  fixed: ["invalid"],
  needs: [],
  check: ({ dossier }) =>
    ARTEFACT_NAMES.flatMap((artefact) => {
      const reading = dossier[artefact];
      const problems = reading.state === "absent" ? [] : (reading.problems ?? []);
      const { slug, title } = ARTEFACTS[artefact];
      const found = reading.state === "read" ? "has an error" : "cannot be used";
      return problems.map(
        ({ message, fix, ...place }): Problem => ({
          in: artefact,
          at: [],
          place,
          message: `the ${title} ${found}: ${message}`,
          fix,
          about: [reading.file, slug],
          variant: "invalid",
          // The way to the fault is only in the words; its numbers change with what is added above.
          apart: [message.replace(/\[\d+\]/g, "[]").replace(/^\d+ (?=more )/, "")],
        }),
      );
    }),
});

/** Looking for the nearest id goes over all of them, so only so many faults get a hint. */
const MOST_HINTS = 20;

/** Among shorter ids (`f1`, `f2`) every one is near to every other, so a hint would be a guess. */
const SHORTEST_HINTED = 4;

/** How to say that something is not there, and what to do about it. */
const ABSENCE: Readonly<Record<Referent, { verb: string; absence: string; remedy: string }>> = {
  activity: inMap("names activity", "activities"),
  category: {
    verb: "lists category",
    absence: "which the data map does not declare",
    remedy:
      "correct the name, or declare it with its class under `category_extensions` of the data map",
  },
  consideration: {
    verb: "lists",
    absence: "which is not a consideration",
    remedy: "write one of C01 to C19",
  },
  end: {
    verb: "names",
    absence: "which is not a system, store or party in the data map",
    remedy: "correct the name, or add it to `systems`, `stores` or `parties` of the data map",
  },
  expectation: {
    verb: "names expectation",
    absence: "which is not an expectation",
    remedy: "write the id of an expectation (the stage issue and the reports list them)",
  },
  flow: inMap("names flow", "flows"),
  party: inMap("names party", "parties"),
  service: {
    verb: "is for service",
    absence: "but the data map is for another service",
    remedy: "write the same `service.id` in both",
  },
  store: inMap("names store", "stores"),
  system: inMap("names system", "systems"),
};

function inMap(verb: string, list: string) {
  return {
    verb,
    absence: "which is not in the data map",
    remedy: `correct the name, or add it to \`${list}\` of the data map`,
  };
}

export const danglingReference = defineRule({
  id: "dangling-reference",
  code: "X04",
  summary: "Every id refers to something that exists.",
  why: "A rule about a store that does not exist protects nothing, and the store that you meant has no rule.",
  source: "the specification of the four files; DSP-ALPHA-6",
  mend: "Correct the id, or add what it names to the data map.",
  example: `# data-map.yml
systems: [{ id: visits-web, name: Public booking site, owner: visits-team }]
stores: [{ id: bookings-db, name: Bookings database, system: visits-web }]
# deletion-plan.yml
rules: [{ id: bookings, stores: [bookings-db] }]`,
  levels: byStage("warning", "failure", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap, dossier }) => {
    const known = knownIds(dataMap);
    const problems: Problem[] = [];
    for (const reference of referencesIn(dossier)) {
      const ids = known[reference.to];
      // If the data map does not say which service it is for, the other files cannot disagree.
      if (ids.has(reference.id) || (reference.to === "service" && ids.size === 0)) continue;
      problems.push(dangling(reference, problems.length < MOST_HINTS ? ids : undefined));
    }
    return problems;
  },
});

function dangling(reference: Reference, candidates: ReadonlySet<string> | undefined): Problem {
  const { in: artefact, at, by, owner, to, id } = reference;
  const { verb, absence, remedy } = ABSENCE[to];
  const near =
    candidates && id.length >= SHORTEST_HINTED ? nearest(id, likeliest(id, candidates)) : undefined;
  return {
    in: artefact,
    at,
    message: `${by} ${verb} ${name(id)}, ${absence}`,
    fix: near === undefined ? remedy : `did you mean ${name(near)}? ${remedy}`,
    about: owner === undefined || owner === id ? [id] : [owner, id],
  };
}

export const orphanElement = defineRule({
  id: "orphan-element",
  code: "X05",
  summary: "Every store, system, party and activity in the data map has a flow.",
  why: "If no data flows to or from something, you do not need it or you have not mapped it. If you have not mapped it, nobody knows what it receives.",
  source: "UK GDPR Art 30(1); DSP-POST-9",
  mend: "Map the flows. A system counts if one of its stores has a flow. A party counts if it hosts a store or a backup copy.",
  example: `# data-map.yml
stores: [{ id: bookings-db, system: visits-web, data_categories: [name] }]
systems: [{ id: visits-web }]
activities: [{ id: book-visit }]
parties: [{ id: visitor, relationship: data-subject }]
flows:
  - { id: f1, from: visitor, to: visits-web, activity: book-visit }
  - { id: f2, from: visits-web, to: bookings-db, activity: book-visit }`,
  levels: byStage("notice", "notice", "warning", "warning", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap, dossier }) => {
    const { flowsOf } = graphOf(dataMap);
    const touched = (id: string) => flowsOf(id).length > 0;
    const systemsOfStores = new Set(
      dataMap.stores.flatMap(({ id, system }) => (system && touched(id) ? [system] : [])),
    );
    const hosts = hostsOf(dataMap, dossier);
    const served = new Set(dataMap.flows.flatMap(({ activity }) => activity ?? []));
    const through = "add a flow to or from it, or remove it if you do not need it";
    return [
      ...orphans(dataMap, "activities", (id) => served.has(id), {
        message: (activity) => `no flow uses the activity ${activity}`,
        fix: "name it as the `activity` of the flows that use it, or remove it if you do not need it",
      }),
      ...orphans(dataMap, "systems", (id) => touched(id) || systemsOfStores.has(id), {
        message: (system) => `no flow uses the system ${system} or its stores`,
        fix: through,
      }),
      ...orphans(dataMap, "stores", touched, {
        message: (store) => `no flow uses the store ${store}`,
        fix: through,
      }),
      ...orphans(dataMap, "parties", (id) => touched(id) || hosts.has(id), {
        message: (party) => `party ${party} has no flow and hosts nothing`,
        fix: "add a flow to or from it, name it as `hosted_by` of what it hosts, or remove it if you do not need it",
      }),
    ];
  },
});

function orphans(
  map: DataMap,
  list: "activities" | "systems" | "stores" | "parties",
  isUsed: (id: string) => boolean,
  words: { message: (element: string) => string; fix: string },
): Problem[] {
  return map[list].flatMap(({ id }, index) =>
    isUsed(id)
      ? []
      : {
          in: "dataMap",
          at: [list, index, "id"],
          message: words.message(name(id)),
          fix: words.fix,
          about: [id],
        },
  );
}
