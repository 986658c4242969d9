import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import { DEFAULT_DISPOSAL } from "../coverage.ts";
import {
  type Duration,
  duration,
  formatDuration,
  isNoLonger,
  isSameLength,
  longest,
  parseDuration,
} from "../durations.ts";
import { graphOf, isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name, nameList } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { type BackedUpStore, backedUpStores, listSome } from "./backup-coverage.ts";

export const backupOutlivesData = defineRule({
  id: "backup-outlives-data",
  code: "X13",
  summary: "No backup keeps data for longer than the data itself may be kept.",
  why: "What has been deleted lives on in backups. Where they outlast the retention period, the period that people were told is not the one that holds.",
  source: "POL.TCP.113; UK GDPR Art 5(1)(e)",
  mend: "Shorten `keep` or `disposal_within` of the backups. Data that is kept for days only may need no backup at all.",
  example: `# backup-config.yml, where the rule's period is P2Y
backups:
  - store: bookings-db
    live:
      copies: [{ kind: snapshot, every: P1D, keep: P8W }]
    current: same-as-live
    disposal_within: P4W`,
  levels: byStage("none", "notice", "warning", "failure", "failure"),
  needs: ["deletionPlan", "backupConfig"],
  check: ({ deletionPlan, backupConfig }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const written = rule.retention?.period;
      const period = parseDuration(written ?? "");
      if (!period) return [];
      const outliving = outlasting(period, backedUpStores(rule, backupConfig));
      if (outliving.length === 0) return [];
      return {
        in: "deletionPlan",
        at: ["rules", index, "retention", "period"],
        message: `rule ${name(rule.id)} keeps data for ${written}, and backups can keep it for longer: ${inWords(outliving)}`,
        fix: `let \`keep\` and \`disposal_within\` of these backups come to ${written} at most, or record under \`not_backed_up\` why there are none`,
        about: [rule.id, ...outliving.map(({ store }) => store)],
      };
    }),
});

export const backupResidualUnstated = defineRule({
  id: "backup-residual-unstated",
  code: "X14",
  summary: "Every rule for backed-up stores says how long deleted data lives on in backups.",
  why: "People may be told that their data is gone only once its last copy is. That day has to be known, and has to be right.",
  source: "MoJ data destruction guidance; ICO guidance on erasure from backups",
  mend: "Add up the longest `keep` and `disposal_within` of the backups, and state the sum or more as `backups.residual` of the rule.",
  example: `# deletion-plan.yml, where backups are kept P8W and disposed of within P4W
rules:
  - id: bookings
    stores: [bookings-db]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
    backups: { residual: P12W, on_restore: docs/runbooks/replay-deletions.md }`,
  levels: byStage("none", "notice", "failure-at-gate", "failure", "failure"),
  needs: ["deletionPlan", "backupConfig"],
  check: ({ deletionPlan, backupConfig }) =>
    deletionPlan.rules.flatMap((rule, index) =>
      residualProblem(rule, index, backedUpStores(rule, backupConfig)),
    ),
});

export const noRedeletionAfterRestore = defineRule({
  id: "no-redeletion-after-restore",
  code: "X15",
  summary:
    "Every rule for backed-up personal data says how deletions are applied again after a restore.",
  why: "A restore brings back everyone who was deleted since the copy was made. Unless the deletions are applied again, they stay.",
  source: "MoJ data destruction guidance; EDPB report on erasure",
  mend: "Write down how deletions since the copy are found and applied again before the service reopens, and link it from the rule.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    backups: { residual: P12W, on_restore: docs/runbooks/replay-deletions.md }`,
  levels: byStage("none", "notice", "warning", "warning", "failure"),
  needs: ["dataMap", "deletionPlan", "backupConfig"],
  check: ({ dataMap, deletionPlan, backupConfig }) => {
    const { stores } = graphOf(dataMap);
    return deletionPlan.rules.flatMap((rule, index) => {
      if (rule.backups?.on_restore !== undefined) return [];
      const restorable = backedUpStores(rule, backupConfig).flatMap(({ store: id }) => {
        const store = stores.get(id);
        return store && isPersonal(store) ? id : [];
      });
      if (restorable.length === 0) return [];
      return {
        in: "deletionPlan",
        at: ["rules", index, rule.backups ? "backups" : "id"],
        message: `a restore of ${nameList(restorable)} would bring back what rule ${name(rule.id)} has deleted`,
        fix: "write down how deletions are applied again after a restore, and link it as `backups.on_restore` of the rule",
        about: [rule.id, ...restorable],
      };
    });
  },
});

function residualProblem(
  rule: DeletionRule,
  index: number,
  stores: readonly BackedUpStore[],
): Problem[] {
  if (stores.length === 0) return [];
  const stated = rule.backups?.residual;
  const concerned = stated === undefined ? stores : outlasting(duration(stated), stores);
  if (concerned.length === 0) return [];
  const most = longest(concerned.flatMap(({ kept }) => kept ?? []));
  const sum = most ? formatDuration(most) : "the longest `keep` and `disposal_within` together";
  const about = [rule.id, ...concerned.map(({ store }) => store)];
  if (stated === undefined) {
    return [
      {
        in: "deletionPlan",
        at: ["rules", index, rule.backups ? "backups" : "id"],
        message: `rule ${name(rule.id)} does not say how long deleted data lives on in backups: ${inWords(concerned)}`,
        fix: `add \`backups.residual\` to the rule: ${sum}`,
        about,
      },
    ];
  }
  return [
    {
      in: "deletionPlan",
      at: ["rules", index, "backups", "residual"],
      message: `rule ${name(rule.id)} says that deleted data is gone from backups after ${stated}, and they can keep it for longer: ${inWords(concerned)}`,
      fix: `write \`residual: ${sum}\`, or shorten \`keep\` or \`disposal_within\` of these backups`,
      about,
    },
  ];
}

/** The stores whose backups are not sure to be gone within a span. */
function outlasting(span: Duration, stores: readonly BackedUpStore[]): BackedUpStore[] {
  return stores.filter(({ kept }) => kept && !isNoLonger(kept, span) && !isSameLength(kept, span));
}

function inWords(stores: readonly BackedUpStore[]): string {
  return listSome(
    stores.map(({ store, kept, isDisposalAssumed }) => {
      if (!kept) return `${name(store)} without a \`keep\``;
      const assumed = isDisposalAssumed ? ` (${DEFAULT_DISPOSAL} of it for disposal, assumed)` : "";
      return `${name(store)} up to ${formatDuration(kept)}${assumed}`;
    }),
  );
}
