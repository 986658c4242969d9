// The README's pictures: what is in them.

/** A part of a page of the demo, at a moment of its story. */
export interface Picture {
  /** Of the files `docs/images/<name>.png` and `.txt`, its words. */
  name: string;
  /** What is seen, for those who do not see it. */
  alt: string;
  /** The title of the step after which it is taken. */
  after: string;
  /** The page, below the demo's address. */
  path: string;
  /** What is folded first, by its summary. */
  folded?: string;
  /** The first and the last element that are in it. */
  from: string;
  to: string;
}

export const PICTURES: readonly Picture[] = [
  {
    name: "stage-issue",
    alt: 'The issue "Data security and privacy: beta expectations", opened by the App: 19 of 21 expectations met, what to do next with its file and line, and the two that are open, one for the files to show and one for people to sign off, with a box to tick',
    after: "A repository is labelled with its stage",
    path: "issues/1",
    from: ".heading",
    to: ".comment .contains-task-list + h3",
  },
  {
    name: "check",
    alt: 'A pull request that removes a deletion rule: its check "Data security and privacy" fails, and on the line of the store that nothing deletes any more an annotation says so, with the fix',
    after: "A pull request drops a deletion rule",
    path: "pulls/2",
    folded: ".check",
    from: ".checks",
    to: "tr:has(.note.failure) ~ .gap",
  },
];

export function imageFile({ name }: Picture): string {
  return `docs/images/${name}.png`;
}

/** The file with the words that are seen in the picture. */
export function wordsFile({ name }: Picture): string {
  return `docs/images/${name}.txt`;
}
