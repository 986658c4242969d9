import { tokenOfPerson } from "./app.ts";
import { correctedObject } from "./correct.ts";
import { asList, asRecord } from "./shapes.ts";
import { type FrontState, goneKey } from "./state.ts";
import type { Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/** The overview's fields of a repository, from what REST says of it. */
export function overviewFields(world: { upstream: Upstream; state: FrontState }, repository: Json) {
  const { upstream } = world;
  const path = `/repos/${repository.full_name}`;
  const found = correctedObject(world.state, repository);
  return {
    name: found.name,
    owner: { __typename: "Organization", login: asRecord(found.owner).login },
    url: `https://github.com/${found.full_name}`,
    visibility: String(found.visibility ?? (found.private ? "private" : "public")).toUpperCase(),
    isArchived: found.archived === true,
    isFork: found.fork === true,
    isTemplate: found.is_template === true,
    hasIssuesEnabled: found.has_issues !== false,
    defaultBranchRef: async () => {
      const branch = await upstream.find(`${path}/branches/${found.default_branch}`);
      const oid = asRecord(branch?.commit).sha;
      return oid ? { name: found.default_branch, target: { __typename: "Commit", oid } } : null;
    },
    repositoryTopics: { nodes: asList(found.topics).map((name) => ({ topic: { name } })) },
    labels: async ({ first, query = "" }: { first: number; query?: string }) => {
      const labels = await allAt(upstream, `${path}/labels`);
      // GitHub looks for the words in names and descriptions, in any case.
      const sought = query.toLowerCase();
      const named = labels
        .filter(({ name, description }) =>
          `${name}\n${description ?? ""}`.toLowerCase().includes(sought),
        )
        .slice(0, first);
      return {
        nodes: named.map(({ name, description }) => ({
          name,
          description: description ?? null,
          issues: async ({ states }: { states?: readonly string[] }) => {
            const state = states?.length === 1 ? states[0]?.toLowerCase() : "all";
            const bearing = `labels=${encodeURIComponent(String(name))}&state=${state}`;
            const issues = await listAt(upstream, `${path}/issues?${bearing}`);
            const here = issues.filter(
              ({ number }) => !world.state.gone.has(goneKey(Number(found.id), Number(number))),
            );
            return { nodes: here.map((issue) => openIssue(world.state, issue)) };
          },
        })),
      };
    },
  };
}

async function allAt(upstream: Upstream, path: string): Promise<Json[]> {
  const found: Json[] = [];
  for (let page = 1; found.length === (page - 1) * 100; page++) {
    found.push(...(await listAt(upstream, `${path}?per_page=100&page=${page}`)));
  }
  return found;
}

async function listAt(upstream: Upstream, path: string): Promise<Json[]> {
  const { body } = await upstream.call({ method: "GET", path, token: tokenOfPerson("admin") });
  return asList(body).map(asRecord);
}

function openIssue(state: FrontState, issue: Json) {
  const { number, user } = correctedObject(state, issue);
  const login = String(asRecord(user).login);
  const plain = login.replace(/\[bot\]$/, "");
  return { number, author: { __typename: plain === login ? "User" : "Bot", login: plain } };
}
