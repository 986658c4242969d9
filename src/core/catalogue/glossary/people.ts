import type { Term } from "./types.ts";

/** People, bodies and the papers that they keep. */
export const PEOPLE_TERMS: readonly Term[] = [
  {
    term: "Cabinet Office",
    meaning: "The government department that supports the Prime Minister and the Cabinet.",
    see: ["GDS"],
  },
  {
    term: "data protection team",
    meaning: "The people in your organisation who advise on data protection law.",
    see: ["DPO"],
  },
  {
    term: "DPO",
    long: "data protection officer",
    meaning:
      "The person who advises an organisation on data protection and watches how it follows the law. Every public body must have one.",
    see: ["data protection team"],
  },
  {
    term: "DRO",
    long: "departmental records officer",
    also: ["records officer"],
    meaning:
      "The person who is responsible for a department's records, and how long they are kept.",
    see: ["retention schedule"],
  },
  {
    term: "GDS",
    long: "Government Digital Service",
    meaning:
      "The government's body for digital services. It owns the Service Standard, and assesses services.",
    see: ["Service Standard", "service assessment"],
  },
  {
    term: "IA",
    long: "information assurance",
    also: ["IA register"],
    meaning:
      "The work of managing risks to information. The IA register lists the systems of an organisation and their risks.",
    see: ["IAO"],
  },
  {
    term: "IAO",
    long: "information asset owner",
    meaning: "The senior person who is responsible for certain information, and for its risks.",
    see: ["SIRO"],
  },
  {
    term: "ICO",
    long: "Information Commissioner's Office",
    meaning: "The UK's regulator for data protection.",
    see: ["personal data breach"],
  },
  {
    term: "MoJ",
    long: "Ministry of Justice",
    meaning: "The department that published the guidance that this tool follows.",
    see: ["expectation"],
  },
  {
    term: "NCSC",
    long: "National Cyber Security Centre",
    meaning: "The UK's authority on cyber security.",
    see: ["offline copy"],
  },
  {
    term: "role",
    meaning:
      "A function in an organisation, for example information asset owner. Write roles and teams into the files, not names of people. On GitHub: what someone may do in a repository.",
  },
  {
    term: "SIRO",
    long: "senior information risk owner",
    meaning: "The board member who is responsible for an organisation's information risks.",
    see: ["IAO"],
  },
  {
    term: "SRO",
    long: "senior responsible owner",
    meaning: "The person who is responsible for the success of a project.",
  },
  {
    term: "technical architect",
    also: ["technical architects"],
    meaning: "The person who decides how the systems of a service are built and fit together.",
    see: ["ADR"],
  },
];
