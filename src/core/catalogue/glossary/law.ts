import type { Term } from "./types.ts";

/** The words of data protection law. */
export const LAW_TERMS: readonly Term[] = [
  {
    term: "addendum",
    meaning:
      "The UK Addendum: a text that makes the EU's standard clauses valid for a transfer from the UK.",
    see: ["restricted transfer", "IDTA"],
  },
  {
    term: "adequacy regulations",
    also: ["adequacy"],
    meaning:
      "Rules by which the UK government says that a country protects personal data well enough. You can then send data there without more safeguards.",
    see: ["restricted transfer"],
  },
  {
    term: "APD",
    long: "appropriate policy document",
    meaning:
      "A document that explains how you protect special category or criminal offence data, and how long you keep it. Some conditions of the Data Protection Act 2018 require it.",
    see: ["special category data", "criminal offence data"],
  },
  {
    term: "appropriate safeguards",
    also: ["safeguards"],
    meaning: "Measures that protect personal data when it goes to a country without adequacy.",
    see: ["restricted transfer"],
  },
  {
    term: "archiving, research and statistics",
    also: ["archiving-research-statistics"],
    meaning:
      "A condition for special category data: you need it for archives in the public interest, research or statistics.",
    see: ["condition for processing"],
  },
  {
    term: "Article 6",
    also: ["Art 6"],
    meaning: "The part of the UK GDPR that lists the lawful bases.",
    see: ["lawful basis"],
  },
  {
    term: "Article 9",
    also: ["Art 9"],
    meaning:
      "The part of the UK GDPR that forbids special category data to be used, unless one of its conditions is met.",
    see: ["special category data"],
  },
  {
    term: "Article 10",
    also: ["Art 10"],
    meaning: "The part of the UK GDPR on criminal offence data.",
    see: ["criminal offence data"],
  },
  {
    term: "automated decision",
    also: ["automated decision-making", "automated decisions"],
    meaning: "A decision about a person that a program makes alone, without a person in between.",
  },
  {
    term: "BCR",
    long: "binding corporate rules",
    meaning:
      "Rules that the ICO has approved, by which a group of companies can send personal data to its own companies abroad.",
    see: ["restricted transfer"],
  },
  {
    term: "competent authority",
    meaning:
      "A public body, for example a police force or a prison service, that may use personal data for law enforcement purposes.",
    see: ["law enforcement purposes"],
  },
  {
    term: "condition for processing",
    meaning:
      "A reason that the law requires beside the lawful basis before you can use special category or criminal offence data.",
    see: ["Article 9", "Schedule 1", "Schedule 8"],
  },
  {
    term: "consent",
    also: ["explicit consent"],
    meaning:
      "A person freely agrees to one use of their data, and can change their mind at any time. For special category data the consent must be explicit. Public bodies seldom rely on consent.",
    see: ["lawful basis"],
  },
  {
    term: "contract",
    meaning:
      "A legally binding agreement. It is a kind of agreement with an organisation. It is also a lawful basis, if you need the data for a contract with the person.",
    see: ["lawful basis", "data sharing agreement"],
  },
  {
    term: "controller",
    meaning: "The organisation that decides why and how personal data is used.",
    see: ["joint controller", "processor"],
  },
  {
    term: "criminal offence data",
    also: ["offence data", "offence"],
    meaning:
      "Personal data about crimes, convictions or security measures. Article 10 sets limits to its use. A prisoner's number reveals it too.",
    see: ["Article 10", "data category"],
  },
  {
    term: "data category",
    also: ["data categories", "personal data category"],
    meaning:
      "A kind of personal data, for example `contact` or `health`. Each is ordinary, special category or criminal offence data.",
    see: ["special category data", "criminal offence data"],
  },
  {
    term: "data protection test",
    also: ["TRA", "transfer risk assessment"],
    meaning:
      "The check before a restricted transfer: is the person's data protected in the other country about as well as in the UK? Its older name is transfer risk assessment.",
    see: ["restricted transfer"],
  },
  {
    term: "data sharing agreement",
    meaning: "A written agreement between controllers on which data they share, why and how.",
    see: ["information sharing agreement", "MoU"],
  },
  {
    term: "data subject",
    also: ["data subjects", "category of individuals"],
    meaning: "The person that personal data is about.",
    see: ["personal data"],
  },
  {
    term: "DPA",
    long: "Data Protection Act",
    also: ["Data Protection Act 2018", "DPA 2018"],
    meaning:
      "The UK law on personal data, of 2018. It adds to the UK GDPR. Its Part 3 is for law enforcement.",
    see: ["UK GDPR", "Part 3"],
  },
  {
    term: "DPIA",
    long: "data protection impact assessment",
    meaning:
      "A document in which you find the risks of a project to people's data, and decide how to reduce them. The Ministry of Justice requires one for nearly every project.",
    see: ["risk"],
  },
  {
    term: "EDPB",
    long: "European Data Protection Board",
    meaning: "The board of the EU's data protection regulators, which publishes guidance.",
    see: ["ICO"],
  },
  {
    term: "employment, social security and social protection",
    also: ["employment-social-security"],
    meaning:
      "A condition for special category data: the law on employment or social security requires its use.",
    see: ["condition for processing"],
  },
  {
    term: "exception",
    meaning:
      "In a transfer: one of the narrow reasons by which you can send data abroad once, without adequacy or safeguards.",
    see: ["restricted transfer"],
  },
  {
    term: "GDPR",
    long: "General Data Protection Regulation",
    also: ["UK GDPR"],
    meaning:
      "The main law on personal data. In the UK it is called the UK GDPR. Texts here mean the UK GDPR.",
    see: ["DPA"],
  },
  {
    term: "health or social care",
    also: ["health-social-care"],
    meaning:
      "A condition for special category data: you need it to treat or care for people, or to run such services.",
    see: ["condition for processing"],
  },
  {
    term: "IDTA",
    long: "international data transfer agreement",
    meaning:
      "The ICO's standard contract for sending personal data from the UK to another country.",
    see: ["restricted transfer", "addendum"],
  },
  {
    term: "information sharing agreement",
    meaning:
      "A written agreement on information that public bodies share, often without the force of a contract.",
    see: ["data sharing agreement"],
  },
  {
    term: "internal",
    meaning:
      "Of the same controller. As a relationship: another part of your own organisation. As a panel: a panel of your own department.",
    see: ["controller", "service assessment"],
  },
  {
    term: "joint controller",
    meaning: "An organisation that decides together with you why and how personal data is used.",
    see: ["controller"],
  },
  {
    term: "law enforcement purposes",
    also: ["law enforcement"],
    meaning:
      "Preventing, investigating or prosecuting crime, carrying out sentences, and protecting the public from threats.",
    see: ["Part 3", "competent authority"],
  },
  {
    term: "law enforcement task",
    meaning:
      "The lawful basis under Part 3: a competent authority needs the data for a task of law enforcement.",
    see: ["lawful basis", "Part 3"],
  },
  {
    term: "lawful basis",
    meaning:
      "The reason in Article 6 (or Part 3) for which you may use personal data, for example public task.",
    see: ["public task", "legal power"],
  },
  {
    term: "LED",
    long: "Law Enforcement Directive",
    meaning: "The EU's law that Part 3 of the Data Protection Act 2018 brought into UK law.",
    see: ["Part 3"],
  },
  {
    term: "legal claims",
    meaning:
      "A condition for special category data: you need it for a claim in court, or the court needs it.",
    see: ["condition for processing"],
  },
  {
    term: "legal obligation",
    meaning: "A lawful basis: a law says that you must use the data.",
    see: ["lawful basis"],
  },
  {
    term: "legal power",
    meaning: "The act or rule that allows or requires your organisation to do its task.",
    see: ["lawful basis", "public task"],
  },
  {
    term: "legitimate interests",
    meaning:
      "A lawful basis: you need the data for a purpose that weighs more than the person's interests. Public bodies cannot use it for their tasks.",
    see: ["lawful basis"],
  },
  {
    term: "made public",
    meaning:
      "A condition for special category data: the person has clearly made the data public themselves.",
    see: ["condition for processing"],
  },
  {
    term: "MoU",
    long: "memorandum of understanding",
    meaning: "A written agreement between organisations that is not a contract.",
    see: ["data sharing agreement"],
  },
  {
    term: "none needed",
    meaning: "As an agreement: the law requires none with this party. You must write the reason.",
    see: ["data sharing agreement"],
  },
  {
    term: "not for profit",
    meaning:
      "A condition for special category data: a charity, union or church uses data about its own members.",
    see: ["condition for processing"],
  },
  {
    term: "ordinary data",
    also: ["ordinary"],
    meaning: "Personal data that is neither special category nor criminal offence data.",
    see: ["data category"],
  },
  {
    term: "Part 3",
    meaning:
      "The part of the Data Protection Act 2018 for competent authorities and law enforcement purposes. Its rules on logs and reviews are stricter.",
    see: ["DPA", "law enforcement purposes"],
  },
  {
    term: "personal data",
    also: ["PII"],
    meaning:
      "Any information about a living person who can be identified, directly or together with other data.",
    see: ["pseudonymisation", "data category"],
  },
  {
    term: "personal data breach",
    also: ["breach"],
    meaning:
      "Personal data is lost, changed, or seen by someone who should not see it. If there is a risk to people, you must tell the ICO within 72 hours.",
    see: ["ICO"],
  },
  {
    term: "privacy notice",
    meaning:
      "The text that tells people which of their data you use, why, for how long, and which rights they have.",
  },
  {
    term: "processing",
    also: ["process"],
    meaning:
      "Anything you do with personal data: collect, store, read, change, share or delete it.",
    see: ["processing activity"],
  },
  {
    term: "processing activity",
    also: ["activity"],
    meaning: "One purpose for which you use personal data, with its lawful basis. A row of a ROPA.",
    see: ["ROPA", "purpose"],
  },
  {
    term: "processor",
    meaning:
      "An organisation that uses personal data only as a controller tells it to, for example a hosting supplier.",
    see: ["controller", "sub-processor"],
  },
  {
    term: "public body instrument",
    meaning: "A binding agreement between public bodies that allows a transfer to another country.",
    see: ["restricted transfer"],
  },
  {
    term: "public health",
    meaning:
      "A condition for special category data: you need it to protect the health of the public.",
    see: ["condition for processing"],
  },
  {
    term: "public task",
    meaning:
      "A lawful basis: you need the data for a task in the public interest that the law sets. It is the usual one for government.",
    see: ["lawful basis", "legal power"],
  },
  {
    term: "purpose",
    meaning: "Why you use personal data. You may only use the data for that, or for what fits it.",
    see: ["processing activity"],
  },
  {
    term: "recipient",
    meaning: "An organisation or system that receives personal data from you.",
    see: ["data sharing agreement"],
  },
  {
    term: "recognised legitimate interest",
    meaning:
      "A lawful basis since 2026: one of the interests that the law lists, for example to report a crime. Public bodies should stay with public task.",
    see: ["lawful basis", "public task"],
  },
  {
    term: "regime",
    meaning: "The law that applies to an activity: the UK GDPR, or Part 3 for law enforcement.",
    see: ["UK GDPR", "Part 3"],
  },
  {
    term: "restricted transfer",
    also: ["transfer"],
    meaning:
      "You send personal data to an organisation in another country, or let it see the data.",
    see: ["third country", "appropriate safeguards"],
  },
  {
    term: "risk",
    meaning:
      "In data protection: how likely it is that people come to harm by your use of their data, and how much.",
    see: ["DPIA"],
  },
  {
    term: "ROPA",
    long: "record of processing activities",
    meaning:
      "The list of everything an organisation does with personal data. Article 30 of the UK GDPR requires it.",
    see: ["processing activity", "data map"],
  },
  {
    term: "SAR",
    long: "subject access request",
    also: ["subject access"],
    meaning: "A person asks for a copy of the data that you hold about them. You must answer.",
    see: ["data subject"],
  },
  {
    term: "Schedule 1",
    also: ["Sch 1"],
    meaning:
      "The part of the Data Protection Act 2018 with more conditions for special category and criminal offence data.",
    see: ["condition for processing", "APD"],
  },
  {
    term: "Schedule 8",
    also: ["Sch 8"],
    meaning:
      "The part of the Data Protection Act 2018 with the conditions for sensitive processing.",
    see: ["sensitive processing"],
  },
  {
    term: "screening",
    meaning: "The first step of a DPIA: a few questions that show how far you need to go.",
    see: ["DPIA"],
  },
  {
    term: "sensitive processing",
    meaning: "What Part 3 calls the use of special category data for law enforcement.",
    see: ["Part 3", "special category data"],
  },
  {
    term: "special category data",
    also: ["special"],
    meaning:
      "Personal data that Article 9 protects most, for example on health, race, religion or sex life.",
    see: ["Article 9", "data category"],
  },
  {
    term: "special circumstances",
    meaning: "Under Part 3, a reason for a single transfer without adequacy or safeguards.",
    see: ["restricted transfer", "Part 3"],
  },
  {
    term: "statutory gateway",
    meaning: "A law that says that two bodies may share certain information.",
    see: ["data sharing agreement"],
  },
  {
    term: "sub-processor",
    meaning: "A processor that works for another processor.",
    see: ["processor"],
  },
  {
    term: "substantial public interest",
    meaning:
      "A condition for special category data: you need it for a reason of Schedule 1 that is important for the public.",
    see: ["Schedule 1", "condition for processing"],
  },
  {
    term: "third country",
    meaning: "A country outside the UK.",
    see: ["restricted transfer"],
  },
  {
    term: "vital interests",
    meaning: "A lawful basis and a condition: you need the data to save someone's life.",
    see: ["lawful basis", "condition for processing"],
  },
];
