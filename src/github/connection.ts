/** The address of GitHub's API, and what to call it with. */
export interface Connection {
  /** `https://api.github.com`, without a slash at the end. */
  baseUrl: string;
  /** Without one, only public repositories can be read. */
  token?: { value: string; name: string };
}
