/** A word of the glossary, with its one meaning. */
export interface Term {
  /** The word as people write it; the acronym, if it is better known by that. */
  term: string;
  /** The words that an acronym is short for. */
  long?: string;
  /** What it means, in sentences. */
  meaning: string;
  /** Other words for the same, which lead to this entry. */
  also?: readonly string[];
  /** Entries that help to understand this one. */
  see?: readonly string[];
}
