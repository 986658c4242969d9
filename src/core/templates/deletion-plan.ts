import type { Template } from "./render.ts";

export const DELETION_PLAN: Template = `
# Deletion plan: how long each kind of data is kept, and how it goes.
# Fill in what is empty. \`dsp check\` says what this stage still needs, and where.
schema: dsp/deletion-plan@1

service:
  id: <book-a-visit> # as in the data map

review:
  owner: <visits-team>
  last_reviewed: <2026-11-02>
  review_by: <2027-05-02>

schedule_ref: <Visits retention schedule, entry V2> # the retention schedule relied on @beta
approved_by: @beta
  role: <SRO with legal adviser> @beta
  date: <2026-10-01> @beta

# One rule for each period; every store of personal data is in at least one.
[[rules
- id: bookings
  stores: [bookings-db]
  retention: {period: P2Y, starts_from: date of the visit, reason: complaints come within two years}
  action: delete # or anonymise, destroy-key, archive-transfer, review
  manual: {procedure: docs/runbooks/delete.md, last_tested: 2026-10-12, evidence: docs/tests/delete.md} @beta
  automatic: {status: built, due: 2027-03-31, ref: jobs/delete.ts, schedule: P1D, last_run: 2026-11-20} # none, planned, built, tested, running or not-needed
  backups: {residual: P12W, on_restore: docs/runbooks/delete-again.md} @beta
]]

# Stores without personal data need no rule; say why.
exempt: []
`;
