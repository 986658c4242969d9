// The rules of plain English, as data: what to avoid, and what to write instead. Source: the style of
// GOV.UK's content, and what readers of this project's texts stumbled over.

/** Words to avoid. `unless` says when they are right all the same. */
export interface Avoided {
  /** What is looked for in a sentence whose code is left out. */
  find: RegExp;
  instead: string;
  /** A sentence that matches this, too, is right: the word has another meaning there. */
  unless?: RegExp;
}

/** Verbs and nouns after which "where" asks for a place, and is right. */
const PLACE =
  /\b(?:says?|said|saying|know(?:s|n)?|shows?|shown|tells?|told|sees?|seen|finds?|found|reads?|names?|and|or|is|from|place|places|line|lines|folder|repository|page|to|of|decides?|on|about|matter|choose|asks?|learn|check|look|looks) where\b|\bwhere\b[^.;]*\b(?:comes?|came) from\b/i;

export const AVOIDED: readonly Avoided[] = [
  { find: /\bwhere\b/i, instead: 'if or when; keep "where" for places', unless: PLACE },
  {
    find: /\bstands?\b|\bstanding\b/i,
    instead: "is, exists, or name the place",
    unless: /\bstands? for\b/i,
  },
  { find: /\b(?:is|are|was|were) none\b/i, instead: "does not exist, or there is no …" },
  { find: /\b(?:has|have|had|having) to\b/i, instead: "must" },
  { find: /\bgives?\b|\bgave\b/i, instead: "returns, shows, or the verb itself" },
  { find: /\blacks?\b|\blacking\b/i, instead: "is missing, or does not have" },
  { find: /\bmend(?:s|ed|ing)?\b/i, instead: "fix" },
  { find: /\bput(?:s|ting)? right\b/i, instead: "fix" },
  { find: /\b(?:bring|brings|brought|come|comes|came) about\b/i, instead: "happen, or do" },
  { find: /\bsuch (?:as|a|an|that)\b/i, instead: "for example, like, or name the thing" },
  { find: /\b(?:is|are|be|been|was|were) carried out\b/i, instead: "the verb itself" },
  { find: /\b(?:is|are|be|was|were) asked (?:for|of)\b/i, instead: "must, or need" },
  { find: /\bas it is\b|\bas is\b/i, instead: "unchanged" },
  {
    find: /\bwhom\b|\bthereof\b|\blest\b|\btherein\b|\bwhatsoever\b|\bhenceforth\b/i,
    instead: "plain words",
  },
  { find: /\bwhoever\b/i, instead: "anyone who, or you" },
  { find: /\bnobody's\b/i, instead: "name who" },
  { find: /\bcomes? to (?:be|nothing|rest)\b/i, instead: "the verb itself" },
  { find: /\bat all\b.*\bat all\b/i, instead: "say it once" },
  { find: /\bvouch(?:es|ed)?\b/i, instead: "sign off" },
  { find: /\bin order to\b/i, instead: "to" },
  { find: /\butili[sz]e[sd]?\b/i, instead: "use" },
  { find: /\bprior to\b/i, instead: "before" },
  { find: /\bought to\b/i, instead: "should" },
];

/** Starts of sentences that point back at something which the reader then looks for. */
export const BACK_POINTING =
  /^(?:That|Which|Such|So is|So does|Those that|These|It is that)\b(?! (?:is why|means))/;

/** Words a sentence may have. GOV.UK says 25; a comment in code is read by those who know the subject. */
export const LONGEST_SENTENCE = { shown: 25, comment: 30 };
