import type { Expectation } from "../types.ts";

const HEADING = "Beta (Private and Public)";

/** What the service assessments between private and public beta look at. */
export const BETA: readonly Expectation[] = [
  {
    id: "DSP-BETA-1",
    stage: "beta",
    level: "must",
    statement: "The service is assessed as it opens from private use to the public.",
    why: "The guidance ties these assessments to that step: it is when anyone at all may start to trust the service with their data.",
    how: "Hold the beta assessments before `beta_access: public` is written in `.github/dsp.yml`, and record them under `assessments` in the project record with `stage: beta`.",
    shown: {
      all: [{ assessment: "beta" }, { rule: "assessment-missing", variant: "beta-no-aspects" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-2",
    stage: "beta",
    level: "must",
    statement:
      "A team from inside the organisation assesses the service in beta, as one did in alpha.",
    why: "The guidance has the same two teams come back. The internal one can see whether what it asked for at alpha was done.",
    how: "Record it under `assessments` in the project record, with `stage: beta`, `panel: internal`, `date`, `environment`, `rating` and `decision`.",
    shown: {
      where: { assessment: "beta", panel: "internal" },
      all: [{ rule: "assessment-missing", variant: "beta-internal" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-3",
    stage: "beta",
    level: "must",
    statement: "A GDS team assesses the service in beta, as one did in alpha.",
    why: "The guidance names GDS beside the internal team. Where today's service manual provides for one panel only, the record says why the other does not apply.",
    how: "Record it under `assessments` in the project record, with `stage: beta`, `panel: external`, `date`, `environment`, `rating` and `decision`. Where there is to be none, write `not_applicable: true` and the `reason`.",
    shown: {
      where: { assessment: "beta", panel: "external" },
      all: [{ rule: "assessment-missing", variant: "beta-external" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-4",
    stage: "beta",
    level: "must",
    statement: "The beta assessments are carried out on the live systems.",
    why: "The guidance instructs so. Settings, access rights and backups of a demonstration tell nothing about those that hold people's data.",
    how: "Give the panel the live service, and write `environment: live` on the assessment in the project record.",
    shown: {
      all: [{ assessment: "beta" }, { rule: "assessment-missing", variant: "not-on-live-systems" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-5",
    stage: "beta",
    level: "must",
    statement:
      "Each security and privacy requirement that somebody can meet by hand is met, without exception.",
    why: "This is the one place where the guidance says must. Automation may come later; a duty that a person can carry out today has no reason to wait.",
    how: "Bring every consideration that can be met by hand to `status: addressed`, with `evidence`, under `considerations` in the project record. Complete the deletion plan: `retention`, `action`, `manual`, `backups`, `holds`. In the data map settle `agreement` and `transfer` for each party. Delete by hand what is due. Then sign under `attestations`.",
    shown: {
      all: [
        { rule: "manual-requirement-unmet" },
        { rule: "required-field-missing", variant: "from-beta" },
        { rule: "store-without-deletion-rule" },
        { rule: "category-without-rule" },
        { rule: "unlimited-retention" },
        { rule: "conflicting-rules" },
        { rule: "due-but-not-deleted" },
        { rule: "hold-without-review" },
        { rule: "le-review-limit-missing" },
        { rule: "backup-outlives-data" },
        { rule: "backup-residual-unstated" },
        { rule: "no-redeletion-after-restore" },
        { rule: "recipient-without-agreement" },
        { rule: "agreement-review-overdue" },
        { rule: "transfer-without-mechanism" },
        { rule: "person-named-in-public" },
        {
          attestation:
            "Every security and privacy requirement that can be met by hand is met, and the evidence shows how.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-6",
    stage: "beta",
    level: "must",
    statement: "At beta, security and privacy measures are tested by hand.",
    why: "The guidance says that manual testing is expected. It matters most for deletion: a procedure that nobody has tried fails on the day that someone asks for their data to go.",
    how: "Rehearse each deletion procedure during beta and at least once a year. Set `manual.procedure`, `manual.last_tested` and `manual.evidence` on every rule of the deletion plan, and sign under `attestations` in the project record.",
    shown: {
      all: [
        { rule: "manual-procedure-untested" },
        {
          attestation:
            "The manual procedures were tested by hand during beta, and the evidence shows what came of it.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-7",
    stage: "beta",
    level: "later",
    statement: "Deletion may still be manual at beta: that it runs by itself is not asked for yet.",
    why: "The guidance words it as not required yet. The yet matters: plans and mechanisms are asked for now, and running by post-live.",
    how: "Nothing has to be done for this one. State truthfully in the deletion plan how far each rule is (`automatic.status`); `none` and `planned` lead to a notice and no more.",
    shown: { rule: "manual-deletion" },
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-8",
    stage: "beta",
    level: "context",
    statement:
      "A service in beta will hardly have gathered enough data to need automatic deletion, which is why that can wait.",
    why: "The guidance calls it unlikely, not impossible. Where data has been held for longer than its retention period, the reason is gone, and what is due has to be deleted by hand (DSP-BETA-5).",
    how: "Write `service.holding_since` in the data map, so that it can be seen when the first records fall due, and `manual.last_run` in the deletion plan each time they are deleted.",
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-9",
    stage: "beta",
    level: "should",
    statement: "It is planned how deletion is going to become automatic.",
    why: "The guidance says that plans should be in place. Deferring the work is allowed; not knowing how and by when it will be done is not.",
    how: "Write the deletion plan. For each rule name the mechanism as `automatic.ref` and the day as `automatic.due`; where none is needed, `automatic.status: not-needed` with `automatic.reason`. Move `automatic.due` only with a decision.",
    shown: {
      all: [
        { rule: "artefact-missing", variant: "deletion-plan" },
        { rule: "no-automatic-plan" },
        { rule: "mechanism-overdue" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-10",
    stage: "beta",
    level: "should",
    statement: "The means of deleting automatically exist, even where they are not switched on.",
    why: "The guidance says that mechanisms should be in place, and that automatic deletion itself can wait. What exists can be tested; what is only planned tends to slip.",
    how: "Build the job or the lifecycle setting, link it as `automatic.ref`, and set `automatic.status` to `built`, `tested` or `running` on each rule of the deletion plan.",
    shown: {
      all: [
        { rule: "mechanism-not-built" },
        { rule: "required-field-missing", variant: "from-live", under: "deletionPlan.rules" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-BETA-11",
    stage: "beta",
    level: "must",
    statement: "Backups are already those of a live service, in every respect.",
    why: "The guidance says should, but it also says exactly, and MoJ backup policy makes it a duty; so it counts as a must here. The people whose data is held at beta are real.",
    how: "In the backup config describe for each store under `live` what a live service needs: `rpo`, `rto` and `copies`. Bring the backups to that and write `current: same-as-live`. Prove them under `restore`. A store that needs no backup stands under `not_backed_up` with `reason`, `decided_by` and `date`.",
    shown: {
      all: [
        { rule: "artefact-missing", variant: "backup-config" },
        { rule: "store-without-backup-decision" },
        { rule: "backup-not-as-live" },
        { rule: "interval-exceeds-rpo" },
        { rule: "unsafe-backup-retention" },
        { rule: "unexpiring-snapshot" },
        { rule: "no-offline-copy" },
        { rule: "restore-never-proved" },
        { rule: "restore-test-overdue" },
        { rule: "required-field-missing", variant: "from-beta", under: "backupConfig.backups" },
        {
          rule: "required-field-missing",
          variant: "from-beta",
          under: "backupConfig.not_backed_up",
        },
        { rule: "required-field-missing", variant: "from-live", under: "backupConfig.backups" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
];
