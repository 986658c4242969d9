import type { Flow, Party } from "../artefacts/data-map.ts";
import type { MappingExercise, ProjectRecord } from "../artefacts/project-record.ts";
import type { IsoDate } from "../dates.ts";
import { addTo, duration } from "../durations.ts";
import { graphOf } from "../graph.ts";
import { hostsOf } from "../hosting.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule, type Facts, type Problem } from "../rule.ts";

export const flowToBeDefined = defineRule({
  id: "flow-to-be-defined",
  code: "X29",
  summary: "By post-live every flow of data is defined.",
  why: "While a service is new, the systems around it may not depend on its data in settled ways yet. Later, nobody controls a flow that nobody has defined.",
  source: "DSP-LIVE-4, DSP-LIVE-5 and DSP-POST-9",
  mend: "Decide what data the flow carries, why and how, then mark it as defined. If you no longer plan the flow, remove it.",
  example: `# data-map.yml
flows:
  - id: f7
    from: bookings-db
    to: private-prison
    activity: book-visit
    data_categories: [name, date-of-birth]
    method: HTTPS API
    status: defined`,
  levels: byStage("none", "notice", "notice", "notice", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap }) =>
    dataMap.flows.flatMap(({ id, from, to, status }, index) =>
      status !== "to-be-defined"
        ? []
        : {
            in: "dataMap",
            at: ["flows", index, "status"],
            message: `flow ${name(id)} from ${name(from)} to ${name(to)} is still to be defined`,
            fix: "decide what data it carries and how by post-live, then set `status: defined`. If you no longer plan this flow, remove it",
            about: [id],
          },
    ),
});

export const mappingExerciseOverdue = defineRule({
  id: "mapping-exercise-overdue",
  code: "X31",
  summary: "Mapping exercises are scheduled, and take place when they are due.",
  why: "A data map describes the day it was drawn. It stays true only if you keep asking the people and systems concerned.",
  source: "DSP-POST-7 and DSP-POST-8; ICO accountability framework",
  mend: "Set an interval and the day of the next exercise. Hold it, and record who took part and what you found.",
  example: `# project-record.yml
mapping_exercises:
  every: P1Y
  done: [{ date: 2026-06-01, led_by: information manager, confirmed: [f1, f2] }]
  next: 2027-06-01`,
  levels: byStage("none", "none", "none", "notice", "failure"),
  needs: ["projectRecord"],
  check: ({ projectRecord, today }) => {
    const fault = scheduleFault(projectRecord.mapping_exercises, today);
    return fault ? [{ in: "projectRecord", about: [], ...fault }] : [];
  },
});

export const flowUnconfirmed = defineRule({
  id: "flow-unconfirmed",
  code: "X32",
  summary: "The latest mapping exercise confirmed every flow, and every external party has a flow.",
  why: "The exercises show in full, and as of today, what goes to and comes from everyone who depends on the data. If an exercise misses a flow, nobody has that view.",
  source: "DSP-POST-9",
  mend: "Confirm each flow with those at both its ends and record the day. Map the flows of parties that have none, or remove the parties.",
  example: `# data-map.yml
flows:
  - { id: f3, from: custody-records, to: bans-index, activity: check-bans, status: defined, last_confirmed: 2026-10-14 }`,
  levels: byStage("none", "none", "none", "notice", "failure"),
  needs: ["dataMap", "projectRecord"],
  check: (facts) => {
    const { mapping_exercises } = facts.projectRecord;
    const exercised = latestExercise(mapping_exercises?.done ?? [], facts.today);
    return [
      ...(exercised === undefined ? [] : unconfirmedFlows(facts, exercised)),
      ...partiesWithoutFlow(facts),
    ];
  },
});

/** The day of the latest exercise that was held by today; undefined for none. */
function latestExercise(done: readonly MappingExercise[], today: IsoDate): IsoDate | undefined {
  let latest: IsoDate | undefined;
  for (const { date } of done) {
    if (date <= today && (latest === undefined || date > latest)) latest = date;
  }
  return latest;
}

type ScheduleFault = Pick<Problem, "at" | "message" | "fix">;

const HOLD = "hold the exercise and record it under `mapping_exercises.done`";

/** What is wrong with the schedule of mapping exercises, and where; undefined if nothing is. */
function scheduleFault(
  exercises: ProjectRecord["mapping_exercises"],
  today: IsoDate,
): ScheduleFault | undefined {
  const { every, next, done = [] } = exercises ?? {};
  const latest = latestExercise(done, today);
  if (every === undefined) {
    const lacking = next === undefined && !latest ? ["interval", "next date"] : ["interval"];
    return {
      at: exercises ? ["mapping_exercises"] : [],
      message: `mapping exercises have no ${list(lacking, "or")}`,
      fix: "write under `mapping_exercises` how often you hold them, for example `every: P1Y`, and the day of the `next`",
    };
  }
  if (latest === undefined) return firstExerciseFault(next, today);
  const due = addTo(latest, duration(every));
  if (due >= today) return undefined;
  return {
    at: ["mapping_exercises"],
    message: `the last mapping exercise was on ${latest}, so the next was due on ${due} (every ${every})`,
    fix: HOLD,
  };
}

function firstExerciseFault(next: IsoDate | undefined, today: IsoDate): ScheduleFault | undefined {
  if (next === undefined) {
    return {
      at: ["mapping_exercises"],
      message: "no mapping exercise has taken place, and none is planned",
      fix: "set the day of the `next` exercise under `mapping_exercises`",
    };
  }
  if (next >= today) return undefined;
  return {
    at: ["mapping_exercises", "next"],
    message: `no mapping exercise has taken place, but the first was planned for ${next}`,
    fix: HOLD,
  };
}

function unconfirmedFlows({ dataMap }: Facts<"dataMap">, exercised: IsoDate): Problem[] {
  return dataMap.flows.flatMap((flow, index) => {
    const fault = confirmationFault(flow, exercised);
    if (!fault) return [];
    return {
      in: "dataMap",
      at: ["flows", index, flow.last_confirmed === undefined ? "id" : "last_confirmed"],
      message: `flow ${name(flow.id)} ${fault}`,
      fix: "confirm it with those at both its ends, then write the day as `last_confirmed`. If the flow no longer runs, remove it",
      about: [flow.id],
    };
  });
}

function confirmationFault(
  { last_confirmed: confirmed }: Flow,
  exercised: IsoDate,
): string | undefined {
  const exercise = `the mapping exercise of ${exercised}`;
  if (confirmed === undefined) return `was not confirmed at ${exercise}`;
  return confirmed < exercised
    ? `was last confirmed on ${confirmed}, before ${exercise}`
    : undefined;
}

function partiesWithoutFlow({ dataMap, dossier }: Facts<"dataMap">): Problem[] {
  const graph = graphOf(dataMap);
  const hosts = hostsOf(dataMap, dossier);
  return dataMap.parties.flatMap((party, index) =>
    !isExternal(party) || hosts.has(party.id) || graph.flowsOf(party.id).length > 0
      ? []
      : {
          in: "dataMap",
          at: ["parties", index, "id"],
          message: `${party.relationship} ${name(party.id)} has no flow and hosts nothing`,
          fix: "map what goes to it or comes from it under `flows`, or remove the party",
          about: [party.id],
        },
  );
}

function isExternal({ relationship }: Party): boolean {
  return (
    relationship !== undefined && relationship !== "internal" && relationship !== "data-subject"
  );
}
