import type { Consideration } from "./types.ts";

/**
 * The data-protection considerations that DSP-ALPHA-4 counts and DSP-BETA-5 asks for. Source: the MoJ
 * triage standards, by way of `domain.md` 1.3, where `manual` is the mark (m).
 */
export const CONSIDERATIONS: readonly Consideration[] = [
  {
    id: "C01",
    title: "reason for each item",
    statement:
      "The team can say of every item it collects why it is needed and which law allows it.",
    why: "Data that nobody can justify is data that nobody may hold. Collection has to rest on a purpose and a lawful basis (UK GDPR Art 5 and 6; DPA 2018 Part 3 for law enforcement).",
    how: "Go through the fields of each form and feed with the team. In the data map give every activity its `purpose`, `lawful_basis`, `legal_power` and `data_categories`. Evidence: the notes of that walk-through.",
    manual: true,
  },
  {
    id: "C02",
    title: "privacy notice",
    statement:
      "A privacy notice in everyday words tells people what happens to their data, why and how, and names any use for management or reporting.",
    why: "People can only use their rights over processing that they know of (UK GDPR Art 12 to 14). A use for reporting is easily forgotten because no user of the service sees it.",
    how: "Write the notice with the content designer, have it read by someone outside the team, and publish it. In the data map set `privacy_notice.ref` and `privacy_notice.reviewed`. Evidence: the published page.",
    manual: true,
  },
  {
    id: "C03",
    title: "one purpose only",
    statement:
      "Personal data serves only the purpose that it was captured for, and nothing beyond that is stored.",
    why: "Purpose limitation and minimisation (UK GDPR Art 5(1)(b) and (c)): what is not held can neither leak nor be put to another use.",
    how: "Compare `data_categories` of each store and flow in the data map with those of the `activity` that it serves; drop what no activity needs. Evidence: the change that removed it, or a note that nothing had to go.",
    manual: true,
  },
  {
    id: "C04",
    title: "anonymous reports",
    statement:
      "Before data is used for management information or reports, whatever could identify a person has been taken out.",
    why: "A report needs numbers, not people. Data that is truly anonymous is outside data-protection law; data that is only pseudonymised is still personal.",
    how: "List the reports under `reporting` in the project record and say for each how its data is stripped, with small counts in mind. A store for analytics that holds nothing personal has `data_categories: []`. Evidence: the query or job, and who checked it.",
    manual: true,
  },
  {
    id: "C05",
    title: "special category data",
    statement: "Every use of special category data is justified.",
    why: "Health, ethnic origin, beliefs and the like may be processed only under a named condition (UK GDPR Art 9; DPA 2018 Schedules 1 and 8).",
    how: "For each activity with such `data_categories`, set `special_category_condition` in the data map, and `schedule_1_condition` and `policy_document` where the condition needs them. Evidence: the appropriate policy document or the DPIA.",
    manual: true,
  },
  {
    id: "C06",
    title: "retention schedule",
    statement:
      "A retention schedule, agreed between the SRO and the legal team, says how long each kind of data is kept.",
    why: "Personal data is kept no longer than its purpose needs (UK GDPR Art 5(1)(e)), and that length is a decision for those who answer for it, not for developers alone.",
    how: "In the deletion plan set `schedule_ref` and `approved_by` with role and date, and give each rule `retention.period`, `retention.starts_from` and `retention.reason`. Evidence: the approved schedule.",
    manual: true,
  },
  {
    id: "C07",
    title: "automatic deletion",
    statement:
      "Once its retention period has ended, a record is deleted without anyone having to act.",
    why: "Deletion that waits for someone to remember it sooner or later does not happen. The lifecycle guidance gives this one until after beta, though the plan and the mechanism come earlier.",
    how: "In the deletion plan carry `automatic.status` of each rule from planned to running, with `automatic.due`, `automatic.ref`, `automatic.schedule` and in the end `automatic.last_run`. Evidence: the log of a run that removed due records.",
    manual: false,
  },
  {
    id: "C08",
    title: "deletion by hand",
    statement: "A record can be removed by hand where that is called for.",
    why: "People ask for erasure, courts order it, data lands in the wrong place. None of that waits for a schedule, and the law leaves little time to answer.",
    how: "Write a procedure that covers every store, rehearse it, and set `manual.procedure`, `manual.last_tested` and `manual.evidence` on each rule of the deletion plan. Evidence: the record of the rehearsal.",
    manual: true,
  },
  {
    id: "C09",
    title: "stop on request",
    statement:
      "On request, processing of a person's data, or a decision taken with it, can be brought to a halt.",
    why: "People may object, or have processing restricted (UK GDPR Art 18 and 21), and may contest decisions taken without a human being (Art 22A to 22D).",
    how: "Write down how a case is frozen while it stays in place, and who may do so; try it on a test record. State `automated_decisions` for each activity in the data map. Evidence: the procedure and the trial.",
    manual: true,
  },
  {
    id: "C10",
    title: "correction",
    statement: "Someone can correct information by hand, or look at it afresh.",
    why: "Personal data has to be accurate (UK GDPR Art 5(1)(d)) and people may have it put right (Art 16). In justice, a wrong entry can cost someone a visit, a home or their liberty.",
    how: "Make sure that staff can amend each record and see what it was before, and that corrections reach the parties who were sent the old data (`flows` in the data map). Evidence: the procedure, tried out.",
    manual: true,
  },
  {
    id: "C11",
    title: "anonymise what stays",
    statement:
      "Where a record cannot be deleted, all that identifies a person can be stripped from it, and the privacy notice tells people so.",
    why: "Anonymisation that cannot be undone ends the processing of personal data as deletion does; doing it unannounced would mislead people about what becomes of their data.",
    how: "Look for stores with `removal: none` or `removal: key-destruction` in the data map. Give their rules `action: anonymise` or `action: destroy-key` in the deletion plan, test whether people could still be found, and say it in the notice. Where every record can be deleted: `not-applicable`, with that as the reason.",
    manual: true,
  },
  {
    id: "C12",
    title: "countries of storage",
    statement:
      "It is known in which countries the system's data is stored, and checked that data-protection law allows it.",
    why: "Data outside the United Kingdom needs a lawful transfer mechanism (UK GDPR Art 44 to 49), and cloud defaults and suppliers of suppliers move it without asking.",
    how: "Set `location` for every store in the data map and every copy in the backup config, `hosted_by` for what is not in GB, and `transfer.mechanism` for the party concerned. Evidence: the supplier's statement or the region setting.",
    manual: true,
  },
  {
    id: "C13",
    title: "data breach plan",
    statement:
      "What to do after a data breach is clear, and was worked out together with the live service and cyber security teams.",
    why: "A notifiable breach has to be with the ICO within 72 hours (UK GDPR Art 33). That is too short to find out whom to ring.",
    how: "Write the runbook with those two teams, with contacts as roles, and walk through it once. If a breach has happened, record it under `breach` in the project record. Evidence: the runbook and the date of the walk-through.",
    manual: true,
  },
  {
    id: "C14",
    title: "tested backups",
    statement:
      "There is full confidence in the backups, because they are tested often and within the times that the retention schedule sets.",
    why: "A backup that was never restored is a hope. Tested late, a copy may also bring back people whose data was due to go (MoJ POL.TCP.111 to 113).",
    how: "In the backup config set `restore.test_every`, run the tests, and fill `restore.last_test` with `date`, `result`, `took` and `evidence`. Keep `keep` and `disposal_within` inside the retention period of the data. Evidence: the last test.",
    manual: true,
  },
  {
    id: "C15",
    title: "assurance and risk registers",
    statement:
      "The system is listed on the information assurance register and, where its data is sensitive or risky, on the risk register too.",
    why: "Those who carry the risk for the whole department can only weigh systems that they know of.",
    how: "Ask the information assurance team for the entry, and set `information_asset_owner` and `classification` in the data map. Evidence: the entry's reference.",
    manual: true,
  },
  {
    id: "C16",
    title: "data maps",
    statement:
      "Data maps, made with the technical architects, link the controller that the data comes from with everyone who processes it.",
    why: "When data arrives from several sources, someone still has to answer for each piece. A map is where that can be seen.",
    how: "Draw up `systems`, `stores`, `parties` and `flows` of the data map with the architects; state each party's `relationship` and each activity's `source`. Evidence: the data map, and the architects' review of it.",
    manual: true,
  },
  {
    id: "C17",
    title: "sharing agreements",
    statement:
      "Each sharing of data with another organisation rests on an agreement that can be audited, and the agreement is reviewed regularly.",
    why: "A processor needs a contract (UK GDPR Art 28(3)), and between controllers an agreement shows who may do what. Left alone, it goes on allowing what nobody needs any more.",
    how: "For each party in the data map set `agreement.type`, `agreement.status`, `agreement.ref` and `agreement.review_by`. Evidence: the signed agreement.",
    manual: true,
  },
  {
    id: "C18",
    title: "subject access requests",
    statement:
      "A subject access request can be answered quickly, by those authorised, from every place where the person's data is stored.",
    why: "People may have a copy of what is held about them (UK GDPR Art 15), as a rule free and within a month. One forgotten store makes the answer wrong.",
    how: "Walk through a made-up request over every store that lists personal `data_categories` in the data map, time it, and write down how to search each. Evidence: the procedure and how long the trial took.",
    manual: true,
  },
  {
    id: "C19",
    title: "law enforcement logs",
    statement:
      "Systems used for law enforcement log each time that someone views or amends a person's record.",
    why: "It has to be possible to tell afterwards who did what with such data (DPA 2018 s.62). Only the system itself can write that down as it happens.",
    how: "For each store that serves an activity with `regime: law-enforcement`, list what is logged in `audit_log.operations` and link `audit_log.ref` in the data map. Evidence: an extract of the log. Without law enforcement: `not-applicable`, with that as the reason.",
    manual: false,
  },
];

/** Considerations by id. */
export const CONSIDERATION_BY_ID: ReadonlyMap<string, Consideration> = new Map(
  CONSIDERATIONS.map((consideration) => [consideration.id, consideration]),
);
