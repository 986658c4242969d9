import { corrected, correctedObject } from "./correct.ts";
import { type OnRepository, refusal } from "./refusals.ts";
import { NOT_FOUND, type Reply } from "./route.ts";
import { asList, asRecord } from "./shapes.ts";
import type { FrontState } from "./state.ts";
import { isAssignable } from "./taken.ts";
import type { Asked, Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** As GitHub's older field has it: it knows fewer roles. */
const PERMISSIONS = { admin: "admin", maintain: "write", write: "write" } as const;

/** The answers about a repository that the emulator does not give, or not as GitHub does. */
export async function repositoryAnswer(
  state: FrontState,
  upstream: Upstream,
  { method, rest, repository, actor, body }: OnRepository,
  asked: Asked,
): Promise<Reply | undefined> {
  const comment = /^\/issues\/comments\/(\d+)\/reactions$/.exec(rest)?.[1];
  if (method === "POST" && comment)
    return react(state, Number(comment), `${actor}: ${body.content}`);
  if (method !== "GET") return undefined;
  const person = /^\/collaborators\/([^/]+)\/permission$/.exec(rest)?.[1];
  if (person) return permission(state, upstream, decodeURIComponent(person), repository.private);
  const assignee = /^\/assignees\/([^/]+)$/.exec(rest)?.[1];
  if (assignee) {
    const isTaken = isAssignable(state, decodeURIComponent(assignee));
    return isTaken ? { status: 204, body: "" } : NOT_FOUND;
  }
  if (rest === "/properties/values") {
    const values = Object.entries(state.properties.get(Number(repository.id)) ?? {});
    const body = values.map(([property_name, value]) => ({ property_name, value }));
    return { status: 200, body };
  }
  if (rest === "/issues/comments") return comments(state, upstream, asked);
  const ref = /^\/commits\/(.+)$/.exec(rest)?.[1];
  if (ref && !/\/(check-runs|check-suites|comments)$/.test(ref))
    return commit(upstream, asked, ref);
  const isRaw = asked.accept?.includes("raw") ?? false;
  return /^\/git\/blobs\/[^/]+$/.test(rest) && isRaw ? blob(upstream, asked) : undefined;
}

function react({ reactions }: FrontState, comment: number, reaction: string): Reply {
  const before = reactions.get(comment) ?? new Set();
  reactions.set(comment, new Set([...before, reaction]));
  return { status: before.has(reaction) ? 200 : 201, body: { id: comment } };
}

/** The emulator takes `comments` for an issue's number. */
async function comments(state: FrontState, upstream: Upstream, asked: Asked): Promise<Reply> {
  const { pathname, searchParams } = new URL(asked.path, state.url);
  const list = async (path: string): Promise<Json[]> => {
    const { body } = await upstream.call({ ...asked, path: `${path}per_page=100` });
    return asList(corrected(state, body)).map(asRecord);
  };
  const issues = await list(`${pathname.replace(/comments$/, "").slice(0, -1)}?state=all&`);
  const nested = issues.map(({ number }) =>
    list(`${pathname.replace(/comments$/, `${number}/comments`)}?`),
  );
  const since = searchParams.get("since") ?? "";
  const all = (await Promise.all(nested)).flat().filter((one) => String(one.updated_at) >= since);
  all.sort((one, other) => Number(one.id) - Number(other.id));
  const perPage = Number(searchParams.get("per_page") ?? 30);
  const page = Number(searchParams.get("page") ?? 1);
  return { status: 200, body: all.slice((page - 1) * perPage, page * perPage) };
}

async function permission(
  state: FrontState,
  upstream: Upstream,
  login: string,
  isPrivate: unknown,
): Promise<Reply> {
  const role = state.roles.get(login);
  if (role === undefined) return NOT_FOUND;
  const user = correctedObject(state, await upstream.get(`/users/${encodeURIComponent(login)}`));
  const granted = role === "none" && !isPrivate ? "read" : role;
  const known: Readonly<Record<string, string>> = { ...PERMISSIONS, none: "none" };
  return {
    status: 200,
    body: { permission: known[granted] ?? "read", role_name: granted, user },
  };
}

async function commit(upstream: Upstream, asked: Asked, ref: string): Promise<Reply> {
  const reply = await upstream.call(asked);
  if (reply.status === 404) {
    const { body } = await upstream.call({
      method: "GET",
      path: asked.path.replace(/\/commits\/.*$/, "/branches"),
      token: asked.token,
    });
    const isEmpty = Array.isArray(body) && body.length === 0;
    if (isEmpty) return refusal(409, "Git Repository is empty.");
    return refusal(422, `No commit found for SHA: ${decodeURIComponent(ref)}`);
  }
  if (reply.status !== 200 || !asked.accept?.includes(".sha")) return reply;
  return {
    status: 200,
    headers: { "content-type": "application/vnd.github.sha; charset=utf-8" },
    body: String(asRecord(reply.body).sha),
  };
}

async function blob(upstream: Upstream, asked: Asked): Promise<Reply> {
  const reply = await upstream.call({ ...asked, accept: undefined });
  if (reply.status !== 200) return reply;
  return {
    status: 200,
    headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" },
    body: Buffer.from(String(asRecord(reply.body).content), "base64"),
  };
}
