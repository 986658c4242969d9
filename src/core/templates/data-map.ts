import type { Template } from "./render.ts";

export const DATA_MAP: Template = `
# Data map: what personal data the service holds, why, in which places, and who gets it.
# Fill in what is empty. \`dsp check\` says what this stage still needs, and where.
schema: dsp/data-map@1

service:
  id: <book-a-visit> # a short name in lower case; the other files use the same
  name: <Book a visit>
  holding_since: <2026-06-01> # the first day on which the service held real people's data @beta

# Who keeps this file current: a team or a role, not a person.
review:
  owner: <visits-team>
  last_reviewed: <2026-11-02>
  review_by: <2027-05-02> # at most a year after the last review

controller: @alpha
  name: <Department of Visits> @alpha
  contact: <privacy@visits.example> # a role mailbox @alpha
  dpo: <dpo@visits.example> # a role mailbox @alpha

information_asset_owner: <Deputy Director, Visits> # a role @alpha
classification: <official> # official, official-sensitive, secret or top-secret @alpha

dpia:
  status: <in-progress> # not-started, screening, in-progress, approved or not-required
  ref: <https://wiki.example/dpia/1>

privacy_notice: @beta
  ref: <https://visits.example/privacy> @beta
  reviewed: <2026-10-01> @beta

# Why personal data is used: one entry for each purpose.
[[activities
- id: book-visit
  purpose: Let a member of the public book a visit
  data_subjects: [visitor]
  data_categories: [name, contact]
  regime: uk-gdpr # or law-enforcement @alpha
  lawful_basis: public-task @alpha
  legal_power: Visits Act 1999 # the act or rule that you rely on @alpha
  source: data-subject # or the id of a party @beta
]]

# The applications of the service.
[[systems
- id: booking-site
  name: Public booking site
  owner: visits-team
]]

# Every place where data is stored, with its categories, or [] if nothing in it is personal.
[[stores
- id: bookings-db
  name: Bookings database
  system: booking-site
  data_categories: [name, contact]
  technology: PostgreSQL @alpha
  kind: database @alpha
  location: [GB] @alpha
  removal: record # record, batch, key-destruction or none @alpha
  decision: docs/adr/0003.md # the decision or test behind this choice @alpha
  encrypted_at_rest: true @beta
]]

# Everyone that data comes from or goes to.
[[parties
- id: visitor
  name: Person booking
  relationship: data-subject # or processor, sub-processor, controller, joint-controller, internal
  country: GB @alpha
]]

# Each way that data takes: from and to are ids of systems, stores or parties.
[[flows
- id: f1
  from: visitor
  to: booking-site
  activity: book-visit @alpha
  data_categories: [name, contact] @alpha
  method: HTTPS form @alpha
  status: defined # or to-be-defined @alpha
- id: f2
  from: booking-site
  to: bookings-db
  activity: book-visit @alpha
  data_categories: [name, contact] @alpha
  method: SQL over TLS @alpha
  status: defined @alpha
]]
`;
