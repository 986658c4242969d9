import { botLogin } from "./app.ts";
import { NOT_FOUND, type Reply } from "./route.ts";
import { asRecord } from "./shapes.ts";
import { type FrontState, goneKey } from "./state.ts";
import type { Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** Above this GitHub refuses a body. */
const MOST_CHARACTERS = 65_536;

/** A request about a repository that is there. */
export interface OnRepository {
  method: string;
  rest: string;
  repository: Json;
  token: string | undefined;
  actor: string | undefined;
  body: Json;
}

/** What GitHub refuses and the emulator does not; it has other words for the rest. */
export async function refusalOf(
  state: FrontState,
  upstream: Upstream,
  call: OnRepository,
): Promise<Reply | undefined> {
  const { method, rest, repository, token } = call;
  const holder = token === undefined ? undefined : state.holders.get(token);
  const { login } = asRecord(repository.owner);
  const isOthers = holder && holder.owner !== login;
  const isLeftOut = holder?.repositories && !holder.repositories.includes(Number(repository.id));
  if (repository.private && (isOthers || isLeftOut)) return NOT_FOUND;
  if (repository.archived && method !== "GET" && /^\/(issues|labels|contents|git)\b/.test(rest)) {
    return refusal(403, "Repository was archived so is read-only.");
  }
  if (!/^\/issues\b/.test(rest)) return labelRefusal(upstream, call);
  if (await isOfDisabled(state, upstream, call)) {
    return refusal(410, "Issues has been disabled in this repository.");
  }
  return issueRefusal(state, upstream, call);
}

/** With issues switched off, what is said under pull requests stays where it is: at the addresses of issues. */
async function isOfDisabled(
  { withoutIssues }: FrontState,
  upstream: Upstream,
  { rest, repository }: OnRepository,
): Promise<boolean> {
  if (!withoutIssues.has(Number(repository.id)) || rest.startsWith("/issues/comments"))
    return false;
  const number = /^\/issues\/(\d+)/.exec(rest)?.[1];
  if (number === undefined) return true;
  return (await upstream.find(`/repos/${repository.full_name}/pulls/${number}`)) === undefined;
}

async function issueRefusal(
  state: FrontState,
  upstream: Upstream,
  { method, rest, repository, actor, body }: OnRepository,
): Promise<Reply | undefined> {
  if (String(body.body ?? "").length > MOST_CHARACTERS) {
    return refusal(422, `body is too long (maximum is ${MOST_CHARACTERS} characters)`);
  }
  const number = /^\/issues\/(\d+)/.exec(rest)?.[1];
  if (number === undefined) return undefined;
  const key = goneKey(Number(repository.id), number);
  if (state.gone.has(key)) {
    const location = state.gone.get(key);
    if (location === undefined) return refusal(410, "This issue was deleted");
    const reply = refusal(method === "GET" ? 301 : 307, "Moved Permanently");
    return { ...reply, headers: { location } };
  }
  if (method !== "POST" || !rest.endsWith("/comments") || actor !== botLogin(state.app)) {
    return undefined;
  }
  const issue = await upstream.find(`/repos/${repository.full_name}/issues/${number}`);
  return issue?.locked
    ? refusal(403, "Unable to create comment because issue is locked.")
    : undefined;
}

/** GitHub takes the names of labels without regard to their case. */
async function labelRefusal(
  upstream: Upstream,
  { method, rest, repository, body }: OnRepository,
): Promise<Reply | undefined> {
  if (method !== "POST" || rest !== "/labels") return undefined;
  const { body: labels } = await upstream.call({
    method: "GET",
    path: `/repos/${repository.full_name}/labels?per_page=100`,
    token: "person-admin",
  });
  const name = String(body.name).toLowerCase();
  const isThere = (labels as Json[]).some((label) => String(label.name).toLowerCase() === name);
  if (!isThere) return undefined;
  const reply = refusal(422, "Validation Failed");
  const errors = [{ resource: "Label", code: "already_exists", field: "name" }];
  return { ...reply, body: { ...asRecord(reply.body), errors } };
}

export function refusal(status: number, message: string): Reply {
  return {
    status,
    body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
  };
}
