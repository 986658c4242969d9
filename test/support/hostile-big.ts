/** About what the default cap allows. */
const SIZE = 256 * 1024 - 64;

/** `unit` as often as fits, after `start`. */
function filled(unit: string, start = "", size = SIZE): string {
  const bytes = Buffer.byteLength(unit);
  return start + unit.repeat(Math.floor((size - start.length) / bytes));
}

/** Half of one thing, then half of another: the quadratic ones need a long run to search again and again. */
function halves(one: string, other: string, start = ""): string {
  return filled(one, start, SIZE / 2) + filled(other, "", SIZE / 2);
}

/** Eight lists, each of nine aliases of the one before: 43 million words once expanded. */
function aliasBomb(): string {
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    const [name, before] = ["abcdefghi"[level], "abcdefghi"[level - 1]];
    lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(", ")}]`);
  }
  return lines.join("\n");
}

function numbered(count: number, line: (index: number) => string, start = ""): string {
  return start + Array.from({ length: count }, (_, index) => line(index)).join("");
}

/** What the brief of this project names: each ended some reader's process, or hung it. */
export const BOMBS: Readonly<Record<string, () => string>> = {
  "alias-bomb": aliasBomb,
  "complex-keys-500": () => `${"? ".repeat(500)}x`,
  "brackets-100000": () => "[".repeat(100_000),
  "keys-20000": () => numbered(20_000, (index) => `key${index}: 1\n`),
};

/** Others, found by trying every pair of some hundred tokens, and by reading the library. */
export const BIG: Readonly<Record<string, () => string>> = {
  ...BOMBS,
  "brackets-closed": () => `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  "braces-closed": () => `${"{a: ".repeat(10_000)}b${"}".repeat(10_000)}`,
  "indents-deep": () => numbered(700, (level) => `${" ".repeat(level)}a:\n`),
  "braces-mixed": () => filled("[{a: "),
  "open-maps": () => filled("{a: ,"),
  "dashes-inline": () => filled("- "),
  "dashes-lines": () => filled("-\n"),
  "dash-a-lines": () => filled("- a\n"),
  "colons-inline": () => filled(": "),
  "colons-lines": () => filled(":\n"),
  "empty-maps-in-list": () => filled("- :\n"),
  "question-marks": () => filled("? a\n"),
  commas: () => filled(",", "["),
  "letters-in-brackets": () => filled("a,", "["),
  "pairs-in-brackets": () => filled("a:,", "["),
  "empty-quotes": () => filled('"",', "["),
  "empty-brackets": () => filled("[],", "["),
  "empty-braces": () => filled("{},", "["),
  "small-maps": () => filled("{a: },", "["),
  "closing-brackets": () => filled("]"),
  "closing-braces": () => filled("}", "a: b\n"),
  "two-tokens-wrong": () => filled("}!"),
  anchors: () => filled("&a "),
  aliases: () => filled("*a,", "["),
  tags: () => filled("!!str "),
  "long-tag": () => filled("a", "!<"),
  directives: () => filled("%a\n"),
  documents: () => filled("---\n"),
  "document-ends": () => filled("...\n"),
  "merge-keys": () => filled("<<: {}\n"),
  comments: () => filled("# c\n"),
  "blank-lines": () => filled("\n"),
  "blank-lines-crlf": () => filled("\r\n", "a:\r\n"),
  "carriage-returns": () => filled("\r"),
  spaces: () => filled(" ", "a:"),
  tabs: () => filled("\t", "a:"),
  nulls: () => filled("\0"),
  // The library looks through all blank lines again for each comment: 14 s.
  "blank-lines-then-comments": () => halves("\n", " #\n", "a: |\n    x\n"),
  "comments-then-keys": () => halves("# c\n", "a:\n"),
  "trailing-comments": () => filled("- a #\n"),
  "comments-in-brackets": () => filled("#c\n", "a: [\n"),
  "plain-long-line": () => filled("a ", "a: "),
  "plain-many-lines": () => filled(" a\n", "a:\n"),
  "plain-blank-lines": () => `a:\n b${"\n".repeat(SIZE - 20)} c`,
  "key-too-long": () => `${filled("k")}: v`,
  "digits-long": () => filled("9", "a: "),
  "block-scalar-lines": () => filled("  x\n", "a: |\n"),
  "block-scalars": () => filled("- |\n"),
  "block-scalar-deep": () => numbered(360, (index) => `${" ".repeat(index * 2)}x\n`, "a: >\n"),
  "folded-lines": () => filled("  x\n\n", "a: >\n"),
  "double-quoted-escapes": () => `${filled("\\x41", 'a: "')}"`,
  "double-quoted-lines": () => `${filled(" x\n", 'a: "')}"`,
  "double-quoted-wrong-escapes": () => `${filled("\\q", 'a: "')}"`,
  "double-quoted-open": () => filled('\\"', 'a: "'),
  "single-quoted-pairs": () => `${filled("''", "a: '")}'`,
  "single-quoted-open": () => filled("''", "a: '"),
  "quotes-by-line": () => filled('- "\n'),
  "wrong-plain-starts": () => filled("- @\n"),
  "bad-indents": () => numbered(20_000, (index) => `${index % 2 ? " " : ""}- a\n`),
  "nested-on-a-line": () => filled("- a: b: c\n"),
  "lists-on-key-lines": () => filled("- a: - b\n"),
  "emoji-long": () => filled("😀", "a: "),
  "byte-order-marks": () => filled("\ufeff", "a: "),
  "keys-unknown-499": () => numbered(499, (index) => `${"k".repeat(50)}${index}: 1\n`),
  "keys-unknown-often": () =>
    numbered(
      1000,
      () => numbered(12, (key) => `  nam${key}: 1\n`).replace("  ", "- "),
      "stores:\n",
    ),
  "entries-empty": () => filled("-\n", "stores:\n", 65_000),
  "entries-wrong": () => filled("- 1\n", "stores:\n", 65_000),
  "categories-wrong": () => `${filled("x,", "stores:\n- id: a\n  data_categories: [", 65_000)}]`,
  "same-id": () => filled("- id: a\n", "schema: dsp/data-map@1\nstores:\n"),
  "flows-terse": () =>
    numbered(
      3000,
      (index) => `- {id: f${index}, from: a, to: b}\n`,
      "schema: dsp/data-map@1\nflows:\n",
    ),
  "flows-plain": () =>
    numbered(
      3500,
      (index) => `- id: f${index}\n  from: alpha\n  to: beta\n`,
      "schema: dsp/data-map@1\nflows:\n",
    ),
  "stores-plain": () =>
    numbered(
      1150,
      (index) =>
        `  - id: bookings-db-${index}\n    name: Bookings database\n    system: booking-service\n` +
        "    data_categories: [name, contact, date-of-birth]\n    technology: PostgreSQL 15 on RDS\n" +
        "    kind: database\n    location: [GB]\n    removal: record\n",
      "schema: dsp/data-map@1\nstores:\n",
    ),
};
