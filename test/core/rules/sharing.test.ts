import { describe, expect, it } from "@jest/globals";
import {
  agreementReviewOverdue,
  recipientWithoutAgreement,
} from "../../../src/core/rules/sharing.ts";
import { problems } from "../../support/rules.ts";

describe("recipient-without-agreement", () => {
  const contract =
    "agree a contract that binds it to your instructions, then write `agreement: { type: contract, status: agreed, ref: <link> }`";
  const sharing =
    "agree how you share the data, then write `agreement: { type: data-sharing-agreement, status: agreed, ref: <link> }`. If the law needs no agreement, write `type: none-needed` and the `reason`";
  const sends = "flows: [{ id: f1, from: web, to: mailer, data_categories: [name] }]";
  const party = (rest: string) => `parties: [{ id: mailer, ${rest} }]`;

  it.each([
    [
      "an agreed agreement",
      "relationship: processor, agreement: { type: contract, status: agreed }",
    ],
    [
      "a reasoned statement that none is needed",
      "relationship: controller, agreement: { type: none-needed, reason: statute }",
    ],
    ["a party of the same controller", "relationship: internal"],
    ["the person themselves", "relationship: data-subject"],
    ["a party of unknown relationship", "country: GB"],
  ])("accepts %s", (_name, rest) => {
    const dataMap = `${party(rest)}\n${sends}`;
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([]);
  });

  const bookings =
    "stores: [{ id: db, data_categories: [name] }, { id: cache, data_categories: [] }]";

  it.each([
    [
      "is still to be defined",
      "{ id: f1, from: web, to: mailer, data_categories: [name], status: to-be-defined }",
    ],
    ["carries no personal data", "{ id: f1, from: db, to: mailer, data_categories: [] }"],
    ["comes from a store without personal data", "{ id: f1, from: cache, to: mailer }"],
    ["does not say what it carries", "{ id: f1, from: web, to: mailer }"],
    ["is another party's", "{ id: f1, from: web, to: printer, data_categories: [name] }"],
  ])("accepts a party whose flow %s", (_name, flow) => {
    const dataMap = `${party("relationship: processor")}\n${bookings}\nflows: [${flow}]`;
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([]);
  });

  it.each([
    ["goes to it", "{ id: f1, from: web, to: mailer, data_categories: [name], status: defined }"],
    ["comes from it", "{ id: f1, from: mailer, to: web, data_categories: [name] }"],
    ["comes from a store of personal data", "{ id: f1, from: db, to: mailer }"],
    ["goes to a store of personal data", "{ id: f1, from: mailer, to: db }"],
  ])("rejects a processor without agreement whose flow %s", (_name, flow) => {
    const dataMap = `${party("relationship: processor")}\n${bookings}\nflows: [${flow}]`;
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([
      `data-map:1:17 (processor): processor \`mailer\` takes part in flow \`f1\` of personal data, but no agreement with it is recorded; ${contract}`,
    ]);
  });

  it.each([
    ["processor", "processor", contract],
    ["sub-processor", "processor", contract],
    ["controller", "controller", sharing],
    ["joint-controller", "controller", sharing],
  ])("judges a %s as a %s", (relationship, variant, fix) => {
    const dataMap = `${party(`relationship: ${relationship}`)}\n${sends}`;
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([
      `data-map:1:17 (${variant}): ${relationship} \`mailer\` takes part in flow \`f1\` of personal data, but no agreement with it is recorded; ${fix}`,
    ]);
  });

  it.each([
    [
      "{ type: contract, status: draft }",
      "its agreement is only a draft; get it agreed, then write `status: agreed`",
    ],
    ["{ type: contract }", `its agreement does not say whether it is agreed; ${contract}`],
    ["{ type: none-needed }", `its agreement is \`none-needed\` without a reason; ${contract}`],
    [
      "{ type: none-needed, status: agreed }",
      `its agreement is \`none-needed\` without a reason; ${contract}`,
    ],
  ])("rejects the agreement %s", (agreement, problem) => {
    const dataMap = `${party(`relationship: processor, agreement: ${agreement}`)}\n${sends}`;
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([
      `data-map:1:61 (processor): processor \`mailer\` takes part in flow \`f1\` of personal data, but ${problem}`,
    ]);
  });

  it("gives one finding for all flows of a party and all that it hosts", () => {
    const dataMap = [
      party("relationship: processor"),
      "stores: [{ id: db, data_categories: [name], hosted_by: mailer }, { id: cache, data_categories: [], hosted_by: mailer }]",
      "flows: [{ id: f1, from: db, to: mailer }, { id: f2, from: mailer, to: db }]",
    ].join("\n");
    expect(problems(recipientWithoutAgreement, { dataMap })).toEqual([
      `data-map:1:17 (processor): processor \`mailer\` takes part in flows \`f1\` and \`f2\` of personal data and hosts personal data in \`db\`, but no agreement with it is recorded; ${contract}`,
    ]);
  });

  it("accepts a host of nothing personal, and rejects one without flows", () => {
    const hosts = (categories: string) =>
      `${party("relationship: processor")}\nstores: [{ id: s, data_categories: [${categories}], hosted_by: mailer }]`;
    expect(problems(recipientWithoutAgreement, { dataMap: hosts("") })).toEqual([]);
    expect(problems(recipientWithoutAgreement, { dataMap: hosts("name") })).toEqual([
      `data-map:1:17 (processor): processor \`mailer\` hosts personal data in \`s\`, but no agreement with it is recorded; ${contract}`,
    ]);
  });

  it("is graver for processors, whose contract the law demands, than for controllers", () => {
    const { processor, controller } = recipientWithoutAgreement.variants ?? {};
    expect([processor?.beta, processor?.live, processor?.["post-live"]]).toEqual([
      "failure",
      "failure",
      "failure",
    ]);
    expect([controller?.beta, controller?.live, controller?.["post-live"]]).toEqual([
      "warning",
      "warning",
      "failure",
    ]);
  });
});

describe("agreement-review-overdue", () => {
  it.each([
    ["an agreement due today", "agreement: { review_by: 2026-11-23 }"],
    ["an agreement without the day", "agreement: { status: agreed }"],
    ["a party without agreement", "country: GB"],
  ])("accepts %s", (_name, rest) => {
    expect(problems(agreementReviewOverdue, { dataMap: `parties: [{ id: p, ${rest} }]` })).toEqual(
      [],
    );
  });

  it("rejects one past its day, whatever the party is", () => {
    const dataMap =
      "parties: [{ id: records, relationship: internal, agreement: { review_by: 2026-11-22 } }]";
    expect(problems(agreementReviewOverdue, { dataMap })).toEqual([
      "data-map:1:74: the agreement with `records` was due for review on 2026-11-22; review it with the party, then set `review_by` to the day of the next review",
    ]);
  });
});
