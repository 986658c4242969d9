import {
  type CommandRole,
  LEAST_ROLES,
  type RaisableCommand,
} from "../../src/core/policy/commands.ts";
import { MOST_EVIDENCE } from "./evidence.ts";
import {
  MOST_STAGE_WORDS,
  readAttested,
  readDays,
  readId,
  readWaived,
  stageArgument,
} from "./parse-arguments.ts";

/** The least role that a command asks for; those above it may as well. */
export type LeastRole = CommandRole;

/** A command: all that the parser, `/dsp help` and docs/commands.md know of it. */
export interface CommandKind {
  /** One whose role a policy can raise, or `help`, which anyone with the least role may ask for. */
  name: RaisableCommand | "help";
  /** What to write: `<…>` is required, `[…]` is optional. */
  usage: string;
  /** One sentence. */
  summary: string;
  who: LeastRole;
  /** Whether the author of a pull request may, on that pull request, whatever their role. */
  authorToo?: boolean;
  example: string;
  /** What the reply holds, as the end of a sentence. */
  reply: string;
  /** How many words may follow the name. */
  words: { least: number; most: number };
  /** The arguments that these words are, or one line on what is wrong with them. */
  read(words: readonly string[]): object | string;
}

const ROWS = [
  {
    name: "assess",
    usage: "/dsp assess [stage]",
    summary: "Checks this repository or pull request as if it were leaving the stage.",
    authorToo: true,
    example: "/dsp assess alpha",
    reply:
      "the verdict at the gate of that stage, or of the repository's own stage. It lists what is open, with place and fix, then sign-offs, waivers, and what is allowed later. It ends with what changed since the last assessment, and what is met",
    words: { least: 0, most: MOST_STAGE_WORDS },
    read: (words) => stageArgument(words),
  },
  {
    name: "status",
    usage: "/dsp status",
    summary: "Shows what the App knows about this repository.",
    example: "/dsp status",
    reply:
      "the stage and its sources, the policy and where it comes from, and each file and its state. Also the App's rights, and when it last looked at all repositories",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
  {
    name: "explain",
    usage: "/dsp explain <id>",
    summary: "Explains a rule, an expectation, a consideration, a field or a word of the glossary.",
    example: "/dsp explain DSP-BETA-11",
    reply: "what it wants and why, its place in the guidance, how to meet it, and an example",
    words: { least: 1, most: 1 },
    read: ([word]) => readId(word),
  },
  {
    name: "attest",
    usage: "/dsp attest <expectation or consideration> <evidence>",
    summary:
      "Signs off what no file can show. Use it on the stage issue. Add up to three pieces of evidence: links, paths of the default branch, issues or commits.",
    example: "/dsp attest DSP-DISC-6 docs/adr/0003.md",
    reply:
      "the sign-off, how long it lasts and what it settles. The reply is the record: it counts while nobody edits or deletes your comment or the reply. For a consideration, the lines to add to the project record. For what files or panels show, how they do",
    words: { least: 2, most: 1 + MOST_EVIDENCE },
    read: (words) => readAttested(words),
  },
  {
    name: "revoke",
    usage: "/dsp revoke <expectation>",
    summary: "Withdraws the sign-off of an expectation. Use it on the stage issue.",
    example: "/dsp revoke DSP-DISC-6",
    reply:
      "the sign-off that is withdrawn, and what is open again. If the project record signs it off too, on which line",
    words: { least: 1, most: 1 },
    read: ([word]) => readId(word),
  },
  {
    name: "waive",
    usage: "/dsp waive <rule> [target] until <date> because <reason>",
    summary: "Prepares a waiver for review. It takes effect when it is in the policy, not before.",
    example:
      "/dsp waive no-offline-copy bookings-db until 2027-03-31 because a second account is ordered",
    reply:
      "the lines for `.github/dsp.yml`, a link that opens it for editing, and how many findings they would waive. The review fills in the approver",
    words: { least: 5, most: Number.POSITIVE_INFINITY },
    read: (words) => readWaived(words),
  },
  {
    name: "init",
    usage: "/dsp init [stage]",
    summary: "Shows you templates for any missing files.",
    example: "/dsp init alpha",
    reply:
      "a link for each missing file, which opens GitHub's page for a new file with the template filled in",
    words: { least: 0, most: MOST_STAGE_WORDS },
    read: (words) => stageArgument(words),
  },
  {
    name: "recheck",
    usage: "/dsp recheck",
    summary: "Reads the repository again and updates its issues.",
    example: "/dsp recheck",
    reply: "the commit that was read, the verdict on it, and what was updated",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
  {
    name: "snooze",
    usage: "/dsp snooze <days>",
    summary: "Pauses reminders for 1 to 90 days. Use it on the stage issue.",
    example: "/dsp snooze 14",
    reply: "how long reminders are paused, and how to get them again",
    words: { least: 1, most: 1 },
    read: ([word]) => readDays(word),
  },
  {
    name: "help",
    usage: "/dsp help",
    summary: "Lists the commands.",
    example: "/dsp help",
    reply: "every command, what it does and who can use it. `/dsp` alone says the same",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
] as const satisfies readonly Omit<CommandKind, "who">[];

type Row = (typeof ROWS)[number];

export type CommandName = Row["name"];

/** A command that was given: its name, and its arguments as its row reads them. */
export type Command = { [R in Row as R["name"]]: CommandOf<R> }[CommandName];

type CommandOf<R extends Row> = Flat<{ name: R["name"] } & Exclude<ReturnType<R["read"]>, string>>;

type Flat<T> = { [Key in keyof T]: T[Key] };

/** Every command, in the order in which people are told of them. */
export const COMMANDS: readonly (CommandKind & { name: CommandName })[] = ROWS.map((row) => ({
  ...row,
  who: row.name === "help" ? "triage" : LEAST_ROLES[row.name],
}));
