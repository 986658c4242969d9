/** A data map of so many stores and twice as many flows, in the style that people write. */
export function bigDataMap(stores: number): string {
  const list = (write: (index: number) => string, count = stores) =>
    Array.from({ length: count }, (_, index) => write(index)).join("");
  return `schema: dsp/data-map@1
service: {id: big, name: Big, holding_since: 2026-06-01}
review: {owner: big-team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
controller: {name: Department, contact: privacy@big.example, dpo: dpo@big.example}
information_asset_owner: Deputy Director
classification: official
dpia: {status: approved, ref: https://wiki.big.example/dpia}
privacy_notice: {ref: https://big.example/privacy, reviewed: 2026-09-30}
activities:
  - id: serve
    purpose: Serve the public
    regime: uk-gdpr
    lawful_basis: public-task
    legal_power: Act
    data_subjects: [member-of-public]
    data_categories: [name, contact, identifier]
    source: data-subject
systems:
  - {id: web, name: Site, owner: big-team}
  - {id: desk, name: Desk, owner: big-team}
stores:
${list(
  (index) => `  - id: store-${index}
    name: Store number ${index}
    system: web
    kind: database
    technology: PostgreSQL
    data_categories: [name, contact, identifier]
    location: [GB]
    removal: record
    encrypted_at_rest: true
    decision: docs/adr/${index}.md
`,
)}flows:
${list(
  (index) =>
    `  - {id: flow-${index}, from: ${index % 2 === 0 ? "web" : "desk"}, to: store-${index >> 1}, activity: serve, data_categories: [name, contact], method: SQL over TLS, status: defined}\n`,
  stores * 2,
)}`;
}

/** A deletion plan with one rule for each of so many stores. */
export function bigDeletionPlan(rules: number): string {
  return `schema: dsp/deletion-plan@1
service: {id: big}
review: {owner: big-team, last_reviewed: 2026-10-05, review_by: 2027-04-05}
schedule_ref: Retention schedule
approved_by: {role: SRO with legal adviser, date: 2026-09-21}
rules:
${Array.from(
  { length: rules },
  (_, index) => `  - id: rule-${index}
    stores: [store-${index}]
    retention: {period: P2Y, starts_from: last use, reason: complaints come within two years}
    action: delete
    manual: {procedure: docs/delete.md, last_tested: 2026-10-12, evidence: https://tracker.big.example/${index}}
    automatic: {status: running, due: 2026-08-01, ref: jobs/delete.ts, schedule: P1D, last_run: 2026-11-22}
`,
).join("")}`;
}
