import { readId, readStage } from "./parse-arguments.ts";

/** The least role that a command asks for; those above it may as well. */
export type Role = "triage" | "write" | "maintain";

/** A command: all that the parser, `/dsp help` and docs/commands.md know of it. */
export interface CommandKind {
  name: string;
  /** What to write: `<…>` has to be there, `[…]` may. */
  usage: string;
  /** One sentence. */
  summary: string;
  who: Role;
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
    summary:
      "Judges the repository, or the pull request that it is written on, as the gate of a stage would.",
    who: "triage",
    authorToo: true,
    example: "/dsp assess alpha",
    reply:
      "the verdict at the gate of that stage (the repository's own where none is named): what is open, with place and fix, attestations, waivers, what is allowed later, what changed since the last assessment, and what is met",
    words: { least: 0, most: 1 },
    read: ([word]) => (word === undefined ? {} : readStage(word)),
  },
  {
    name: "status",
    usage: "/dsp status",
    summary: "Says what the App sees of this repository.",
    who: "triage",
    example: "/dsp status",
    reply:
      "the stage and every source of it, the policy and where it comes from, each file and its state, the rights that the App has and needs",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
  {
    name: "explain",
    usage: "/dsp explain <id>",
    summary: "Explains a rule, an expectation or a consideration.",
    who: "triage",
    example: "/dsp explain DSP-BETA-11",
    reply: "what it wants and why, where the guidance says so, how to meet it, and an example",
    words: { least: 1, most: 1 },
    read: ([word]) => readId(word),
  },
  {
    name: "recheck",
    usage: "/dsp recheck",
    summary: "Reads the repository again and puts its issues right.",
    who: "write",
    example: "/dsp recheck",
    reply: "the commit that was read, the verdict on it, and what was put right",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
  {
    name: "help",
    usage: "/dsp help",
    summary: "Lists the commands.",
    who: "triage",
    example: "/dsp help",
    reply: "every command, what it does and who may give it; `/dsp` alone says the same",
    words: { least: 0, most: 0 },
    read: () => ({}),
  },
] as const satisfies readonly CommandKind[];

type Row = (typeof ROWS)[number];

export type CommandName = Row["name"];

/** A command that was given: its name, and its arguments as its row reads them. */
export type Command = { [R in Row as R["name"]]: CommandOf<R> }[CommandName];

type CommandOf<R extends Row> = Flat<{ name: R["name"] } & Exclude<ReturnType<R["read"]>, string>>;

type Flat<T> = { [Key in keyof T]: T[Key] };

/** Every command, in the order in which people are told of them. */
export const COMMANDS: readonly (CommandKind & { name: CommandName })[] = ROWS;
