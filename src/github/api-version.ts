/** How a call names the edition of GitHub's API that its answer must follow. */
export const API_VERSION_HEADER = "x-github-api-version";

/** The edition that this software is written for; GitHub Enterprise Server takes it, too. */
export const API_VERSION = "2022-11-28";

/** A call's headers with the edition: without it, GitHub answers by whichever it has made the default since. */
export function withApiVersion(headers: RequestInit["headers"]): Headers {
  const all = new Headers(headers);
  all.set(API_VERSION_HEADER, API_VERSION);
  return all;
}
