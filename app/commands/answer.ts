import { setImmediate as nextTurn } from "node:timers/promises";
import { addTo, duration } from "../../src/core/durations.ts";
import type { CommandRoles } from "../../src/core/policy/commands.ts";
import {
  acknowledge,
  type Comment,
  commentsUnder,
  isAtLeastRole,
  roleOf,
  writeComment,
} from "../../src/github/issues.ts";
import { type PullRequest, pullRequest } from "../../src/github/pulls.ts";
import { code, md } from "../../src/report/escape.ts";
import { NotVisibleError } from "../again.ts";
import { replyMark, replyMarkIn } from "../marks.ts";
import { type Reconciled, settle } from "../reconcile.ts";
import { ledgerComment } from "../state/read.ts";
import { situationOf } from "../state/situation.ts";
import type { Asking, Conversation, Reply } from "./asking.ts";
import { assessed } from "./assess.ts";
import { attested } from "./attest.ts";
import { explainReply } from "./explain.ts";
import { helped, mayInWords, raisedRole } from "./help.ts";
import { begun } from "./init.ts";
import { type Read, readCommands } from "./parse.ts";
import { rechecked } from "./recheck.ts";
import { revoked } from "./revoke.ts";
import { snoozed } from "./snooze.ts";
import { statusReply } from "./status.ts";
import { COMMANDS, type Command } from "./table.ts";
import { waived } from "./waive.ts";

/** A comment with commands that have no answer yet. */
interface Question {
  comment: Comment;
  calls: { index: number; read: Read }[];
}

/** What was asked under an issue or pull request, and what the App has said there before. */
export interface Questions {
  questions: readonly Question[];
  ours: readonly string[];
  /** The comments that GitHub lists there. */
  listed: ReadonlySet<number>;
}

/** What the answers to questions came to. */
export interface Answered {
  /** The repository after that: it includes what was recorded. */
  reconciled: Reconciled;
  /** How many comments were written. */
  replies: number;
}

/** An older command is not answered any more: who asked has gone on by then. */
const ANSWERED_FOR = "P3D";

/** Longer quotes of what someone wrote are cut, in code points. */
const LONGEST = 300;

/**
 * Finds the commands that are not answered yet, and shows their authors that they were seen. An edited
 * comment does not count, because nobody can tell what it said. Rejects with a `CannotRunError`.
 */
export async function findQuestions(conversation: Conversation): Promise<Questions> {
  const { reader, repository, number, account, now } = conversation;
  const comments = await commentsUnder(reader, repository, number);
  const ours = comments.flatMap(({ author, body }) => (author === account.login ? [body] : []));
  const answered = new Set(ours.flatMap((body) => replyMarkIn(body) ?? []));
  const questions: Question[] = [];
  for (const comment of comments) {
    if (!isNew(comment, now) || !isPersons(comment)) continue;
    const calls = unanswered(comment, answered);
    if (calls.length > 0) questions.push({ comment, calls });
    // Many comments that are much work to read keep nobody else waiting.
    await nextTurn();
  }
  for (const { comment } of questions) await acknowledge(reader, repository, comment.id);
  return { questions, ours, listed: new Set(comments.map(({ id }) => id)) };
}

function isNew({ createdAt, updatedAt }: Comment, now: Date): boolean {
  const until = addTo(createdAt.slice(0, 10), duration(ANSWERED_FOR));
  return createdAt === updatedAt && now.toISOString().slice(0, 10) <= until;
}

/** An account that is gone has no name; those of Apps end so, and nobody else's can. */
function isPersons({ author }: Comment): boolean {
  return author !== "" && !author.endsWith("[bot]");
}

function unanswered({ id, body }: Comment, answered: ReadonlySet<string>): Question["calls"] {
  return readCommands(body)
    .map((read, index) => ({ index, read }))
    .filter(({ index }) => !answered.has(`${id}.${index}`));
}

/**
 * Answers each command by one comment, whose mark says which it answers. If the answer becomes part of the
 * record, the stage issue shows it then. Rejects with a `CannotRunError`; the next run finds what is not
 * answered then.
 */
