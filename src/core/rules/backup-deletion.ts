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
  summary: "No backup keeps data for longer than you may keep the data itself.",
  why: "Deleted data lives on in backups. If backups outlast the retention period, you keep data for longer than you told people.",
  source: "POL.TCP.113; UK GDPR Art 5(1)(e)",
  mend: "Shorten `keep` or `disposal_within` of the backups. Data that you keep for days only may need no backup.",
  example: `# backup-config.yml, if the rule's period is P2Y
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
        message: `rule ${name(rule.id)} keeps data for ${written}, but backups can keep it for longer: ${inWords(outliving)}`,
        fix: `shorten \`keep\` and \`disposal_within\` of these backups to ${written} together at most, or record under \`not_backed_up\` why there is no backup`,
        about: [rule.id, ...outliving.map(({ store }) => store)],
      };
    }),
});

export const backupResidualUnstated = defineRule({
  id: "backup-residual-unstated",
  code: "X14",
  summary: "Every rule for backed-up stores says how long deleted data lives on in backups.",
  why: "You may tell people that their data is gone only once its last copy is gone. You must know that day, and it must be right.",
  source: "MoJ data destruction guidance; ICO guidance on erasure from backups",
  mend: "Add up the longest `keep` and `disposal_within` of the backups. Write the sum or more as `backups.residual` of the rule.",
  example: `# deletion-plan.yml, if backups are kept P8W and disposed of within P4W
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
    "Every rule for backed-up personal data says how you apply deletions again after a restore.",
  why: "A restore brings back everyone who was deleted since the copy was made. Unless you apply the deletions again, they stay.",
  source: "MoJ data destruction guidance; EDPB report on erasure",
  mend: "Write down how you find deletions since the copy and apply them again before the service reopens. Link that procedure from the rule.",
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
        fix: "write down how you apply deletions again after a restore, and link it as `backups.on_restore` of the rule",
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
      message: `rule ${name(rule.id)} says that deleted data is gone from backups after ${stated}, but they can keep it for longer: ${inWords(concerned)}`,
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
