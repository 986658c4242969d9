import type { Term } from "./types.ts";

/** How data is kept, removed and backed up. */
export const RECORDS_TERMS: readonly Term[] = [
  {
    term: "alteration",
    meaning: "Someone changes data. One of the six operations of an audit log.",
    see: ["audit log"],
  },
  {
    term: "anonymisation",
    also: ["anonymise", "anonymised"],
    meaning:
      "You change data so that nobody can tell any more who it is about. It is then no longer personal data.",
    see: ["pseudonymisation"],
  },
  {
    term: "archive",
    meaning:
      "Records that you keep for the long term because of their value. An archive is not a backup.",
    see: ["archive transfer", "backup"],
  },
  {
    term: "archive transfer",
    meaning:
      "A disposal action: you hand the records to an archive, for example The National Archives.",
    see: ["disposal action"],
  },
  {
    term: "audit log",
    also: ["operations log"],
    meaning:
      "A log of who did what with the data, and when. Section 62 of the Data Protection Act 2018 requires one for law enforcement, for six operations.",
    see: ["Part 3"],
  },
  {
    term: "backup",
    also: ["backups"],
    meaning: "A copy of data, from which you can restore what is lost.",
    see: ["restore test", "replica"],
  },
  {
    term: "batch",
    meaning: "As removal: data only goes all at once, for example a whole day's log.",
    see: ["removal"],
  },
  {
    term: "beyond use",
    meaning:
      "Deleted data is still in a backup, but nobody uses it, and it goes when the backup expires.",
    see: ["residual"],
  },
  {
    term: "collection",
    meaning: "You get data from a person or a system. One of the six operations of an audit log.",
    see: ["audit log"],
  },
  {
    term: "combination",
    meaning: "You join data from several sources. One of the six operations of an audit log.",
    see: ["audit log"],
  },
  {
    term: "consultation",
    meaning:
      "Someone looks at data. One of the six operations of an audit log. Under DSP-DISC-6: a talk with technical architects.",
    see: ["audit log"],
  },
  {
    term: "continuous",
    meaning:
      "As a copy: every change is copied within minutes, so that you can go back to any moment.",
    see: ["backup", "RPO"],
  },
  {
    term: "criteria",
    meaning:
      "As a period: no fixed time, but a rule for when data is no longer needed. You must review it at intervals.",
    see: ["retention period"],
  },
  {
    term: "deletion",
    also: ["delete"],
    meaning: "The act of removing data from a store.",
    see: ["erasure", "disposal action"],
  },
  {
    term: "disclosure",
    meaning: "You show or send data to someone else. One of the six operations of an audit log.",
    see: ["audit log"],
  },
  {
    term: "disposal action",
    also: ["disposal"],
    meaning:
      "What happens to data when its retention period ends: delete, anonymise, destroy the key, transfer to an archive, or review.",
    see: ["retention period"],
  },
  {
    term: "erasure",
    also: ["right to erasure"],
    meaning:
      "The right of a person to have their data deleted. Also one of the six operations of an audit log.",
    see: ["deletion"],
  },
  {
    term: "export",
    meaning: "As a copy: the data is written to a file, for example a database dump.",
    see: ["backup"],
  },
  { term: "full", meaning: "As a copy: the whole store is copied each time.", see: ["backup"] },
  {
    term: "incremental",
    meaning: "As a copy: only what changed since the last copy.",
    see: ["backup"],
  },
  {
    term: "key destruction",
    also: ["destroy-key"],
    meaning:
      "You delete the key of encrypted data, so that nobody can read the data again. It is weaker than deletion.",
    see: ["removal"],
  },
  {
    term: "ledger",
    also: ["blockchain"],
    meaning:
      "A store to which you can only add, for example a blockchain. You cannot remove single records from it.",
    see: ["removal"],
  },
  {
    term: "legal hold",
    also: ["hold", "holds", "moratorium"],
    meaning:
      "An instruction to keep certain data longer, for example for an inquiry or a court case. It needs an authority and a review date.",
    see: ["retention period"],
  },
  {
    term: "manual snapshot",
    meaning:
      "A snapshot that a person made. Nothing deletes it by itself, even when the database is gone.",
    see: ["snapshot"],
  },
  {
    term: "mapping exercise",
    also: ["data mapping", "information audit"],
    meaning:
      "A review in which you ask every organisation and system which data flows to and from it, and correct the data map.",
    see: ["data map"],
  },
  {
    term: "offline copy",
    also: ["immutable copy", "offline or immutable"],
    meaning:
      "A backup that an attacker in your systems can neither change nor delete, because it is disconnected or locked.",
    see: ["backup"],
  },
  {
    term: "permanent",
    meaning:
      "As a period: you keep the data for ever. You need a basis in law, for example an archive.",
    see: ["retention period"],
  },
  {
    term: "pseudonymisation",
    also: ["pseudonymise", "pseudonymised"],
    meaning:
      "You replace names by codes, and keep the list of codes apart. The data is still personal data.",
    see: ["anonymisation"],
  },
  {
    term: "read",
    meaning: "As a restore test: you check that the backup can be read.",
    see: ["restore test"],
  },
  {
    term: "record",
    meaning:
      "The data about one person or case. As removal: each record can be removed on its own.",
    see: ["removal"],
  },
  {
    term: "removal",
    meaning:
      "How data can leave a store: record by record, in a batch, by key destruction, or not at all.",
    see: ["record", "batch", "key destruction"],
  },
  {
    term: "replica",
    also: ["mirror"],
    meaning:
      "A second copy that changes together with the first. It is not a backup, because it copies mistakes too.",
    see: ["backup"],
  },
  {
    term: "residual",
    meaning: "How long deleted data is still in backups, at most.",
    see: ["beyond use"],
  },
  {
    term: "restore test",
    meaning:
      "You restore a backup to see that it works and how long it takes. There are three kinds: read, system and scenario.",
    see: ["RTO"],
  },
  {
    term: "retention period",
    also: ["retention", "TTL"],
    meaning: "How long you keep data, counted from the retention trigger.",
    see: ["retention trigger", "disposal action"],
  },
  {
    term: "retention trigger",
    also: ["starts from"],
    meaning:
      "The event that starts the clock of a retention period, for example the date of a visit.",
    see: ["retention period"],
  },
  {
    term: "retention schedule",
    meaning: "The list of an organisation's retention periods, which it has agreed.",
    see: ["RRDS", "retention period"],
  },
  {
    term: "review",
    meaning:
      "You look at something again and decide if it still holds. As a disposal action: a person decides what happens to the data.",
    see: ["disposal action"],
  },
  {
    term: "RPO",
    long: "recovery point objective",
    meaning: "How much data you may lose at most, as a time: with `PT1H`, the last hour.",
    see: ["backup", "RTO"],
  },
  {
    term: "RRDS",
    long: "records retention and disposition schedule",
    meaning: "The Ministry of Justice's retention schedules.",
    see: ["retention schedule"],
  },
  {
    term: "RTO",
    long: "recovery time objective",
    meaning: "How long it may take at most until the service works again after a loss.",
    see: ["restore test", "RPO"],
  },
  {
    term: "scenario",
    meaning: "As a restore test: you play through a whole disaster, with people and systems.",
    see: ["restore test"],
  },
  {
    term: "snapshot",
    meaning: "As a copy: the state of a store at one moment.",
    see: ["backup", "manual snapshot"],
  },
  {
    term: "system",
    meaning:
      "A program or service that uses the data. As a restore test: you restore a whole system and check that it works.",
    see: ["store", "restore test"],
  },
];