export async function answerQuestions(
  { questions, ours }: Questions,
  conversation: Conversation,
  before: Reconciled,
): Promise<Answered> {
  const { reader, repository, number } = conversation;
  let reconciled = before;
  let replies = 0;
  for (const { comment, calls } of questions) {
    const login = comment.author;
    const role = await roleOf(reader, repository, login);
    for (const { index, read } of calls) {
      const asking: Asking = { ...conversation, comment, login, role, ours, reconciled };
      const { text, isEntry } = await answerTo(read, asking);
      await conversation.pace();
      const body = `${text}\n${replyMark(comment.id, index)}`;
      const written = await writeComment(reader, repository, number, body);
      replies++;
      if (isEntry) reconciled = await withEntry(written, reconciled, conversation);
    }
  }
  return { reconciled, replies };
}

/** The repository once an entry is made: what it changes is shown, and nothing is read for it. */
async function withEntry(
  entry: Comment,
  { situation, writes }: Reconciled,
  conversation: Conversation,
): Promise<Reconciled> {
  const { facts } = situation;
  if (!facts) return { situation, writes };
  const { number, account, judging } = conversation;
  const before = facts.comments.get(number) ?? [];
  const comments = new Map(facts.comments).set(number, [...before, ledgerComment(entry, account)]);
  const more = await settle(situationOf({ ...facts, comments }, judging), conversation);
  return { ...more, writes: writes + more.writes };
}

async function answerTo(read: Read, asking: Asking): Promise<Reply> {
  const answer = await say(read, asking);
  return typeof answer === "string" ? { text: answer, isEntry: false } : answer;
}

async function say(read: Read, asking: Asking): Promise<Reply | string> {
  const { login, role } = asking;
  const row = read.ok ? COMMANDS.find(({ name }) => name === read.command.name) : undefined;
  // Nothing of an outsider's command is read or repeated.
  const isHeard = isAtLeastRole(role, "triage") || row?.authorToo === true;
  if (!isHeard)
    return "You cannot use commands here. You need the role `triage` or more in this repository.\n";
  const roles = rolesIn(asking);
  if (!read.ok || !row) return `${misread(read)}\n${helped(roles)}`;
  const raised = raisedRole(row, roles);
  const change = row.authorToo ? await changeOf(asking) : undefined;
  const isAuthors = change?.author === login && raised === undefined;
  const mayAsk = isAtLeastRole(role, raised ?? row.who) || isAuthors;
  if (!mayAsk) return `You cannot use ${code(row.usage)} here. ${mayInWords(row, roles)}\n`;
  return carryOut(read.command, asking, change);
}

/** The pull request that a command was given on; undefined if it was given on an issue. */
async function changeOf(asking: Asking): Promise<PullRequest | undefined> {
  const { reader, repository, number, comment } = asking;
  const found = await pullRequest(reader, repository, number);
  if (found.ok) return found.value;
  // The address of the comment says what it was given on.
  if (!/\/pull\/\d+#/.test(comment.url)) return undefined;
  throw new NotVisibleError(`GitHub does not show pull request ${number} (${found.status})`);
}

/** A policy that cannot be used raises nothing. */
function rolesIn({ reconciled }: Asking): CommandRoles {
  const policy = reconciled.situation.facts?.policy;
  return policy?.ok ? policy.policy.commands : {};
}

function misread(read: Read): string {
  return read.ok ? "" : `${code(read.said, LONGEST)}: ${md(read.problem, LONGEST)}.\n`;
}

async function carryOut(
  command: Command,
  asking: Asking,
  change: PullRequest | undefined,
): Promise<Reply | string> {
  switch (command.name) {
    case "assess":
      return assessed(asking, command.stage, change);
    case "status":
      return statusReply(asking);
    case "explain":
      return explainReply(command.id);
    case "attest":
      return attested(asking, command.id, command.evidence);
    case "revoke":
      return revoked(asking, command.id);
    case "waive":
      return waived(asking, command);
    case "init":
      return begun(asking, command.stage);
    case "snooze":
      return snoozed(asking, command.days);
    case "recheck":
      return rechecked(asking);
    case "help":
      return helped(rolesIn(asking));
  }
}
