import { CONSIDERATIONS } from "../catalogue/considerations.ts";
import type { Template } from "./render.ts";

export const PROJECT_RECORD: Template = `
# Project record: what people attest, assess, report and schedule.
# Fill in what is empty. \`dsp check\` says what this stage still needs, and where.
schema: dsp/project@1

service:
  id: <book-a-visit> # as in the data map

# Issues: how data security or privacy affects functionality or delivery.
[[issues
- id: i1
  affects: functionality # or delivery
  area: access needs as free text
  requirement: minimisation of special category data
  effect: replaced by fixed choices
  owner: visits-team
  discussed_with: legal # or business
  date: 2026-02-11
  outcome: docs/adr/0002.md
]]

# The data-protection considerations that someone has looked at: in-progress (with owner and due),
# addressed (with evidence) or not-applicable (with a reason). What is not listed is not started.
# \`dsp explain considerations\` lists all ${CONSIDERATIONS.length}; \`dsp explain C01\` says what one needs.
[[considerations
- id: C06
  status: addressed # or in-progress, not-applicable
  evidence: docs/retention.md
- id: C07
  status: in-progress
  owner: visits-team
  due: 2027-03-31
]]

# Sign-offs. \`dsp check\` lists what someone must sign off.
[[attestations
- expectation: DSP-DISC-6
  statement: Storage and deletion design agreed
  role: technical-architect
  by: visits-architects
  date: 2026-02-20
  evidence: [docs/adr/0003.md]
]]

# Service assessments, internal and external.
[[assessments
- id: a1
  stage: alpha
  panel: internal # or external
  date: 2026-04-22
  environment: prototype # live from beta on
  data_protection_aspects: [{expectation: DSP-ALPHA-6, finding: met}]
  decision: proceed
]]

# Reports to internal stakeholders or the ICO.
[[reporting
- name: monthly return
  audience: internal # or ico
  every: P1M
  mode: manual # or automatic
  last: 2026-11-02
]]

mapping_exercises: @live
  every: <P1Y> @live
  next: <2027-06-01> @live
`;
