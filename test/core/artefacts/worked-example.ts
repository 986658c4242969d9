import type { ArtefactName } from "../../../src/core/artefacts/index.ts";

/** A service at private beta that has all four files. Source: `domain.md` section 2.5. */
export const WORKED_EXAMPLE: Readonly<Record<ArtefactName, string>> = {
  dataMap: `schema: dsp/data-map@1
service: {id: book-a-custody-visit, name: Book a custody visit, holding_since: 2026-06-01}
review: {owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
controller: {name: Department of Custody Services (fictional), contact: privacy@custody.example, dpo: dpo@custody.example}
information_asset_owner: Deputy Director, Visits
classification: official-sensitive
dpia: {status: approved, ref: https://wiki.custody.example/dpia/214}
privacy_notice: {ref: https://visits.custody.example/privacy, reviewed: 2026-09-30}
security_measures: Encryption in transit and at rest, role-based access, protective monitoring, yearly penetration test.
activities:
  - id: book-visit
    purpose: Let a member of the public ask for, change and cancel a social visit
    regime: uk-gdpr
    lawful_basis: public-task
    legal_power: Prison Rules (visits)
    data_subjects: [visitor, child, prisoner]
    data_categories: [name, contact, date-of-birth, health, identifier, criminal-offence, government-id, image-voice, online-identifier]
    special_category_condition: substantial-public-interest   # access needs
    schedule_1_condition: part-2-para-6
    policy_document: https://wiki.custody.example/apd
    source: data-subject
    automated_decisions: false
  - id: check-bans
    purpose: Stop visits by people barred for security reasons
    regime: law-enforcement
    lawful_basis: law-enforcement-task
    legal_power: Prison Act (security and good order)
    data_subjects: [visitor, offender]
    data_categories: [name, date-of-birth, criminal-offence]
    source: custody-records
systems:
  - {id: visits-web, name: Public booking site, owner: visits-team}
  - {id: visits-staff, name: Staff booking desk, owner: visits-team}
stores:
  - {id: bookings-db, name: Bookings database, system: visits-web, kind: database, technology: PostgreSQL (managed), data_categories: [name, contact, date-of-birth, health, identifier, criminal-offence], location: [GB], removal: record, encrypted_at_rest: true, estimated_subjects: 4000, decision: docs/adr/0003.md}
  - {id: id-scans, name: Identity document scans, system: visits-web, kind: object-store, technology: S3-compatible, data_categories: [government-id, image-voice], location: [GB], removal: record, encrypted_at_rest: true, decision: docs/adr/0004.md}
  - {id: bans-index, name: Barred visitors index, system: visits-staff, kind: search-index, technology: OpenSearch, data_categories: [name, date-of-birth, criminal-offence], location: [GB], removal: record, encrypted_at_rest: true, decision: docs/adr/0005.md, audit_log: {operations: [collection, alteration, consultation, disclosure, combination, erasure], ref: docs/audit-log.md}}
  - {id: access-log, name: Web access log, system: visits-web, kind: log, technology: Managed log service, data_categories: [online-identifier], location: [IE], hosted_by: log-provider, removal: batch, encrypted_at_rest: true, decision: docs/adr/0006.md}
parties:
  - {id: visitor, name: Person booking, relationship: data-subject, country: GB}
  - {id: notify-provider, name: Message sending service, relationship: processor, country: GB, agreement: {type: contract, status: agreed, ref: https://wiki.custody.example/c/77, review_by: 2027-06-30}}
  - {id: log-provider, name: Log hosting supplier, relationship: processor, country: IE, agreement: {type: contract, status: agreed, ref: https://wiki.custody.example/c/81, review_by: 2027-03-31}, transfer: {mechanism: adequacy}}
  - {id: custody-records, name: Custody records system, relationship: internal, country: GB, agreement: {type: information-sharing-agreement, status: agreed, ref: https://wiki.custody.example/isa/9, review_by: 2027-02-01}}
  - {id: private-prison, name: Contracted prison operator, relationship: processor, country: GB, agreement: {type: contract, status: draft, ref: https://wiki.custody.example/c/90, review_by: 2027-01-31}}
flows:
  - {id: f1, from: visitor, to: visits-web, activity: book-visit, data_categories: [name, contact, date-of-birth, health], method: HTTPS form, status: defined}
  - {id: f2, from: visits-web, to: bookings-db, activity: book-visit, data_categories: [name, contact, date-of-birth, health, identifier, criminal-offence], method: SQL over TLS, status: defined}
  - {id: f3, from: custody-records, to: bans-index, activity: check-bans, data_categories: [name, date-of-birth, criminal-offence], method: nightly API pull, status: defined}
  - {id: f4, from: visits-web, to: notify-provider, activity: book-visit, data_categories: [name, contact], method: HTTPS API, status: defined}
  - {id: f5, from: visits-web, to: access-log, activity: book-visit, data_categories: [online-identifier], method: log agent, status: defined}
  - {id: f6, from: visits-web, to: id-scans, activity: book-visit, data_categories: [government-id, image-voice], method: HTTPS upload, status: defined}
  - {id: f7, from: bookings-db, to: private-prison, activity: book-visit, data_categories: [name, date-of-birth], method: not chosen, status: to-be-defined}
  - {id: f8, from: bookings-db, to: visits-staff, activity: book-visit, data_categories: [name, date-of-birth, health, identifier], method: internal API, status: defined}
  - {id: f9, from: bans-index, to: visits-staff, activity: check-bans, data_categories: [name, date-of-birth, criminal-offence], method: internal API, status: defined}
`,
  deletionPlan: `schema: dsp/deletion-plan@1
service: {id: book-a-custody-visit}
review: {owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
schedule_ref: Visits retention schedule, entries V2 to V5
approved_by: {role: SRO with legal adviser, date: 2026-09-21}
rules:
  - id: bookings
    stores: [bookings-db]
    retention: {period: P2Y, starts_from: date of the visit, reason: complaints and security enquiries are raised within two years}
    action: delete
    manual: {procedure: docs/runbooks/delete-booking.md, last_tested: 2026-10-12, evidence: https://tracker.custody.example/V-311}
    automatic: {status: built, due: 2027-03-31, ref: jobs/purge-bookings.ts, schedule: P1D}
    backups: {residual: P12W, on_restore: docs/runbooks/replay-deletions.md}
    holds: [{reason: child-safeguarding inquiry instruction, authority: records officer, scope: flagged bookings, review_by: 2027-03-01}]
  - id: id-scans
    stores: [id-scans]
    retention: {period: P30D, starts_from: identity confirmed, reason: only needed to confirm identity}
    action: delete
    manual: {procedure: docs/runbooks/delete-scan.md, last_tested: 2026-10-12, evidence: https://tracker.custody.example/V-312}
    automatic: {status: running, due: 2026-08-01, ref: infra/lifecycle.tf, schedule: P1D, last_run: 2026-11-22}
  - id: bans
    stores: [bans-index]
    retention: {period: criteria, criteria: until the ban is lifted, starts_from: ban start, reason: security need ends with the ban}
    review_every: P1Y
    action: delete
    manual: {procedure: docs/runbooks/lift-ban.md, last_tested: 2026-10-13, evidence: https://tracker.custody.example/V-313}
    automatic: {status: planned, due: 2027-02-28, ref: https://tracker.custody.example/V-290}
  - id: logs
    stores: [access-log]
    retention: {period: P90D, starts_from: log entry, reason: security monitoring}
    action: delete
    manual: {procedure: docs/runbooks/drop-log-stream.md, last_tested: 2026-10-13, evidence: https://tracker.custody.example/V-314}
    automatic: {status: running, due: 2026-08-01, ref: infra/logs.tf, schedule: P1D, last_run: 2026-11-22}
`,
  backupConfig: `schema: dsp/backup-config@1
service: {id: book-a-custody-visit}
review: {owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
backups:
  - store: bookings-db
    live:
      rpo: PT1H
      rto: PT4H
      copies:
        - {kind: continuous, every: PT5M, keep: P8W, location: [GB], encrypted: true, offline_or_immutable: false, separate_account: false}
        - {kind: snapshot, every: P1D, keep: P8W, location: [GB], encrypted: true, offline_or_immutable: true, separate_account: true}
    current: same-as-live
    disposal_within: P4W
    restore: {procedure: docs/runbooks/restore-bookings.md, test_every: P6M, last_test: {date: 2026-09-18, result: pass, took: PT2H10M, kind: system, evidence: https://tracker.custody.example/V-305}}
    log_ref: https://dash.custody.example/backups
not_backed_up:
  - {store: id-scans, reason: short-lived; visitor can upload again, decided_by: information asset owner, date: 2026-09-21, rebuild_from: visitor}
  - {store: bans-index, reason: rebuilt nightly, decided_by: information asset owner, date: 2026-09-21, rebuild_from: custody-records}
  - {store: access-log, reason: monitoring copy only, decided_by: information asset owner, date: 2026-09-21, rebuild_from: none}
`,
  projectRecord: `schema: dsp/project@1
issues:
  - {id: i1, affects: functionality, area: access needs free text, requirement: Art 9 minimisation, effect: replaced by fixed choices, owner: visits-team, discussed_with: legal, date: 2026-02-11, outcome: docs/adr/0002.md}
  - {id: i2, affects: delivery, area: ID scans, requirement: short retention, effect: purge job before private beta, owner: visits-team, discussed_with: business, date: 2026-02-18, outcome: docs/adr/0004.md}
considerations: [{id: C06, status: addressed, evidence: docs/retention.md}, {id: C07, status: in-progress, owner: visits-team, due: 2027-03-31}]   # 19 in full
attestations:
  - {expectation: DSP-DISC-6, statement: Storage and purge design agreed, role: technical-architect, by: custody-architects, date: 2026-02-20, evidence: [docs/adr/0003.md], valid_until: 2027-02-20}
assessments:
  - {id: a1, stage: alpha, panel: internal, date: 2026-04-22, environment: prototype, data_protection_aspects: [{expectation: DSP-ALPHA-6, finding: met}], rating: green, decision: proceed}
  - {id: a2, stage: alpha, panel: external, date: 2026-04-29, environment: prototype, data_protection_aspects: [{expectation: DSP-ALPHA-4, finding: met}], rating: amber, actions: [{text: name purge owner, owner: visits-team, due: 2026-07-29, closed_on: 2026-06-30}], decision: proceed with actions}
reporting: [{name: monthly visits return, audience: internal, every: P1M, mode: manual, last: 2026-11-02}]
mapping_exercises: {every: P1Y, done: [], next: 2027-06-01}
`,
};
