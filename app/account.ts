/** The App's own account on GitHub: made once, and told to all who must know the App's own words from others'. */
export interface Account {
  /** Its name in addresses, in GraphQL and on check runs: `dsp-lifecycle`. */
  slug: string;
  /** Its name on issues and comments in REST and in webhooks: `dsp-lifecycle[bot]`. */
  login: string;
}

/** The account of an App by its name in addresses. No person's login has brackets. */
export function accountOf(slug: string): Account {
  return { slug, login: `${slug}[bot]` };
}
