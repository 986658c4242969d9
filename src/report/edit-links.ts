import { linkTarget, pathUri } from "./escape.ts";

/** The repository whose files people edit, and the branch to edit. */
export interface Editable {
  /** `https://github.com/owner/name`. */
  url: string;
  defaultBranch: string;
}

/** Longer addresses are refused: GitHub takes about 8 KB. In bytes, which are all ASCII. */
export const LONGEST_ADDRESS = 8_000;

/** The page that opens a file of the default branch for editing. */
export function editPage({ url, defaultBranch }: Editable, path: string): string {
  return address(`${url}/edit/${pathUri(defaultBranch)}/${pathUri(path)}`);
}

/**
 * The page to write a missing file on, filled with a text to start from. If the address cannot hold the
 * text, `isFilled` is false and the page is empty.
 */
export function newFilePage(
  { url, defaultBranch }: Editable,
  path: string,
  text: string,
): { address: string; isFilled: boolean } {
  const empty = address(`${url}/new/${pathUri(defaultBranch)}?filename=${pathUri(path)}`);
  const filled = address(
    `${empty}&value=${encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"))}`,
  );
  return filled.length <= LONGEST_ADDRESS
    ? { address: filled, isFilled: true }
    : { address: empty, isFilled: false };
}

function address(url: string): string {
  const target = linkTarget(url);
  if (target === undefined) throw new TypeError(`not the address of a repository: ${url}`);
  return target;
}
