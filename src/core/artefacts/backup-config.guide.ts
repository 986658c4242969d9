import { edition, isStated, REVIEW, SERVICE_ID, SERVICE_NAME } from "./common.guide.ts";
import type { FieldGuide, Guide } from "./guide.ts";

const UNLESS_REPLICA = {
  from: "beta",
  when: ({ kind }) => kind !== "replica",
  condition: "unless it is a replica",
} satisfies Partial<FieldGuide>;

/** Copies that nothing expires by itself: another rule asks how long they stay. */
const KEPT_BY_HAND: readonly unknown[] = ["manual-snapshot", "export"];

const LIVE = "backups[].live";
const CURRENT = "backups[].current";

const regimenOf = (block: string): Guide => ({
  [`${block}.rpo`]: {
    help: "Recovery point objective (RPO): the most recent work that may be lost, as an ISO 8601 duration.",
    from: "beta",
    example: "PT1H",
  },
  [`${block}.rto`]: {
    help: "Recovery time objective (RTO): the longest that a restore may take, as an ISO 8601 duration.",
    from: "beta",
    example: "PT4H",
  },
  [`${block}.copies`]: {
    help: "Copies that are made of the store.",
    from: "beta",
    example: "[{ kind: snapshot, every: P1D, keep: P8W }]",
  },
  [`${block}.copies[].kind`]: {
    help: "Kind of copy: continuous, snapshot, full, incremental, export, manual-snapshot, or replica (not a backup).",
    from: "beta",
    example: "snapshot",
  },
  [`${block}.copies[].every`]: {
    help: "How often it is made, as an ISO 8601 duration shorter than the rpo.",
    from: "beta",
    // Nobody can say honestly how often they will make one by hand.
    when: ({ kind }) => kind !== "replica" && kind !== "manual-snapshot",
    condition: "unless it is a replica or made by hand",
    example: "P1D",
  },
  [`${block}.copies[].keep`]: {
    help: "How long it is kept, as an ISO 8601 duration.",
    from: "beta",
    when: ({ kind }) => kind !== "replica" && !KEPT_BY_HAND.includes(kind),
    condition:
      "unless it is a replica; of manual snapshots and exports `unexpiring-snapshot` asks it",
    example: "P8W",
  },
  [`${block}.copies[].location`]: {
    help: "Countries that it is stored in, as two-letter codes (ISO 3166-1).",
    ...UNLESS_REPLICA,
    example: "[GB]",
  },
  [`${block}.copies[].hosted_by`]: {
    help: "Id of the data map's party that hosts it.",
    from: "beta",
    condition: "if it is outside GB",
    rule: "transfer-without-mechanism",
    example: "vault-provider",
  },
  [`${block}.copies[].offline_or_immutable`]: {
    help: "Whether anyone who can change the original cannot reach the copy.",
    ...UNLESS_REPLICA,
    example: "true",
  },
  [`${block}.copies[].separate_account`]: {
    help: "Whether it is in another account than the original.",
    ...UNLESS_REPLICA,
    example: "true",
  },
  [`${block}.copies[].encrypted`]: {
    help: "Whether it is encrypted.",
    ...UNLESS_REPLICA,
    example: "true",
  },
});

/** What is missing from `current` differs from what live needs, and a rule of its own compares the two. */
function heldAgainstLive(guide: Guide): Guide {
  return Object.fromEntries(
    Object.entries(guide).map(([path, { when: _when, ...row }]) => [
      path,
      { rule: "backup-not-as-live", ...row },
    ]),
  );
}

const proof = (help: string, example: string): FieldGuide => ({
  help,
  from: "live",
  rule: "restore-never-proved",
  example,
});

/** What each field of the backup config means and from when it is required. Source: `domain.md` section 2.4. */
export const BACKUP_CONFIG_GUIDE: Guide = {
  schema: edition("dsp/backup-config@1"),
  ...SERVICE_ID,
  "service.name": SERVICE_NAME,
  ...REVIEW,

  backups: { help: "How each store is backed up, one entry per store." },
  "backups[].store": {
    help: "Id of the data map's store.",
    from: "alpha",
    example: "bookings-db",
  },
  [LIVE]: {
    help: "What a live service needs for this store.",
    from: "beta",
    example: "{ rpo: PT1H, rto: PT4H, copies: [{ kind: snapshot, every: PT30M, keep: P8W }] }",
  },
  ...regimenOf(LIVE),
  [CURRENT]: {
    help: "What you do today: `same-as-live`, or a block like `live`.",
    from: "beta",
    example: "same-as-live",
  },
  ...heldAgainstLive(regimenOf(CURRENT)),
  "backups[].disposal_within": {
    help: "How long an expired copy may remain, as an ISO 8601 duration.",
    example: "P4W",
  },
  "backups[].restore": { help: "How you restore the data, and how you proved it." },
  "backups[].restore.procedure": {
    help: "Link to the procedure.",
    from: "beta",
    example: "docs/runbooks/restore-bookings.md",
  },
  "backups[].restore.test_every": {
    help: "How often you test a restore, as an ISO 8601 duration (six months is usual).",
    from: "beta",
    example: "P6M",
  },
  "backups[].restore.last_test": proof(
    "The last time that a restore was tried.",
    "{ date: 2026-09-18, result: pass, took: PT2H10M, kind: system }",
  ),
  "backups[].restore.last_test.date": proof("Day of the test.", "2026-09-18"),
  "backups[].restore.last_test.result": proof("Whether it worked: pass or fail.", "pass"),
  "backups[].restore.last_test.took": {
    help: "How long it took, as an ISO 8601 duration.",
    from: "live",
    when: isStated,
    condition: "if a test is recorded",
    example: "PT2H10M",
  },
  "backups[].restore.last_test.kind": {
    help: "How far it went: read (the copy can be read), system (one system came back) or scenario (a whole incident).",
    from: "live",
    when: isStated,
    condition: "if a test is recorded",
    example: "system",
  },
  "backups[].restore.last_test.evidence": {
    help: "Link to the evidence.",
    from: "live",
    when: isStated,
    condition: "if a test is recorded",
    example: "https://tracker.custody.example/V-305",
  },
  "backups[].log_ref": {
    help: "Link to the log of backups made.",
    from: "live",
    example: "https://dash.custody.example/backups",
  },

  not_backed_up: { help: "Stores that are not backed up on purpose." },
  "not_backed_up[].store": {
    help: "Id of the data map's store.",
    from: "beta",
    example: "search-index",
  },
  "not_backed_up[].reason": {
    help: "Why it needs no backup.",
    from: "beta",
    rule: "store-without-backup-decision",
    example: "rebuilt nightly",
  },
  "not_backed_up[].decided_by": {
    help: "Role that decided it, normally the information asset owner.",
    from: "beta",
    example: "information asset owner",
  },
  "not_backed_up[].date": {
    help: "Day of the decision.",
    from: "beta",
    example: "2026-09-21",
  },
  "not_backed_up[].rebuild_from": {
    help: "What you would rebuild the data from, or `none`.",
    from: "beta",
    example: "custody-records",
  },
};
