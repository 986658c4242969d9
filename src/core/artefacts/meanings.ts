import { COUNTRIES } from "./countries.ts";
import { countryMeant } from "./country-names.ts";

/** Words that people write, with the word of our vocabularies that means the same, likeliest first. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  // Categories of personal data.
  address: ["contact"],
  age: ["date-of-birth"],
  bank: ["financial"],
  benefits: ["financial"],
  biometrics: ["biometric-id"],
  birthday: ["date-of-birth"],
  conviction: ["criminal-offence"],
  convictions: ["criminal-offence"],
  cookie: ["online-identifier"],
  crn: ["identifier"],
  "device-id": ["online-identifier"],
  disability: ["health"],
  dna: ["genetic"],
  dob: ["date-of-birth"],
  "driving-licence": ["government-id"],
  email: ["contact"],
  "email-address": ["contact"],
  ethnicity: ["racial-ethnic-origin"],
  faith: ["religious-philosophical-beliefs"],
  fingerprint: ["biometric-id"],
  forename: ["name"],
  "full-name": ["name"],
  income: ["financial"],
  ip: ["online-identifier"],
  "ip-address": ["online-identifier"],
  job: ["employment"],
  medical: ["health"],
  mobile: ["contact"],
  "national-insurance-number": ["government-id"],
  "next-of-kin": ["family"],
  nino: ["government-id"],
  notes: ["free-text"],
  offence: ["criminal-offence"],
  offences: ["criminal-offence"],
  passport: ["government-id"],
  password: ["credentials"],
  phone: ["contact"],
  "phone-number": ["contact"],
  photo: ["image-voice"],
  photograph: ["image-voice"],
  postcode: ["contact"],
  "prisoner-number": ["identifier"],
  race: ["racial-ethnic-origin"],
  religion: ["religious-philosophical-beliefs"],
  salary: ["financial"],
  sexuality: ["sex-life-orientation"],
  "sexual-orientation": ["sex-life-orientation"],
  surname: ["name"],
  telephone: ["contact"],
  "trade-union": ["trade-union-membership"],
  username: ["account"],
  video: ["image-voice"],
  // People.
  children: ["child"],
  citizen: ["member-of-public"],
  customer: ["member-of-public"],
  employee: ["staff"],
  inmate: ["prisoner"],
  lawyer: ["legal-representative"],
  public: ["member-of-public"],
  solicitor: ["legal-representative"],
  // Kinds of store.
  blob: ["object-store"],
  bucket: ["object-store"],
  cloudwatch: ["log"],
  dynamodb: ["database"],
  elasticache: ["cache"],
  elasticsearch: ["search-index"],
  kafka: ["queue"],
  logs: ["log"],
  memcached: ["cache"],
  mongodb: ["database"],
  mysql: ["database"],
  opensearch: ["search-index"],
  postgres: ["database"],
  postgresql: ["database"],
  rds: ["database"],
  redis: ["cache"],
  s3: ["object-store"],
  sns: ["queue"],
  spreadsheet: ["file-share"],
  sqs: ["queue"],
  // Disposal, agreements, relationships, states.
  anonymize: ["anonymise"],
  archive: ["archive-transfer"],
  dpa: ["contract"],
  dsa: ["data-sharing-agreement"],
  erase: ["delete"],
  gdpr: ["uk-gdpr"],
  isa: ["information-sharing-agreement"],
  part3: ["law-enforcement"],
  purge: ["delete"],
  supplier: ["processor"],
  vendor: ["processor"],
  "cross-region-replica": ["replica"],
  pitr: ["continuous"],
  "point-in-time": ["continuous"],
  consented: ["consent"],
  completed: ["addressed"],
  complete: ["addressed"],
  done: ["addressed"],
  met: ["addressed"],
  open: ["not-started"],
  todo: ["not-started"],
  "n/a": ["not-applicable"],
  na: ["not-applicable"],
  passed: ["pass"],
  failed: ["fail"],
  confidential: ["official-sensitive"],
  // What these words were called in the edition before, and what YAML 1.1 makes of them.
  off: ["none", "never"],
  false: ["none", "never"],
};

/** The value among those accepted that a word means, whatever it looks like; undefined if none does. */
export function meaningOf(found: unknown, accepted: readonly string[]): string | undefined {
  if (typeof found !== "string" && found !== false) return undefined;
  const word = String(found)
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const meant = Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : undefined;
  const same = meant?.find((value) => accepted.includes(value));
  if (same !== undefined || !isCountries(accepted)) return same;
  // A tool of YAML 1.1 reads the code of Norway as a truth value.
  return found === false ? "NO" : countryMeant(String(found));
}

/** Whether these are codes of countries: of them, what looks alike means another place. */
export function isCountries(values: readonly string[]): boolean {
  return values.length === COUNTRIES.length && values[0] === COUNTRIES[0];
}
