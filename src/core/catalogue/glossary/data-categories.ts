import type { KnownCategory } from "../../artefacts/categories.ts";

/** What each known category of personal data holds. */
export const CATEGORY_MEANINGS: Readonly<Record<KnownCategory, string>> = {
  name: "First names, surnames, titles and aliases.",
  contact: "Email and postal addresses, and telephone numbers.",
  "date-of-birth": "The day someone was born, or their age.",
  identifier: "A number or code for a person in your own systems, for example a case number.",
  "government-id":
    "A number or document from the state, for example a passport or National Insurance number.",
  account: "User names and settings of an account.",
  credentials: "What proves who someone is: passwords, keys, tokens and security answers.",
  "online-identifier": "IP addresses, cookies and ids of devices. They are personal data too.",
  location: "The place of a person, now or earlier, for example from a phone or a tag.",
  financial: "Bank accounts, payments, income, debts and benefits.",
  "image-voice": "Photographs, video and recordings of a person.",
  family: "Relatives, partners, dependants and next of kin.",
  employment: "Jobs, employers, qualifications and work history.",
  "case-record": "What is recorded on a person's case: notes, decisions, letters and events.",
  "free-text":
    "Text in which people can write anything. It can hold data of any other category, so use it with care.",
  behaviour: "What someone does, for example visits to pages or conduct in custody.",
  preferences: "What someone prefers, for example a language or a way of contact.",
  "racial-ethnic-origin": "Race, ethnic group or skin colour.",
  "political-opinions": "What someone thinks about politics, or which party they support.",
  "religious-philosophical-beliefs": "Religion, or a belief that shapes how someone lives.",
  "trade-union-membership": "Whether someone is a member of a trade union.",
  genetic: "Data from genes, for example the result of a genetic test.",
  "biometric-id": "Fingerprints, faces or voices, if you use them to recognise a person.",
  health: "Illness, disability, treatment, and needs that reveal them, for example access needs.",
  "sex-life-orientation": "Sex life or sexual orientation.",
  "criminal-offence":
    "Crimes, charges, convictions, sentences and security measures. A prisoner's number or a stay in prison reveals one.",
};
