import type { Term } from "./types.ts";

/** The words of this tool, and of the lifecycle that it follows. */
export const TOOL_TERMS: readonly Term[] = [
  {
    term: "alpha",
    meaning:
      "The stage in which a team tries out solutions. It comes after discovery and before beta.",
    see: ["stage"],
  },
  {
    term: "attestation",
    also: ["attest", "sign off"],
    meaning:
      "A person signs off what no file can show, with evidence. It lasts a year at most. You write it in the project record, tick a box on the stage issue, or use `/dsp attest`.",
    see: ["evidence", "project record"],
  },
  {
    term: "beta",
    meaning:
      "The stage in which real people use the service. In private beta only invited people can use it. In public beta everyone can.",
    also: ["private beta", "public beta"],
    see: ["stage"],
  },
  {
    term: "catalogue",
    meaning:
      "The list of expectations, considerations and rules that this tool checks. It has a version, which changes when a verdict may change.",
    see: ["expectation", "rule"],
  },
  {
    term: "consideration",
    meaning:
      "One of the 19 questions of data protection in the Ministry of Justice's triage standards, C01 to C19. By alpha you must have addressed more than half of those that apply.",
    see: ["manual action"],
  },
  {
    term: "discovery",
    also: ["pre-discovery"],
    meaning: "The first stage. A team learns what its users need and which rules apply.",
    see: ["stage"],
  },
  {
    term: "DSP",
    long: "data security and privacy",
    meaning: "The subject of this tool, and the start of the ids of its expectations.",
    see: ["expectation"],
  },
  {
    term: "evidence",
    meaning:
      "What shows that an expectation is met: the files in `.dsp/`, and the links and paths in them.",
    see: ["data map", "deletion plan", "backup config", "project record"],
  },
  {
    term: "expectation",
    meaning:
      "One statement of the guidance in our own words, with an id, for example DSP-BETA-11. It says what you must or should do at a stage, or what you can still do later.",
    see: ["stage", "rule", "attestation"],
  },
  {
    term: "finding",
    meaning:
      "One fault that a rule found, with its file and line and how to fix it. It is a notice, a warning or a failure.",
    see: ["rule", "notice", "warning", "failure"],
  },
  {
    term: "failure",
    meaning:
      "The most serious level of a finding. It fails the check, unless the policy says otherwise.",
    see: ["finding"],
  },
  {
    term: "warning",
    meaning:
      "The middle level of a finding. It does not fail the check. Some warnings become failures at the gate.",
    see: ["finding", "gate"],
  },
  {
    term: "notice",
    meaning:
      "The lowest level of a finding. It tells you what is coming, or what the guidance still allows.",
    see: ["finding"],
  },
  {
    term: "floor",
    meaning:
      "The limits in an organisation's policy. No repository's policy can be less strict than the floor.",
    see: ["policy"],
  },
  {
    term: "gate",
    meaning:
      "The point when you leave a stage or meet an assessment panel. At the gate, marked warnings become failures.",
    see: ["stage", "service assessment"],
  },
  {
    term: "live",
    meaning: "The stage in which the service is fully open and supported, after beta.",
    see: ["stage"],
  },
  {
    term: "manual action",
    meaning:
      "Work by hand instead of by a program. By beta you must meet every requirement that a person can meet by hand.",
    see: ["consideration"],
  },
  {
    term: "policy",
    meaning:
      "The file `.github/dsp.yml`. It says which stage your repository is at, and how strictly to check it.",
    see: ["floor", "waiver"],
  },
  {
    term: "post-live",
    also: ["postlive"],
    meaning:
      "The last stage. The final automated tasks are ready, and checks and data mapping continue at intervals.",
    see: ["stage", "mapping exercise"],
  },
  {
    term: "project record",
    meaning:
      "The file `.dsp/project-record.yml`: issues, considerations, attestations, service assessments, reports and mapping exercises.",
    see: ["evidence"],
  },
  {
    term: "backup config",
    meaning: "The file `.dsp/backup-config.yml`. It says how each store is backed up and restored.",
    see: ["backup", "evidence"],
  },
  {
    term: "data map",
    meaning:
      "The file `.dsp/data-map.yml`. It says which personal data you hold, why, in which store, and which organisations and systems it goes to.",
    see: ["evidence", "ROPA"],
  },
  {
    term: "deletion plan",
    meaning:
      "The file `.dsp/deletion-plan.yml`. It says how long you keep personal data, and how you remove it.",
    see: ["evidence", "retention period"],
  },
  {
    term: "relaxation",
    meaning:
      "A statement of the guidance that something is not required yet, for example automatic deletion at beta.",
    see: ["expectation"],
  },
  {
    term: "rule",
    meaning:
      "A check of the files, for example `backup-not-as-live` (X16). Rules show if expectations are met.",
    see: ["finding", "expectation"],
  },
  {
    term: "service assessment",
    also: ["assessment"],
    meaning:
      "A meeting in which a panel assesses a service before it moves to the next stage. The guidance expects an internal panel and an external one.",
    see: ["gate", "GDS"],
  },
  {
    term: "Service Standard",
    meaning:
      "The 14 points that a government service must meet. Point 9 is a secure service that protects users' privacy.",
    see: ["service assessment"],
  },
  {
    term: "stage",
    also: ["lifecycle stage"],
    meaning:
      "How far a project is: discovery, alpha, beta (private or public), live or post-live. What you must show depends on it.",
    see: ["discovery", "alpha", "beta", "live", "post-live"],
  },
  {
    term: "stage issue",
    meaning:
      "The one issue that the GitHub App keeps in your repository. It lists what your stage expects, what is met and what is open.",
    see: ["expectation"],
  },
  {
    term: "target",
    meaning: "The store, rule, party or file that a finding or a waiver is about.",
    see: ["finding", "waiver"],
  },
  {
    term: "verdict",
    meaning:
      "The result of a check: which expectations are met or open, and which findings there are.",
    see: ["finding", "expectation"],
  },
  {
    term: "waiver",
    meaning:
      "An entry in the policy that accepts a finding on purpose. It has a reason, an approver and a last day. The finding stays visible.",
    see: ["finding", "policy"],
  },
];
