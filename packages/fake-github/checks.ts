import { correctedObject } from "./correct.ts";
import { type OnRepository, refusal } from "./refusals.ts";
import { NOT_FOUND, type Reply } from "./route.ts";
import { asList, asRecord } from "./shapes.ts";
import type { FrontState } from "./state.ts";
import type { Asked } from "./upstream.ts";
import type { Json } from "./values.ts";
import type { Workings } from "./workings.ts";

/** GitHub's limits. Source: its REST API, check runs. */
const MOST = { annotations: 50, text: 65_535, title: 255, message: 65_536, actions: 3 } as const;

/**
 * The answers about check runs. The emulator keeps them, and the rights; it has no Apps to them, puts
 * annotations in place of those before, knows no limits, and no commit of a fork.
 */
export async function checkAnswer(
  front: Workings,
  { method, rest, repository, actor, body }: OnRepository,
  asked: Asked,
): Promise<Reply | undefined> {
  const { state, upstream } = front;
  const repositoryId = Number(repository.id);
  const sha = /^\/commits\/([^/]+)\/check-runs$/.exec(rest)?.[1];
  if (method === "GET" && sha) return listed(front, repository, sha, asked);
  const id = /^\/check-runs\/(\d+)/.exec(rest)?.[1];
  if (id === undefined && rest !== "/check-runs") return undefined;
  const kept = id === undefined ? undefined : state.checks.get(Number(id));
  if (id !== undefined && kept?.repository !== repositoryId) return NOT_FOUND;
  if (method === "GET" && kept && rest.endsWith("/annotations")) {
    return { status: 200, body: kept.annotations };
  }
  if (method === "GET") {
    const reply = await upstream.call(asked);
    return reply.status === 200 ? { status: 200, body: shown(state, asRecord(reply.body)) } : reply;
  }
  const by = `${actor}`.endsWith("[bot]") ? `${actor}`.slice(0, -"[bot]".length) : undefined;
  if (by === undefined) return refusal(403, "You must authenticate via a GitHub App.");
  if (kept && kept.by !== by) return refusal(403, `Invalid app_id ${kept.by}`);
  const fault = faultIn(body);
  if (fault !== undefined) return refusal(422, fault);
  const reply = await upstream.call(asked);
  if (reply.status >= 300) return reply.status === 403 ? forbidden() : reply;
  const made = asRecord(reply.body);
  const { annotations, actions } = { ...asRecord(body.output), actions: body.actions } as Json;
  state.checks.set(Number(made.id), {
    repository: repositoryId,
    sha: String(made.head_sha),
    by,
    annotations: [...(kept?.annotations ?? []), ...asList(annotations).map(asRecord)],
    actions: actions === undefined ? (kept?.actions ?? []) : asList(actions).map(asRecord),
  });
  const check_run = shown(state, made);
  if (by === state.app.slug) {
    const action = kept ? "completed" : "created";
    await front.tell(repositoryId, String(actor), [
      { event: "check_run", payload: { action, check_run } },
    ]);
  }
  return { status: reply.status, body: check_run };
}

function forbidden(): Reply {
  return refusal(403, "Resource not accessible by integration");
}

/** Of each App, the latest of each name. */
async function listed(
  { state, upstream }: Workings,
  repository: Json,
  sha: string,
  asked: Asked,
): Promise<Reply> {
  const reply = await upstream.call(asked);
  // A commit of a fork is none to the emulator.
  if (reply.status !== 200 && reply.status !== 404)
    return reply.status === 403 ? forbidden() : reply;
  const { searchParams } = new URL(asked.path, state.url);
  const latest = new Map<string, Json>();
  for (const [id, kept] of state.checks) {
    if (kept.repository !== Number(repository.id) || kept.sha !== sha) continue;
    const run = shown(state, await upstream.get(`/repos/${repository.full_name}/check-runs/${id}`));
    const name = searchParams.get("check_name") ?? run.name;
    if (run.name === name) latest.set(`${kept.by}: ${name}`, run);
  }
  return { status: 200, body: { total_count: latest.size, check_runs: [...latest.values()] } };
}

/** A check run as GitHub shows it. */
export function shown(state: FrontState, run: Json): Json {
  const kept = state.checks.get(Number(run.id));
  const slug = kept?.by ?? "";
  const app = { id: slug === state.app.slug ? state.app.appId : 1, slug, name: slug };
  return correctedObject(state, {
    ...run,
    app,
    output: { ...asRecord(run.output), annotations_count: kept?.annotations.length ?? 0 },
  });
}

function faultIn(body: Json): string | undefined {
  const { title, summary, text, annotations } = asRecord(body.output);
  const all = asList(annotations).map(asRecord);
  const isLong = (value: unknown, most: number) => typeof value === "string" && value.length > most;
  if (body.output !== undefined && (!title || !summary)) return "title and summary are required";
  if (all.length > MOST.annotations) return "Only 50 annotations are allowed per request";
  if (isLong(title, MOST.title)) return "title is too long";
  // GitHub says characters, and counts bytes.
  const isLarge = (value: unknown) => Buffer.byteLength(String(value ?? "")) > MOST.text;
  if (isLarge(summary) || isLarge(text)) return "summary exceeds a maximum bytesize of 65535";
  if (isLong(body.name, MOST.title)) return "name is too long";
  if (asList(body.actions).length > MOST.actions) return "Only 3 actions are allowed";
  for (const one of asList(body.actions).map(asRecord)) {
    const { label, description, identifier } = one;
    if (!identifier || isLong(label, 20) || isLong(description, 40) || isLong(identifier, 20)) {
      return "an action's texts are too long";
    }
  }
  for (const one of all) {
    const isWithin = one.start_line === one.end_line || one.start_column === undefined;
    if (!isWithin) return "columns are of one line only";
    if (isLong(one.title, MOST.title)) return "an annotation's title is too long";
    if (Buffer.byteLength(String(one.message)) > MOST.message) return "a message is too long";
  }
  return undefined;
}
