import { holdsUntil, isInForce } from "../attestations.ts";
import { EXPECTATION_BY_ID } from "../catalogue/expectations.ts";
import { attestationsIn } from "../catalogue/showing.ts";
import { isPersonal } from "../graph.ts";
import { atEveryStage } from "../levels.ts";
import { name, nameList } from "../quote.ts";
import { defineRule } from "../rule.ts";
import { isWaiverInForce } from "../waivers.ts";

export const waiverExpired = defineRule({
  id: "waiver-expired",
  code: "P01",
  summary: "No waiver in the policy has expired.",
  why: "A waiver is a decision for a while. Once it expires, what it silenced counts again, and someone must decide anew.",
  source: "architecture: waivers need a reason, an approver and an expiry",
  mend: "Fix what was waived and remove the waiver, or get it approved again with a new reason and day.",
  example: `# .github/dsp.yml
waivers:
  - rule: no-offline-copy
    target: bookings-db
    reason: second account ordered, due in March
    approved_by: information asset owner
    expires: 2027-03-31`,
  levels: atEveryStage("warning"),
  needs: [],
  check: ({ policy, today }) =>
    policy.waivers.flatMap((waiver) =>
      waiver.index === undefined || isWaiverInForce(waiver, today)
        ? []
        : {
            in: "policy",
            at: ["waivers", waiver.index, "expires"],
            message: `the waiver of ${name(waiver.rule)}${waiver.target ? ` for ${name(waiver.target)}` : ""} ended on ${waiver.expires}`,
            fix: "fix what it silenced and remove it, or get it approved again with a new day",
            about: [waiver.rule, ...(waiver.target ? [waiver.target] : [])],
          },
    ),
});

export const attestationExpired = defineRule({
  id: "attestation-expired",
  code: "P02",
  summary: "Every attestation in the record is in force, or has a newer one beside it.",
  why: "A sign-off lasts a year at most, because people, systems and data change. An expired one counts as missing.",
  source: "domain: attestations hold until the end of the stage, a year at most",
  mend: "Review the statement and sign it off again with today's evidence. Then remove the old one.",
  example: `# project-record.yml
attestations:
  - expectation: DSP-DISC-6
    statement: Storage and deletion design agreed
    role: technical-architect
    by: custody-architects
    date: 2026-11-02
    evidence: [docs/adr/0003.md]`,
  levels: atEveryStage("warning"),
  needs: ["projectRecord"],
  check: ({ projectRecord: { attestations }, today }) => {
    const inForce = new Set(
      attestations.filter((one) => isInForce(one, today)).map(({ expectation }) => expectation),
    );
    return attestations.flatMap((attestation, index) =>
      holdsUntil(attestation) >= today || inForce.has(attestation.expectation)
        ? []
        : {
            in: "projectRecord",
            at: ["attestations", index],
            message: `the sign-off of ${name(attestation.expectation)} of ${attestation.date} expired on ${holdsUntil(attestation)}`,
            fix: "sign it off again, with today's evidence",
            about: [attestation.expectation],
            expectations: [attestation.expectation],
          },
    );
  },
});

export const attestationUnfit = defineRule({
  id: "attestation-unfit",
  code: "P03",
  summary:
    "Every attestation is about something that a person can sign off, and is not dated in the future.",
  why: "A statement about what only the files can show, or one dated in the future, proves nothing. A reader would take it for proof.",
  source: "domain: section 1.2, how each expectation is verified",
  mend: "Remove it and show the expectation the way `dsp explain` says, or correct its date.",
  example: `# project-record.yml
attestations:
  - {expectation: DSP-ALPHA-5, by: visits-team, date: 2026-11-02, evidence: [docs/how-we-protect-data.md]}`,
  levels: atEveryStage("warning"),
  needs: ["projectRecord"],
  check: ({ projectRecord: { attestations }, today }) =>
    attestations.flatMap((attestation, index) => {
      const { expectation: id, date } = attestation;
      const expectation = EXPECTATION_BY_ID.get(id);
      const shared = {
        in: "projectRecord" as const,
        about: [id],
        expectations: [id],
      };
      if (date > today) {
        return {
          ...shared,
          at: ["attestations", index, "date"],
          message: `the sign-off of ${name(id)} is dated ${date}, which is in the future`,
          fix: "write the day on which it was signed off",
        };
      }
      // An id that nobody knows is a dangling reference.
      if (!expectation || attestationsIn(expectation.shown).length > 0) return [];
      return {
        ...shared,
        // The files show it, whatever anyone has signed.
        expectations: undefined,
        at: ["attestations", index, "expectation"],
        message: `a person cannot sign off ${name(id)}: the files show it`,
        fix: `remove it, and run \`dsp explain ${id}\` to see what shows it`,
      };
    }),
});

export const floorLoosened = defineRule({
  id: "floor-loosened",
  code: "P04",
  summary: "The repository's policy asks for at least as much as its organisation's floor.",
  why: "The floor applies to every repository. A setting below it has no effect, and should not look as if it had.",
  source: "architecture: a repository's policy can only tighten the floor",
  mend: "Remove the setting, or ask the organisation's owners to change the floor.",
  example: `# .github/dsp.yml
fail_on: warning # the floor says failure: tighter is fine`,
  levels: atEveryStage("notice"),
  needs: [],
  check: ({ policy }) =>
    policy.loosened.map(({ at, message }) => ({
      in: "policy",
      at,
      message,
      fix: "remove it: the organisation's floor applies",
      about: [],
    })),
});

export const personalDataDenied = defineRule({
  id: "personal-data-denied",
  code: "P05",
  summary: "A policy that says there is no personal data agrees with the data map.",
  why: "With `no_personal_data` you need no deletion plan. If the map still shows personal data, one of the two is wrong.",
  source: "domain: section 1.2, DSP-DISC-1",
  mend: "Remove `no_personal_data` from the policy, or the categories from the map. Identifiers of devices and accounts are personal data.",
  example: `# .github/dsp.yml
no_personal_data: { reason: the service publishes statistics and keeps no accounts }`,
  levels: atEveryStage("failure"),
  needs: ["dataMap"],
  check: ({ policy, dataMap }) => {
    const personal = dataMap.stores.filter(isPersonal).map(({ id }) => id);
    if (!policy.noPersonalData || personal.length === 0) return [];
    return [
      {
        in: "policy",
        at: ["no_personal_data"],
        message: `the policy says that there is no personal data, but the data map has it in ${nameList(personal)}`,
        fix: "remove `no_personal_data`, or the categories from the data map",
        about: personal,
        expectations: ["DSP-DISC-1"],
      },
    ];
  },
});
