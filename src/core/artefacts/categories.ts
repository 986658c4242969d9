/** How the law treats a category of personal data: Art 9 calls some special, Art 10 offence data. */
export const CATEGORY_CLASSES = ["ordinary", "special", "offence"] as const;
export type CategoryClass = (typeof CATEGORY_CLASSES)[number];

/** The known categories of personal data. Source: `domain.md` section 2.2. */
export const DATA_CATEGORIES = {
  name: "ordinary",
  contact: "ordinary",
  "date-of-birth": "ordinary",
  identifier: "ordinary",
  "government-id": "ordinary",
  account: "ordinary",
  credentials: "ordinary",
  "online-identifier": "ordinary",
  location: "ordinary",
  financial: "ordinary",
  "image-voice": "ordinary",
  family: "ordinary",
  employment: "ordinary",
  "case-record": "ordinary",
  "free-text": "ordinary",
  behaviour: "ordinary",
  preferences: "ordinary",
  "racial-ethnic-origin": "special",
  "political-opinions": "special",
  "religious-philosophical-beliefs": "special",
  "trade-union-membership": "special",
  genetic: "special",
  "biometric-id": "special",
  health: "special",
  "sex-life-orientation": "special",
  "criminal-offence": "offence",
} as const satisfies Record<string, CategoryClass>;

export type KnownCategory = keyof typeof DATA_CATEGORIES;

export const KNOWN_CATEGORIES = Object.keys(DATA_CATEGORIES) as [KnownCategory, ...KnownCategory[]];

/** The class of a category: of a known one, or of one that the data map declares itself. */
export function classOf(
  category: string,
  extensions: readonly { id: string; class: CategoryClass }[],
): CategoryClass | undefined {
  if (Object.hasOwn(DATA_CATEGORIES, category)) return DATA_CATEGORIES[category as KnownCategory];
  return extensions.find(({ id }) => id === category)?.class;
}
