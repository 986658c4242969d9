import type { Term } from "./types.ts";

/** Words of software, and markings of documents. */
export const TECHNICAL_TERMS: readonly Term[] = [
  {
    term: "ADR",
    long: "architecture decision record",
    meaning: "A short document on one decision about how a system is built, and why.",
    see: ["technical architect"],
  },
  {
    term: "API",
    long: "application programming interface",
    meaning: "The way by which one program asks another for data or work.",
  },
  { term: "AWS", long: "Amazon Web Services", meaning: "A provider of cloud hosting." },
  {
    term: "cache",
    meaning: "As a store: copies that make a service faster, and that can go at any time.",
    see: ["store"],
  },
  {
    term: "CI",
    long: "continuous integration",
    meaning: "Programs that build and test each change, for example in GitHub Actions.",
  },
  {
    term: "commit",
    meaning: "One saved change in git. Its id never changes, so a verdict can name it.",
    see: ["verdict"],
  },
  {
    term: "database",
    meaning: "As a store: records in tables or documents that programs can query.",
    see: ["store"],
  },
  {
    term: "environment",
    meaning: "What a store is for: production, pre-production, test or analytics.",
    see: ["store"],
  },
  {
    term: "FIFO",
    long: "first in, first out",
    meaning: "A named pipe: a file through which one program sends data to another.",
  },
  {
    term: "file share",
    meaning: "As a store: folders that several people or programs use.",
    see: ["store"],
  },
  {
    term: "flow",
    also: ["data flow"],
    meaning: "Data that moves from one system, store or party to another.",
    see: ["data map"],
  },
  {
    term: "GB",
    long: "Great Britain",
    meaning: "The country code of the United Kingdom.",
    see: ["ISO"],
  },
  {
    term: "head",
    meaning: "The latest commit of a pull request. The evidence is read there.",
    see: ["commit", "evidence"],
  },
  { term: "HTML", long: "hypertext markup language", meaning: "The language of web pages." },
  {
    term: "ID",
    meaning: "Short for identifier: a name that belongs to one thing only.",
    see: ["identifier"],
  },
  {
    term: "ISO",
    long: "International Organization for Standardization",
    meaning:
      "The body whose standards the files use: ISO 8601 for dates and durations, ISO 3166-1 for country codes.",
  },
  {
    term: "IP",
    long: "Internet Protocol",
    meaning: "How computers address each other on the internet. IPv6 is its newer version.",
  },
  {
    term: "EU",
    long: "European Union",
    meaning: "A union of countries in Europe. The UK left it in 2020.",
  },
  {
    term: "JSON",
    long: "JavaScript Object Notation",
    meaning: "A format for data that programs read.",
    see: ["YAML"],
  },
  {
    term: "log",
    meaning: "As a store: lines that say what happened and when.",
    see: ["store", "audit log"],
  },
  {
    term: "MIT",
    long: "Massachusetts Institute of Technology",
    meaning: "The name of the licence that this software is under.",
  },
  {
    term: "object store",
    also: ["S3"],
    meaning: "As a store: files under keys, for example in Amazon S3.",
    see: ["store"],
  },
  {
    term: "OFFICIAL",
    meaning: "The marking of most information in government. You need not write it on a document.",
    see: ["OFFICIAL-SENSITIVE"],
  },
  {
    term: "OFFICIAL-SENSITIVE",
    meaning:
      "The marking of OFFICIAL information that would do more harm if it were lost. You must write it on a document.",
    see: ["OFFICIAL"],
  },
  { term: "paper", meaning: "As a store: files that are not electronic.", see: ["store"] },
  {
    term: "party",
    also: ["parties"],
    meaning: "A person or an organisation outside your systems that data comes from or goes to.",
    see: ["flow", "processor", "controller"],
  },
  {
    term: "PEM",
    long: "privacy-enhanced mail",
    meaning: "A text format for keys and certificates.",
  },
  { term: "queue", meaning: "As a store: messages that wait for a program.", see: ["store"] },
  {
    term: "RDS",
    long: "Relational Database Service",
    meaning: "A service of AWS that hosts databases.",
    see: ["AWS"],
  },
  {
    term: "SaaS",
    long: "software as a service",
    meaning: "As a store: a supplier's software that you use over the internet.",
    see: ["store", "processor"],
  },
  {
    term: "SARIF",
    long: "Static Analysis Results Interchange Format",
    meaning: "A format for findings, which GitHub's code scanning reads.",
    see: ["finding"],
  },
  {
    term: "SBOM",
    long: "software bill of materials",
    meaning: "A list of all packages in a program.",
  },
  {
    term: "search index",
    meaning: "As a store: a copy of data that makes it quick to search.",
    see: ["store"],
  },
  {
    term: "SECRET",
    meaning: "The marking of very sensitive information, of which a loss could harm the country.",
    see: ["TOP SECRET"],
  },
  {
    term: "SIGTERM",
    long: "signal to terminate",
    meaning: "The signal by which the operating system asks a program to stop.",
  },
  {
    term: "SQL",
    long: "structured query language",
    meaning: "The language in which programs ask databases.",
  },
  {
    term: "store",
    also: ["data store", "stores"],
    meaning: "Something that keeps data, for example a database, a log or a cupboard with paper.",
    see: ["removal", "data map"],
  },
  {
    term: "TLS",
    long: "Transport Layer Security",
    meaning: "The encryption of connections, as in https.",
  },
  {
    term: "TOP SECRET",
    meaning:
      "The marking of the most sensitive information, of which a loss could cost many lives.",
    see: ["SECRET"],
  },
  {
    term: "UK",
    long: "United Kingdom",
    meaning: "The country whose law these expectations follow.",
    see: ["GB"],
  },
  { term: "URL", long: "uniform resource locator", meaning: "An address on the web." },
  {
    term: "YAML",
    long: "YAML Ain't Markup Language",
    meaning: "The format of the policy and the evidence files.",
    see: ["JSON"],
  },
];
