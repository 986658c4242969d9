import type { Rule } from "../rule.ts";
import { leLogIncomplete, manualReporting, staleReview } from "./assurance.ts";
import { backupNotAsLive } from "./backup-as-live.ts";
import {
  backupOutlivesData,
  backupResidualUnstated,
  noRedeletionAfterRestore,
} from "./backup-deletion.ts";
import {
  intervalExceedsRpo,
  noOfflineCopy,
  storeWithoutBackupDecision,
  unexpiringSnapshot,
  unsafeBackupRetention,
} from "./backups.ts";
import { closingWithOpenTasks } from "./closing.ts";
import {
  artefactMissing,
  artefactUnreadable,
  danglingReference,
  orphanElement,
} from "./completeness.ts";
import { majorityNotAddressed, manualRequirementUnmet } from "./considerations.ts";
import { datedAhead } from "./dated-ahead.ts";
import {
  deletionNotRunning,
  manualDeletion,
  mechanismNotBuilt,
  mechanismOverdue,
  noAutomaticPlan,
} from "./deletion.ts";
import { dueButNotDeleted, manualProcedureUntested } from "./deletion-by-hand.ts";
import { personalDataInTest, personNamedInPublic } from "./exposure.ts";
import {
  noLawfulBasis,
  offenceWithoutCondition,
  specialWithoutCondition,
  unsuitableBasis,
} from "./lawfulness.ts";
import { flowToBeDefined, flowUnconfirmed, mappingExerciseOverdue } from "./mapping.ts";
import {
  attestationExpired,
  attestationUnfit,
  floorLoosened,
  personalDataDenied,
  waiverExpired,
} from "./paperwork.ts";
import { categoryOutsideActivity, dpiaMissing } from "./purpose.ts";
import { irremovablePersonalData } from "./removal.ts";
import { requiredFieldMissing } from "./required-fields.ts";
import { restoreNeverProved, restoreTestOverdue } from "./restore.ts";
import { categoryWithoutRule, storeWithoutDeletionRule, unlimitedRetention } from "./retention.ts";
import { conflictingRules } from "./retention-conflicts.ts";
import { holdWithoutReview, leReviewLimitMissing } from "./retention-reviews.ts";
import { assessmentMissing } from "./service-assessments.ts";
import { agreementReviewOverdue, recipientWithoutAgreement } from "./sharing.ts";
import { transferWithoutMechanism } from "./transfers.ts";

/** Every rule, in the order of the specification; then the paperwork of this tool itself. */
export const RULES: readonly Rule[] = [
  artefactMissing,
  storeWithoutDeletionRule,
  categoryWithoutRule,
  storeWithoutBackupDecision,
  danglingReference,
  orphanElement,
  irremovablePersonalData,
  manualDeletion,
  noAutomaticPlan,
  mechanismNotBuilt,
  deletionNotRunning,
  mechanismOverdue,
  manualProcedureUntested,
  backupOutlivesData,
  backupResidualUnstated,
  noRedeletionAfterRestore,
  backupNotAsLive,
  intervalExceedsRpo,
  restoreNeverProved,
  restoreTestOverdue,
  noOfflineCopy,
  unsafeBackupRetention,
  unexpiringSnapshot,
  noLawfulBasis,
  unsuitableBasis,
  specialWithoutCondition,
  offenceWithoutCondition,
  recipientWithoutAgreement,
  agreementReviewOverdue,
  flowToBeDefined,
  staleReview,
  mappingExerciseOverdue,
  flowUnconfirmed,
  assessmentMissing,
  majorityNotAddressed,
  manualRequirementUnmet,
  transferWithoutMechanism,
  leLogIncomplete,
  closingWithOpenTasks,
  manualReporting,
  leReviewLimitMissing,
  unlimitedRetention,
  conflictingRules,
  holdWithoutReview,
  dpiaMissing,
  personalDataInTest,
  personNamedInPublic,
  requiredFieldMissing,
  categoryOutsideActivity,
  dueButNotDeleted,
  waiverExpired,
  attestationExpired,
  attestationUnfit,
  floorLoosened,
  personalDataDenied,
  datedAhead,
  artefactUnreadable,
];

const byName = new Map<string, Rule>(
  RULES.flatMap((rule) => [
    [rule.id, rule],
    [rule.code, rule],
  ]),
);

/** A rule by its id or its code, in any case; undefined if no rule has it. */
export function findRule(idOrCode: string): Rule | undefined {
  return byName.get(idOrCode.toLowerCase()) ?? byName.get(idOrCode.toUpperCase());
}
