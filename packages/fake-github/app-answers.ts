import { corrected } from "./correct.ts";
import { graphqlReply } from "./graphql.ts";
import { refusal } from "./refusals.ts";
import type { Reply } from "./route.ts";
import { asList, asRecord } from "./shapes.ts";
import { actorOf, type FrontState } from "./state.ts";
import type { Asked, Upstream } from "./upstream.ts";

const SUSPENDED = "This installation has been suspended";

/** The answers that are of no one repository, where the emulator has none, or a wrong one. */
export async function appAnswer(
  state: FrontState,
  upstream: Upstream,
  asked: Asked,
): Promise<Reply | undefined> {
  const { method, path, token } = asked;
  const minted = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path);
  if (method === "POST" && minted) return mint(state, upstream, asked, Number(minted[1]));
  const holder = token === undefined ? undefined : state.holders.get(token);
  if (holder && state.suspended.has(holder.installation)) return refusal(403, SUSPENDED);
  if (path === "/graphql" && method === "POST") {
    if (token === undefined) return refusal(403, "API rate limit exceeded");
    if (!actorOf(state, token)) return refusal(401, "Bad credentials");
    return graphqlReply({ state, upstream, token }, asked.body ?? "");
  }
  const org = /^\/orgs\/([^/]+)\/properties\/values(?:\?|$)/.exec(path)?.[1];
  if (method === "GET" && org) return propertiesOf(state, upstream, path, org);
  if (method !== "GET" || !/^\/installation\/repositories(?:\?|$)/.test(path)) return undefined;
  return holder ? repositoriesOf(state, upstream, path, holder) : refusal(401, "Bad credentials");
}

async function mint(
  state: FrontState,
  upstream: Upstream,
  asked: Asked,
  installation: number,
): Promise<Reply> {
  if (state.suspended.has(installation)) return refusal(403, SUSPENDED);
  const reply = await upstream.call(asked);
  if (reply.status !== 201) return reply;
  const { token, repositories } = asRecord(reply.body);
  const owner = [...state.installations].find(([, id]) => id === installation)?.[0] ?? "";
  state.holders.set(String(token), {
    installation,
    owner,
    ...(Array.isArray(repositories) && {
      repositories: repositories.map((one) => Number(asRecord(one).id)),
    }),
  });
  return reply;
}

async function propertiesOf(
  state: FrontState,
  upstream: Upstream,
  path: string,
  org: string,
): Promise<Reply> {
  const all = await Promise.all(
    state.repositories.map((id) => upstream.find(`/repositories/${id}`)),
  );
  const body = all.map(asRecord).flatMap(({ id, name, full_name, owner }) => {
    const values = Object.entries(state.properties.get(Number(id)) ?? {});
    const properties = values.map(([property_name, value]) => ({ property_name, value }));
    const one = {
      repository_id: id,
      repository_name: name,
      repository_full_name: full_name,
      properties,
    };
    return asRecord(owner).login === org ? [one] : [];
  });
  const query = new URL(path, state.url).searchParams;
  const perPage = Math.min(Number(query.get("per_page") ?? 30), 100);
  const page = Number(query.get("page") ?? 1);
  return { status: 200, body: body.slice((page - 1) * perPage, page * perPage) };
}

async function repositoriesOf(
  state: FrontState,
  upstream: Upstream,
  path: string,
  { owner, repositories }: { owner: string; repositories?: readonly number[] },
): Promise<Reply> {
  const all = await Promise.all(
    state.repositories.map((id) => upstream.find(`/repositories/${id}`)),
  );
  const seen = all.filter((one) => {
    const { id, owner: account } = asRecord(one);
    const isChosen = repositories?.includes(Number(id)) ?? true;
    return isChosen && asRecord(account).login === owner;
  });
  const query = new URL(path, state.url).searchParams;
  const perPage = Math.min(Number(query.get("per_page") ?? 30), 100);
  const page = Number(query.get("page") ?? 1);
  const list = seen.slice((page - 1) * perPage, page * perPage);
  const next = `${state.url}/installation/repositories?per_page=${perPage}&page=${page + 1}`;
  return {
    status: 200,
    headers: page * perPage < seen.length ? { link: `<${next}>; rel="next"` } : {},
    body: {
      total_count: seen.length,
      repository_selection: repositories ? "selected" : "all",
      repositories: asList(corrected(state, list)),
    },
  };
}
