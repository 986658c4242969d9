import { correctedObject } from "./correct.ts";
import {
  type Happening,
  issueHappenings,
  repositoryHappenings,
  thingHappenings,
} from "./events.ts";
import type { Reply } from "./route.ts";
import { asRecord } from "./shapes.ts";
import { type Edit, type FrontState, instant, stampChanged, stampMade } from "./state.ts";
import type { Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** A write to a repository. */
export interface Write {
  method: string;
  /** `owner/name`, before the write. */
  fullName: string;
  id: number;
  /** What follows the repository's address. */
  rest: string;
  actor: string;
}

interface World {
  state: FrontState;
  upstream: Upstream;
}

const LABEL_FIELDS = ["name", "color", "description"];

/**
 * Makes a write, looks at what it is about before and after, and says what GitHub would tell of it.
 * The emulator's own webhooks have no id, no label's id, no former values, and none for topics.
 */
export async function writeAndTell(
  world: World,
  write: Write,
  run: () => Promise<Reply>,
): Promise<{ reply: Reply; happenings: Happening[] }> {
  const look = looksFor(world, write);
  const before = await look.before?.();
  const reply = await run();
  const happenings = reply.status < 300 ? await look.told(before, asRecord(reply.body)) : [];
  return { reply, happenings };
}

interface Look {
  before?(): Promise<Json | undefined>;
  told(before: Json | undefined, answer: Json): Happening[] | Promise<Happening[]>;
}

function looksFor(world: World, write: Write): Look {
  const { rest, method } = write;
  const comment = /^\/issues\/comments\/\d+$/.test(rest);
  if (comment) return commentLook(world, write);
  const newComment = /^(\/issues\/\d+)\/comments$/.exec(rest);
  if (newComment?.[1]) return newCommentLook(world, write, newComment[1]);
  const issue = /^\/issues\/\d+/.exec(rest);
  if (issue) return issueLook(world, write, issue[0]);
  if (rest === "/issues") return newIssueLook(world);
  if (/^\/labels(?:\/[^/]+)?$/.test(rest)) return labelLook(world, write);
  if (["", "/topics", "/transfer"].includes(rest) && method !== "DELETE") {
    return repositoryLook(world, write);
  }
  return { told: () => [] };
}

function newIssueLook({ state }: World): Look {
  return {
    told: (_before, answer) => {
      stampMade(state, answer);
      return issueHappenings(undefined, correctedObject(state, answer));
    },
  };
}

function issueLook({ state, upstream }: World, { fullName, actor }: Write, path: string): Look {
  const find = async () => {
    const found = await upstream.find(`/repos/${fullName}${path}`);
    return found && correctedObject(state, found);
  };
  return {
    before: find,
    async told(before) {
      const after = await find();
      if (!before || !after) return [];
      const told = issueHappenings(before, after);
      if (told.length === 0) return [];
      const at = instant(state.now());
      const isClosed = before.state !== "closed" && after.state === "closed";
      stampChanged(state, after, isClosed ? { closed_at: at } : {});
      if (before.body !== after.body) noteEdit(state, before, { login: actor, at });
      return issueHappenings(before, correctedObject(state, after));
    },
  };
}

/** With the first edit GitHub notes who wrote the text that was edited, too. */
function noteEdit(state: FrontState, { node_id, user, created_at }: Json, edit: Edit): void {
  const first = { login: String(asRecord(user).login), at: String(created_at) };
  const before = state.edits.get(String(node_id)) ?? [first];
  state.edits.set(String(node_id), [...before, edit]);
}

function newCommentLook({ state, upstream }: World, { fullName }: Write, path: string): Look {
  return {
    async told(_before, answer) {
      stampMade(state, answer);
      const issue =
        (await upstream.find(`/repos/${fullName}${path}`)) ??
        // A pull request is an issue to GitHub, and none to the emulator.
        (await upstream.get(`/repos/${fullName}${path.replace("/issues/", "/pulls/")}`));
      stampChanged(state, issue);
      const told = thingHappenings("issue_comment", undefined, correctedObject(state, answer), []);
      return withIssue(told, correctedObject(state, issue));
    },
  };
}

function commentLook({ state, upstream }: World, { fullName, rest }: Write): Look {
  const find = async () => {
    const found = await upstream.find(`/repos/${fullName}${rest}`);
    return found && correctedObject(state, found);
  };
  return {
    before: find,
    async told(before, answer) {
      const number = /\d+$/.exec(String(before?.issue_url))?.[0];
      const issue = await upstream.get(`/repos/${fullName}/issues/${number}`);
      if (before && answer.body !== undefined && answer.body !== before.body) {
        stampChanged(state, answer);
      }
      const told = thingHappenings("issue_comment", before, await find(), ["body"]);
      return withIssue(told, correctedObject(state, issue));
    },
  };
}

function withIssue(told: Happening[], issue: Json): Happening[] {
  return told.map(({ event, payload }) => ({ event, payload: { ...payload, issue } }));
}

function labelLook({ state, upstream }: World, { fullName, rest }: Write): Look {
  const before = rest === "/labels" ? undefined : () => upstream.find(`/repos/${fullName}${rest}`);
  return {
    before,
    told: (was, answer) => {
      const after = "id" in answer ? correctedObject(state, answer) : undefined;
      return thingHappenings("label", was, after, LABEL_FIELDS);
    },
  };
}

function repositoryLook({ state, upstream }: World, { fullName, id }: Write): Look {
  const find = async () => correctedObject(state, await upstream.get(`/repositories/${id}`));
  return {
    before: find,
    async told(before) {
      const after = await find();
      if (after.full_name !== fullName) state.formerNames.set(fullName.toLowerCase(), id);
      return before ? repositoryHappenings(before, after) : [];
    },
  };
}
