import type { ConsiderationEntry, ProjectRecord } from "../artefacts/project-record.ts";
import { CONSIDERATIONS } from "../catalogue/considerations.ts";
import type { Consideration } from "../catalogue/types.ts";
import { byStage } from "../levels.ts";
import { asClause, list, name } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

/** A register that both rules accept. */
const REGISTER = `# project-record.yml
considerations:
  - { id: C01, status: addressed, evidence: docs/fields.md }
  - { id: C02, status: addressed, evidence: https://visits.custody.example/privacy }
  - { id: C03, status: addressed, evidence: docs/fields.md }
  - { id: C04, status: addressed, evidence: docs/reporting.md }
  - { id: C05, status: addressed, evidence: docs/fields.md }
  - { id: C06, status: addressed, evidence: docs/retention.md }
  - { id: C07, status: in-progress, owner: visits-team, due: 2027-03-31 }
  - { id: C08, status: addressed, evidence: docs/runbooks/delete-booking.md }
  - { id: C09, status: addressed, evidence: docs/runbooks/stop-processing.md }
  - { id: C10, status: addressed, evidence: docs/runbooks/correct-booking.md }
  - { id: C11, status: addressed, evidence: docs/retention.md }
  - { id: C12, status: addressed, evidence: .dsp/data-map.yml }
  - { id: C13, status: addressed, evidence: docs/runbooks/breach.md }
  - { id: C14, status: addressed, evidence: docs/runbooks/restore-bookings.md }
  - { id: C15, status: addressed, evidence: https://wiki.custody.example/register/214 }
  - { id: C16, status: addressed, evidence: .dsp/data-map.yml }
  - { id: C17, status: addressed, evidence: .dsp/data-map.yml }
  - { id: C18, status: addressed, evidence: docs/runbooks/subject-access.md }
  - { id: C19, status: not-applicable, reason: no law-enforcement processing }`;

export const majorityNotAddressed = defineRule({
  id: "majority-not-addressed",
  code: "X34",
  summary:
    "More than half of the considerations are addressed, and every open one has an owner and a date.",
  why: "At the end of alpha, architecture is still cheap to change. If most questions are open by then, the answers come too late for the design.",
  source: "DSP-ALPHA-4; MoJ triage standards, C01 to C19",
  mend: "Address the considerations one by one and record each. For the open ones, write who deals with them and by when.",
  example: REGISTER,
  levels: byStage("none", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["projectRecord"],
  check: ({ projectRecord }) => {
    const entries = entriesById(projectRecord);
    return [...shareFault(entries), ...unassignedFault(entries)].map((fault) => ({
      in: "projectRecord",
      at: [],
      key: "considerations",
      ...fault,
      // Not the ids: a waiver for one consideration must not excuse the others.
      about: [],
    }));
  },
});

export const manualRequirementUnmet = defineRule({
  id: "manual-requirement-unmet",
  code: "X35",
  summary: "Every consideration that you can meet by hand is met by beta.",
  why: "Beta is when the first real people are affected. Automation may come later, but what a person can do by hand has no reason to wait.",
  source: "DSP-BETA-5; MoJ triage standards, C01 to C19",
  mend: "Do by hand what the consideration needs and record the evidence, or record why it does not apply.",
  example: REGISTER,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  needs: ["projectRecord"],
  check: ({ projectRecord }) => {
    const entries = entriesById(projectRecord);
    const open = CONSIDERATIONS.filter(
      ({ id, manual }) => manual && isOpen(entries.get(id)?.entry),
    );
    const problems: Problem[] = open.flatMap((consideration) => {
      const placed = entries.get(consideration.id);
      return placed ? openProblem(consideration, placed) : [];
    });
    const unmentioned = open.filter(({ id }) => !entries.has(id));
    if (unmentioned.length > 0) {
      const one = unmentioned.length === 1;
      const [it, counts] = one ? ["it", "it counts"] : ["them", "they count"];
      problems.push({
        in: "projectRecord",
        at: [],
        key: "considerations",
        message: `you can meet ${all(unmentioned)} by hand, but the record does not mention ${it}, so ${counts} as not started`,
        fix: `meet ${it}, then list ${one ? "it" : "each"} under \`considerations\` with \`status: addressed\` and its \`evidence\``,
        about: [],
      });
    }
    return problems;
  },
});

interface PlacedEntry {
  entry: ConsiderationEntry;
  index: number;
}

type Entries = ReadonlyMap<string, PlacedEntry>;

function entriesById({ considerations }: ProjectRecord): Entries {
  return new Map(considerations.map((entry, index) => [entry.id, { entry, index }]));
}

/** One that does not apply counts as settled only if the record says why. */
function isExcluded(entry: ConsiderationEntry | undefined): boolean {
  return entry?.status === "not-applicable" && entry.reason !== undefined;
}

function isOpen(entry: ConsiderationEntry | undefined): boolean {
  return entry?.status !== "addressed" && !isExcluded(entry);
}

type Fault = Pick<Problem, "message" | "fix" | "apart">;

/** The formula of DSP-ALPHA-4: addressed / (total - not applicable) > 0.5. */
function shareFault(entries: Entries): Fault[] {
  const counted = CONSIDERATIONS.filter(({ id }) => !isExcluded(entries.get(id)?.entry));
  const addressed = counted.filter(({ id }) => !isOpen(entries.get(id)?.entry)).length;
  if (counted.length === 0 || addressed * 2 > counted.length) return [];
  const needed = Math.floor(counted.length / 2) + 1 - addressed;
  return [
    {
      message: `you have addressed ${addressed} of ${counted.length} considerations, and you need ${needed + addressed}`,
      fix: `address at least ${needed} more and write \`status: addressed\` with the \`evidence\`, or \`not-applicable\` with the \`reason\``,
      apart: ["share"],
    },
  ];
}

function unassignedFault(entries: Entries): Fault[] {
  const unassigned = CONSIDERATIONS.filter(({ id }) => {
    const entry = entries.get(id)?.entry;
    return isOpen(entry) && (entry?.owner === undefined || entry.due === undefined);
  });
  if (unassigned.length === 0) return [];
  const ids = all(unassigned);
  return [
    {
      message: `these considerations are open without an owner or a due date: ${ids}`,
      fix: "write an `owner` and a `due` day for each under `considerations`",
      apart: ["unassigned"],
    },
  ];
}

function openProblem(consideration: Consideration, { entry, index }: PlacedEntry): Problem {
  const { id, title, statement } = consideration;
  const unreasoned = entry.status === "not-applicable";
  return {
    in: "projectRecord",
    at: ["considerations", index, "status"],
    message: unreasoned
      ? `consideration ${id} (${title}) is marked as not applicable without a reason`
      : `consideration ${id} (${title}) is ${entry.status}. By beta you need this, by hand if necessary: ${asClause(statement)}`,
    fix: unreasoned
      ? "write the `reason`, or meet it"
      : `run \`dsp explain ${id}\` to see what to do. Then set \`status: addressed\` and link the \`evidence\``,
    about: [id],
  };
}

/** With their titles, all of them: there are never more than nineteen. */
function all(considerations: readonly Consideration[]): string {
  return list(considerations.map(titled));
}

function titled({ id, title }: Consideration): string {
  return `${name(id)} (${title})`;
}
