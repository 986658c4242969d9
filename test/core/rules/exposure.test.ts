import { describe, expect, it } from "@jest/globals";
import { personalDataInTest, personNamedInPublic } from "../../../src/core/rules/exposure.ts";
import { RuleRunner } from "../../../src/core/run-rule.ts";
import { circumstances, problems } from "../../support/rules.ts";

describe("personal-data-in-test", () => {
  const exception = (expires: string) =>
    `live_data_exception: { reason: load test, approved_by: asset owner, expires: ${expires} }`;

  it.each([
    ["production", "data_categories: [name], environment: production"],
    ["an environment that is not stated", "data_categories: [name]"],
    ["a test store without personal data", "data_categories: [], environment: test"],
    [
      "an exception to the end of its last day",
      `data_categories: [name], environment: test, ${exception("2026-11-23")}`,
    ],
  ])("accepts %s", (_name, rest) => {
    expect(problems(personalDataInTest, { dataMap: `stores: [{ id: s, ${rest} }]` })).toEqual([]);
  });

  it.each(["pre-production", "test", "analytics"])("rejects personal data in %s", (environment) => {
    const dataMap = `stores: [{ id: s, data_categories: [name], environment: ${environment} }]`;
    expect(problems(personalDataInTest, { dataMap })).toEqual([
      `data-map:1:57: store \`s\` holds personal data in the \`${environment}\` environment without an approved exception; replace the data with made-up or anonymised data, or record the approval as \`live_data_exception\` with \`reason\`, \`approved_by\` and \`expires\``,
    ]);
  });

  it("rejects an exception that has ended, and says when", () => {
    const dataMap = `stores: [{ id: s, data_categories: [name], environment: test, ${exception("2026-11-22")} }]`;
    expect(problems(personalDataInTest, { dataMap })).toEqual([
      "data-map:1:140: store `s` holds personal data in the `test` environment, and the exception for it ended on 2026-11-22; remove the data, or get the exception approved again and set its `expires`",
    ]);
  });
});

describe("person-named-in-public", () => {
  const fix =
    "write the mailbox of a role or a team instead, for example one that starts with `privacy@` or `dpo@`";
  const told = (place: string, field: string) =>
    `${place}: \`${field}\` looks like the mailbox of one person, in a file that others may be able to read; ${fix}`;

  it.each([
    "jane.doe@custody.example",
    "j.smith@custody.example",
    "jane_doe2@custody.example",
    "jane-doe@custody.example",
    "Jane Doe <Jane.Doe@custody.example>",
    "mailto:jane.doe@custody.example",
    "jane.doe+dsp@custody.example",
    "siân.o'brien@custody.example",
    "privacy@custody.example, jane.doe@custody.example",
  ])("rejects %s", (dpo) => {
    const dataMap = `controller: { dpo: ${JSON.stringify(dpo)} }`;
    expect(problems(personNamedInPublic, { dataMap })).toEqual([
      told("data-map:1:20", "controller.dpo"),
    ]);
  });

  it.each([
    "dpo@custody.example",
    "visits-team@custody.example",
    "data.protection@custody.example",
    "security_incidents@custody.example",
    "Privacy.Office@custody.example",
    "jdoe@custody.example",
    "room.12a@custody.example",
    "jane.doe",
    "Jane Doe",
    "@jane.doe",
    "jane.doe@",
    "https://custody.example/contact",
    "a.b@c.d@e",
  ])("accepts %s", (dpo) => {
    const dataMap = `controller: { dpo: ${JSON.stringify(dpo)} }`;
    expect(problems(personNamedInPublic, { dataMap })).toEqual([]);
  });

  it.each([
    ["public", 1],
    ["unknown", 1],
    ["private", 0],
  ] as const)("counts a %s repository as having %i to tell", (visibility, count) => {
    const dataMap = "controller: { contact: jane.doe@custody.example }";
    expect(problems(personNamedInPublic, { dataMap, visibility })).toHaveLength(count);
  });

  it("looks into every contact field of every file that can be read", () => {
    const jane = "jane.doe@custody.example";
    expect(
      problems(personNamedInPublic, {
        dataMap: `review: { owner: ${jane} }
controller: { contact: ${jane}, dpo: ${jane} }
joint_controllers: [{ contact: ${jane} }, { dpo: ${jane} }]
information_asset_owner: ${jane}
systems: [{ id: web, owner: ${jane} }]`,
        deletionPlan: `review: { owner: ${jane} }`,
        backupConfig: `review: { owner: ${jane} }`,
        projectRecord: `review: { owner: ${jane} }
issues: [{ id: i1, affects: delivery, owner: ${jane} }]
considerations: [{ id: C01, status: addressed, owner: ${jane} }]
attestations: [{ expectation: DSP-DISC-1, by: ${jane}, date: 2026-11-01, evidence: [a.md] }]`,
      }),
    ).toEqual([
      told("data-map:1:18", "review.owner"),
      told("deletion-plan:1:18", "review.owner"),
      told("backup-config:1:18", "review.owner"),
      told("project-record:1:18", "review.owner"),
      told("data-map:2:24", "controller.contact"),
      told("data-map:2:55", "controller.dpo"),
      told("data-map:3:32", "joint_controllers[0].contact"),
      told("data-map:3:67", "joint_controllers[1].dpo"),
      told("data-map:4:26", "information_asset_owner"),
      told("data-map:5:29", "systems[0].owner"),
      told("project-record:2:46", "issues[0].owner"),
      told("project-record:3:55", "considerations[0].owner"),
      told("project-record:4:47", "attestations[0].by"),
    ]);
  });

  it("names the element for waivers where it has an id", () => {
    const jane = "jane.doe@custody.example";
    const dataMap = `information_asset_owner: ${jane}\nsystems: [{ id: web, owner: ${jane} }]`;
    const run = new RuleRunner(circumstances({ dataMap })).run(personNamedInPublic);
    expect(run).toMatchObject({ ran: true, problems: [{ about: [] }, { about: ["web"] }] });
  });
});
