import type { Template } from "./render.ts";

export const BACKUP_CONFIG: Template = `
# Backup config: how each store is backed up, now and once live, or why it is not.
# Fill in what is empty. \`dsp check\` says what this stage still needs, and where.
schema: dsp/backup-config@1

service:
  id: <book-a-visit> # as in the data map

review:
  owner: <visits-team>
  last_reviewed: <2026-11-02>
  review_by: <2027-05-02>

# live: what a live service needs. current: what runs today; from beta the same.
[[backups
- store: bookings-db
  live: @beta
    rpo: PT1H # how much data may be lost @beta
    rto: PT4H # how long a restore may take @beta
    copies: @beta
      - {kind: continuous, every: PT5M, keep: P8W, location: [GB], encrypted: true, offline_or_immutable: false, separate_account: false} @beta
      - {kind: snapshot, every: P1D, keep: P8W, location: [GB], encrypted: true, offline_or_immutable: true, separate_account: true} @beta
  current: same-as-live @beta
  disposal_within: P4W @beta
  restore: @beta
    procedure: docs/runbooks/restore.md @beta
    test_every: P6M @beta
    last_test: {date: 2026-10-12, result: pass, took: PT2H, kind: system, evidence: docs/tests/restore.md} @beta
  log_ref: https://dashboard.example/backups @beta
]]

# Stores that are not backed up, and who decided that.
not_backed_up: []
`;
