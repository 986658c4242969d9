/** How we put a complaint of the YAML library. */
export interface Wording {
  /** Words of the library's message. Its version is pinned, and the hostile corpus shows them all. */
  says: string;
  message: string;
  fix: string;
  /** The library points behind the last thing that was right; the fault is the next word. */
  atNextWord?: true;
  /** If there is a quote right before the fault, the quotes were meant to go on. */
  afterValue?: true;
  /** The message goes on with the character at the fault. */
  namesCharacter?: true;
}

const CLOSING_BRACKET = {
  message: "a bracket of the wrong kind closes here",
  fix: "close `[` with `]` and `{` with `}`",
};
const AFTER_END = {
  message: "there is more text here after a value that has ended",
  fix: "put the whole value in quotes, or separate the two with a new line (in brackets, with a comma)",
};
const LIST_FOR_KEY = {
  message: "there is a list item here instead of a key",
  fix: "start the list on the line below its key, or write `[a, b]`",
};
const COMMA_ALONE = {
  message: "there is a comma here without a value before it",
  fix: "write the value, or remove the comma",
};
const NO_COMMA = {
  message: "a comma is missing before this",
  fix: "put a comma between the values, or quotes around a value of several words",
};

/** What to say instead if there is a quote right before the fault. */
export const QUOTES_CLOSED = {
  message: "the quotes close before this",
  fix: "inside single quotes write '' for ', inside double quotes \\\" for \"",
};

/** Left by git in a file: nothing else in it can be told right from wrong. */
export const CONFLICT = {
  message: "a merge conflict starts here",
  fix: "keep one of the two versions, and remove the lines of `<`, `=` and `>`",
};

/** The likeliest cause first: of several complaints about one line, the first of these is shown. */
export const WORDINGS: readonly Wording[] = [
  {
    says: "Tabs are not allowed",
    message: "there is a tab here, but YAML needs spaces",
    fix: "indent with spaces",
  },
  {
    says: "Invalid escape sequence",
    message: "a backslash in double quotes starts an escape that YAML does not know",
    fix: "write `\\\\` for a backslash, or use single quotes",
  },
  {
    says: "Plain value cannot start with",
    message: "a value without quotes cannot start with",
    fix: "put the value in quotes",
    namesCharacter: true,
  },
  {
    says: "header includes extra characters",
    message: "there is text right after `|` or `>`",
    fix: "start the text on the next line, or put it in quotes",
  },
  {
    says: "Not a YAML token",
    message: "there is text right after `|` or `>`",
    fix: "start the text on the next line, or put it in quotes",
  },
  {
    says: "more-indented leading empty lines",
    message: "blank lines above this text are indented deeper than the text",
    fix: "remove those blank lines",
  },
  {
    says: "Block scalar",
    message: "text after `|` or `>` is not indented, or less than its first line",
    fix: "indent all its lines alike, deeper than the key",
  },
  {
    says: "on same line with key",
    ...LIST_FOR_KEY,
  },
  {
    says: "block sequence may not be used as an implicit map key",
    message: "the items of this list are not indented alike",
    fix: "indent each `- ` like the first",
    atNextWord: true,
  },
  {
    says: "All sequence items must start at the same column",
    message: "the items of this list are not indented alike",
    fix: "indent each `- ` like the first",
    atNextWord: true,
  },
  {
    says: "Block collections are not allowed within flow",
    message: "inside brackets, this reads as a mapping or list of its own",
    fix: "put commas between the items, and write what is inside in brackets too",
  },
  {
    says: "Implicit keys",
    message: "the text from here runs on into the next line, and the `:` there makes it a key",
    fix: "write a `:` in this line too, and indent the next one like its neighbours",
  },
  {
    says: "Nested mappings are not allowed",
    message: "there is a second `:` in this value",
    fix: "put the value in quotes, or start the inner mapping on the next line, indented",
    atNextWord: true,
  },
  {
    says: "Implicit map keys need",
    message: "this line has no `:`",
    fix: "write `key: value`, or indent the line if it belongs to the one above",
  },
  {
    says: "Sequence item without",
    message: "this line is indented like nothing above it",
    fix: "indent it like the key above, or start it with `- ` as the list's other items do",
    atNextWord: true,
  },
  {
    says: "All mapping items must start at the same column",
    message: "this key is not indented like the others of its mapping",
    fix: "indent it like them, or start it with `- ` if it opens a list item",
    atNextWord: true,
  },
  { says: "must be sufficiently indented", ...CLOSING_BRACKET },
  { says: "must end with a", ...CLOSING_BRACKET },
  {
    says: "flow-seq-end",
    message: "there is a `]` here without a `[` that opens it",
    fix: "remove it, or add the `[`",
  },
  {
    says: "flow-map-end",
    message: "there is a `}` here without a `{` that opens it",
    fix: "remove it, or add the `{`",
  },
  { says: "Unexpected ,", ...COMMA_ALONE },
  { says: "Unexpected empty item", ...COMMA_ALONE },
  { says: "Missing ,", ...NO_COMMA },
  {
    says: "Missing space after :",
    message: "a space is missing after `:`",
    fix: "write `key: value`",
  },
  {
    says: "Comments must be separated",
    message: "there is a `#` here without a space before it",
    fix: "put a space before the comment, or quotes around the whole value",
  },
  {
    says: "same line with directives-end marker",
    message: "there is text on the line of `---`",
    fix: "start on the next line",
  },
  {
    says: "at most 1024 chars",
    message: "the key is longer than 1024 characters",
    fix: "shorten it",
  },
  {
    says: "all keys must be strings",
    message: "a list or mapping is used as a key",
    fix: "write `key: value` with a plain word as the key; put a value that starts with a bracket in quotes",
  },
  {
    says: "after doc-end",
    message: "there is text after the `...` that ends the document",
    fix: "remove it",
  },
  { says: "Unexpected", ...AFTER_END, afterValue: true },
];
