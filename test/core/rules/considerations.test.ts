import { describe, expect, it } from "@jest/globals";
import { CONSIDERATIONS } from "../../../src/core/catalogue/considerations.ts";
import {
  majorityNotAddressed,
  manualRequirementUnmet,
} from "../../../src/core/rules/considerations.ts";
import { problems } from "../../support/rules.ts";

const IDS = CONSIDERATIONS.map(({ id }) => id);
const MANUAL = CONSIDERATIONS.filter(({ manual }) => manual).map(({ id }) => id);

/** A record with these considerations, one a line: ids (or a range of the nineteen) and what they say. */
function record(...entries: [ids: readonly string[], rest: string][]): string {
  const lines = entries.flatMap(([ids, rest]) => ids.map((id) => `  - { id: ${id}, ${rest} }`));
  return `considerations:\n${lines.join("\n")}`;
}

const done = "status: addressed";
const none = "status: not-applicable, reason: no such data";
const planned = "status: in-progress, owner: visits-team, due: 2027-03-31";

describe("majority-not-addressed", () => {
  it.each([
    ["ten of nineteen", record([IDS.slice(0, 10), done], [IDS.slice(10), planned])],
    [
      "nine of seventeen",
      record([IDS.slice(0, 9), done], [IDS.slice(9, 17), planned], [IDS.slice(17), none]),
    ],
    ["that none applies", record([IDS, none])],
    ["all", record([IDS, done])],
  ])("accepts %s", (_name, projectRecord) => {
    expect(problems(majorityNotAddressed, { projectRecord })).toEqual([]);
  });

  const fix = (needed: number) =>
    `address at least ${needed} more and write \`status: addressed\` with the \`evidence\`, or \`not-applicable\` with the \`reason\``;

  it.each([
    [
      "eight of seventeen",
      record([IDS.slice(0, 8), done], [IDS.slice(8, 17), planned], [IDS.slice(17), none]),
      `you have addressed 8 of 17 considerations, and you need 9; ${fix(1)}`,
    ],
    [
      "just half",
      record([IDS.slice(0, 9), done], [IDS.slice(9, 18), planned], [IDS.slice(18), none]),
      `you have addressed 9 of 18 considerations, and you need 10; ${fix(1)}`,
    ],
    [
      "what does not apply without saying why",
      record(
        [IDS.slice(0, 9), done],
        [IDS.slice(9), "status: not-applicable, owner: visits-team, due: 2027-03-31"],
      ),
      `you have addressed 9 of 19 considerations, and you need 10; ${fix(1)}`,
    ],
  ])("rejects %s", (_name, projectRecord, problem) => {
    expect(problems(majorityNotAddressed, { projectRecord })).toEqual([
      `project-record:1:1: ${problem}`,
    ]);
  });

  it.each([
    ["a due date", "status: in-progress, owner: visits-team"],
    ["an owner", "status: in-progress, due: 2027-03-31"],
  ])("lists the open ones that lack %s", (_name, rest) => {
    const projectRecord = record([IDS.slice(0, 17), done], [IDS.slice(17), rest]);
    expect(problems(majorityNotAddressed, { projectRecord })).toEqual([
      "project-record:1:1: these considerations are open without an owner or a due date: `C18` (subject access requests) and `C19` (law enforcement logs); write an `owner` and a `due` day for each under `considerations`",
    ]);
  });

  it("counts what the record does not mention as not started, all of it by name", () => {
    const titled = CONSIDERATIONS.map(({ id, title }) => `\`${id}\` (${title})`);
    const everyId = `${titled.slice(0, -1).join(", ")} and ${titled.at(-1)}`;
    expect(problems(majorityNotAddressed, {})).toEqual([
      `project-record: you have addressed 0 of 19 considerations, and you need 10; ${fix(10)}`,
      `project-record: these considerations are open without an owner or a due date: ${everyId}; write an \`owner\` and a \`due\` day for each under \`considerations\``,
    ]);
  });

  it("leaves ids that the catalogue lacks out of the count", () => {
    const projectRecord = record(
      [IDS.slice(0, 9), done],
      [["C20", "C99"], done],
      [IDS.slice(9), planned],
    );
    expect(problems(majorityNotAddressed, { projectRecord })).toEqual([
      `project-record:1:1: you have addressed 9 of 19 considerations, and you need 10; ${fix(1)}`,
    ]);
  });
});

describe("manual-requirement-unmet", () => {
  it("accepts manual considerations that are addressed or reasonably left out", () => {
    const projectRecord = record([MANUAL.slice(0, 10), done], [MANUAL.slice(10), none]);
    expect(problems(manualRequirementUnmet, { projectRecord })).toEqual([]);
  });

  it("leaves alone what only automation can meet", () => {
    const automatic = IDS.filter((id) => !MANUAL.includes(id));
    const projectRecord = record([MANUAL, done], [automatic, "status: in-progress"]);
    expect(automatic).toEqual(["C07", "C19"]);
    expect(problems(manualRequirementUnmet, { projectRecord })).toEqual([]);
  });

  it("says what each open one asks for", () => {
    const projectRecord = record(
      [["C18"], "status: in-progress"],
      [["C05"], "status: not-applicable"],
      [MANUAL.filter((id) => id !== "C05" && id !== "C18"), done],
    );
    expect(problems(manualRequirementUnmet, { projectRecord })).toEqual([
      "project-record:3:24: consideration C05 (special category data) is marked as not applicable without a reason; write the `reason`, or meet it",
      "project-record:2:24: consideration C18 (subject access requests) is in-progress. By beta you need this, by hand if necessary: authorised staff can answer a subject access request quickly, from every place where the person's data is stored; run `dsp explain C18` to see what to do. Then set `status: addressed` and link the `evidence`",
    ]);
  });

  it.each([
    [
      ["C05"],
      "you can meet `C05` (special category data) by hand, but the record does not mention it, so it counts as not started; meet it, then list it",
    ],
    [
      ["C05", "C18"],
      "you can meet `C05` (special category data) and `C18` (subject access requests) by hand, but the record does not mention them, so they count as not started; meet them, then list each",
    ],
  ])("lists %j together where the record does not mention them", (unmentioned, message) => {
    const projectRecord = record([MANUAL.filter((id) => !unmentioned.includes(id)), done]);
    expect(problems(manualRequirementUnmet, { projectRecord })).toEqual([
      `project-record:1:1: ${message} under \`considerations\` with \`status: addressed\` and its \`evidence\``,
    ]);
  });
});
