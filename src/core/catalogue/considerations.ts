import type { Consideration } from "./types.ts";

/**
 * The data-protection considerations that DSP-ALPHA-4 counts and DSP-BETA-5 asks for. Source: the MoJ
 * triage standards, by way of `domain.md` 1.3. `manual` is the mark (m) there.
 */
export const CONSIDERATIONS: readonly Consideration[] = [
  {
    id: "C01",
    title: "reason for each item",
    statement:
      "For each item of data you collect, you can say why you need it and which law allows it.",
    why: "If nobody can justify data, nobody may hold it. You need a purpose and a lawful basis to collect it (UK GDPR Art 5 and 6; DPA 2018 Part 3 for law enforcement).",
    how: "Go through the fields of each form and feed with the team. In the data map, set `purpose`, `lawful_basis`, `legal_power` and `data_categories` for every activity. Evidence: the notes of that walk-through.",
    manual: true,
  },
  {
    id: "C02",
    title: "privacy notice",
    statement:
      "A privacy notice in plain words tells people what happens to their data, why and how, including any use for management or reporting.",
    why: "People can use their rights only if they know about the processing (UK GDPR Art 12 to 14). A use for reporting is easy to forget because no user of the service sees it.",
    how: "Write the notice with the content designer, ask someone outside the team to read it, and publish it. In the data map, set `privacy_notice.ref` and `privacy_notice.reviewed`. Evidence: the published page.",
    manual: true,
  },
  {
    id: "C03",
    title: "one purpose only",
    statement:
      "You use personal data only for the purpose you collected it for, and store nothing beyond that.",
    why: "Data that you do not hold cannot leak or be put to another use. The law calls this purpose limitation and data minimisation (UK GDPR Art 5(1)(b) and (c)).",
    how: "Compare `data_categories` of each store and flow in the data map with those of its `activity`. Remove what no activity needs. Evidence: the change that removed it, or a note that there was nothing to remove.",
    manual: true,
  },
  {
    id: "C04",
    title: "anonymous reports",
    statement:
      "You remove everything that could identify a person before you use data for management information or reports.",
    why: "A report needs numbers, not people. Data that is truly anonymous is outside data-protection law. Data that is only pseudonymised is still personal.",
    how: "List the reports under `reporting` in the project record. For each, say how you remove what identifies people, and take care with small counts. If a store for analytics holds nothing personal, write `data_categories: []`. Evidence: the query or job, and who checked it.",
    manual: true,
  },
  {
    id: "C05",
    title: "special category data",
    statement: "You can justify every use of special category data.",
    why: "You may process health, ethnic origin, beliefs and similar data only under a named condition (UK GDPR Art 9; DPA 2018 Schedules 1 and 8).",
    how: "For each activity with special `data_categories`, set `special_category_condition` in the data map. If the condition needs them, set `schedule_1_condition` and `policy_document` too. Evidence: the appropriate policy document or the data protection impact assessment (DPIA).",
    manual: true,
  },
  {
    id: "C06",
    title: "retention schedule",
    statement:
      "A retention schedule, agreed between the senior responsible owner (SRO) and the legal team, says how long you keep each kind of data.",
    why: "You must not keep personal data for longer than its purpose needs (UK GDPR Art 5(1)(e)). The people who answer for the data decide how long, not developers alone.",
    how: "In the deletion plan, set `schedule_ref`, and `approved_by` with role and date. Set `retention.period`, `retention.starts_from` and `retention.reason` for each rule. Evidence: the approved schedule.",
    manual: true,
  },
  {
    id: "C07",
    title: "automatic deletion",
    statement: "Records are deleted automatically when their retention period ends.",
    why: "If deletion depends on someone remembering, sooner or later it does not happen. The lifecycle guidance lets this wait until after beta, but the plan and the mechanism come earlier.",
    how: "In the deletion plan, move `automatic.status` of each rule from planned to running. Set `automatic.due`, `automatic.ref` and `automatic.schedule`, and in the end `automatic.last_run`. Evidence: the log of a run that removed due records.",
    manual: false,
  },
  {
    id: "C08",
    title: "deletion by hand",
    statement: "You can delete a record by hand when you need to.",
    why: "People ask for erasure, courts order it, or data ends up in the wrong place. None of them wait for a schedule, and the law leaves little time to answer.",
    how: "Write a procedure that covers every store, and rehearse it. Set `manual.procedure`, `manual.last_tested` and `manual.evidence` on each rule of the deletion plan. Evidence: the record of the rehearsal.",
    manual: true,
  },
  {
    id: "C09",
    title: "stop on request",
    statement:
      "When a person asks, you can stop processing their data, or stop a decision made with it.",
    why: "People may object, or have processing restricted (UK GDPR Art 18 and 21). They may also contest decisions made without a human being (Art 22A to 22D).",
    how: "Write down how to freeze a case while it stays in place, and who may do so. Try it on a test record. Set `automated_decisions` for each activity in the data map. Evidence: the procedure and the trial.",
    manual: true,
  },
  {
    id: "C10",
    title: "correction",
    statement: "Someone can correct or review information by hand.",
    why: "Personal data must be accurate (UK GDPR Art 5(1)(d)) and people may have it corrected (Art 16). In justice, a wrong entry can cost someone a visit, a home or their liberty.",
    how: "Make sure that staff can change each record and see what it was before. Make sure that corrections reach the parties who received the old data (`flows` in the data map). Evidence: the procedure, tried out.",
    manual: true,
  },
  {
    id: "C11",
    title: "anonymise what stays",
    statement:
      "If you cannot delete a record, you can remove everything in it that identifies a person, and the privacy notice says so.",
    why: "Anonymisation that cannot be undone ends the processing of personal data, as deletion does. If you do not tell people, you mislead them about what happens to their data.",
    how: "Look for stores with `removal: none` or `removal: key-destruction` in the data map. Set `action: anonymise` or `action: destroy-key` for their rules in the deletion plan. Test whether people could still be identified, and say what you do in the notice. If you can delete every record, write `not-applicable` with that as the reason.",
    manual: true,
  },
  {
    id: "C12",
    title: "countries of storage",
    statement:
      "You know which countries the system's data is stored in, and you have checked that data-protection law allows it.",
    why: "Data outside the United Kingdom needs a lawful transfer mechanism (UK GDPR Art 44 to 49). Cloud defaults and your suppliers' own suppliers move data without asking.",
    how: "Set `location` for every store in the data map and every copy in the backup config. If a store or copy is not in GB, also set `hosted_by`, and `transfer.mechanism` for the party concerned. Evidence: the supplier's statement or the region setting.",
    manual: true,
  },
  {
    id: "C13",
    title: "data breach plan",
    statement:
      "You have a clear plan for a data breach, made together with the live service and cyber security teams.",
    why: "You must report a notifiable breach to the Information Commissioner's Office (ICO) within 72 hours (UK GDPR Art 33). You have no time then to find out who to call.",
    how: "Write the runbook with those two teams, with contacts as roles, and walk through it once. If a breach has happened, record it under `breach` in the project record. Evidence: the runbook and the date of the walk-through.",
    manual: true,
  },
  {
    id: "C14",
    title: "tested backups",
    statement:
      "You have full confidence in your backups, because you test them often and within the times that the retention schedule sets.",
    why: "You do not know that a backup works until you have restored it. If you test a copy late, it may bring back people whose data was due for deletion (MoJ POL.TCP.111 to 113).",
    how: "In the backup config, set `restore.test_every` and run the tests. Fill in `restore.last_test` with `date`, `result`, `took` and `evidence`. Keep `keep` and `disposal_within` inside the retention period of the data. Evidence: the last test.",
    manual: true,
  },
  {
    id: "C15",
    title: "assurance and risk registers",
    statement:
      "The system is on the information assurance register, and on the risk register too if its data is sensitive or risky.",
    why: "The people who carry the risk for the whole department can only assess systems that they know about.",
    how: "Ask the information assurance team for the entry, and set `information_asset_owner` and `classification` in the data map. Evidence: the entry's reference.",
    manual: true,
  },
  {
    id: "C16",
    title: "data maps",
    statement:
      "Data maps, made with the technical architects, link the controller that the data comes from with everyone who processes it.",
    why: "When data arrives from several sources, someone must still answer for each piece. A map shows who.",
    how: "Draw up `systems`, `stores`, `parties` and `flows` of the data map with the architects. Set each party's `relationship` and each activity's `source`. Evidence: the data map, and the architects' review of it.",
    manual: true,
  },
  {
    id: "C17",
    title: "sharing agreements",
    statement:
      "You share data with another organisation only under an agreement that can be audited, and you review the agreement regularly.",
    why: "A processor needs a contract (UK GDPR Art 28(3)). Between controllers, an agreement shows who may do what. Without reviews, it goes on allowing what nobody needs any more.",
    how: "For each party in the data map set `agreement.type`, `agreement.status`, `agreement.ref` and `agreement.review_by`. Evidence: the signed agreement.",
    manual: true,
  },
  {
    id: "C18",
    title: "subject access requests",
    statement:
      "Authorised staff can answer a subject access request quickly, from every place where the person's data is stored.",
    why: "People may have a copy of what you hold about them (UK GDPR Art 15), as a rule free and within a month. If you forget one store, the answer is wrong.",
    how: "Walk through a made-up request over every store that lists personal `data_categories` in the data map. Time it, and write down how to search each store. Evidence: the procedure and how long the trial took.",
    manual: true,
  },
  {
    id: "C19",
    title: "law enforcement logs",
    statement:
      "Systems used for law enforcement log each time someone views or changes a person's record.",
    why: "You must be able to tell afterwards who did what with this data (DPA 2018 s.62). Only the system itself can log it as it happens.",
    how: "For each store that serves an activity with `regime: law-enforcement`, list what is logged in `audit_log.operations` and link `audit_log.ref` in the data map. Evidence: an extract of the log. If you do no law enforcement, write `not-applicable` with that as the reason.",
    manual: false,
  },
];

/** Considerations by id. */
export const CONSIDERATION_BY_ID: ReadonlyMap<string, Consideration> = new Map(
  CONSIDERATIONS.map((consideration) => [consideration.id, consideration]),
);
