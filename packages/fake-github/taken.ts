import { tokenOfPerson } from "./app.ts";
import type { OnRepository } from "./refusals.ts";
import { asList } from "./shapes.ts";
import type { FrontState } from "./state.ts";
import type { Asked, Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

/**
 * A request as GitHub takes it: a label in any case is the one that is there, and who has no access to the
 * repository is left out of the assignees in silence. A login that nobody has is refused by the emulator.
 */
export async function taken(
  state: FrontState,
  upstream: Upstream,
  { rest, repository, body }: OnRepository,
  asked: Asked,
): Promise<Asked> {
  const change: Json = {};
  if (/^\/issues(?:\/\d+(?:\/labels)?)?$/.test(rest) && Array.isArray(body.labels)) {
    const made = await labelsOf(upstream, repository);
    change.labels = asList(body.labels).map((name) => spelt(made, name));
  }
  if (Array.isArray(body.assignees)) {
    change.assignees = asList(body.assignees).filter((login) => !isOutside(state, String(login)));
  }
  const named = /^(.*\/labels\/)([^/]+)$/.exec(rest);
  const isNamed = named?.[1] !== undefined && named[2] !== undefined;
  if (isNamed) {
    const name = spelt(await labelsOf(upstream, repository), decodeURIComponent(`${named[2]}`));
    const path = `/repos/${repository.full_name}${named[1]}${encodeURIComponent(String(name))}`;
    return { ...asked, path };
  }
  if (Object.keys(change).length === 0) return asked;
  return { ...asked, body: JSON.stringify({ ...body, ...change }) };
}

/** Whether an issue of a repository can be given to somebody: whoever may at least read it. */
export function isAssignable({ roles }: FrontState, login: string): boolean {
  const role = rolesOf(roles, login);
  return role !== undefined && role !== "none";
}

/** Whether somebody is known, and has no access. */
function isOutside(state: FrontState, login: string): boolean {
  return rolesOf(state.roles, login) !== undefined && !isAssignable(state, login);
}

/** Logins are the same in any case. */
function rolesOf(roles: FrontState["roles"], login: string): string | undefined {
  return [...roles].find(([name]) => name.toLowerCase() === login.toLowerCase())?.[1];
}

async function labelsOf(upstream: Upstream, { full_name }: Json): Promise<readonly string[]> {
  const { body } = await upstream.call({
    method: "GET",
    path: `/repos/${full_name}/labels?per_page=100`,
    token: tokenOfPerson("admin"),
  });
  return asList(body).map((label) => String((label as Json).name));
}

function spelt(made: readonly string[], given: unknown): unknown {
  const name = typeof given === "string" ? given : (given as Json | null)?.name;
  const found = made.find((one) => one.toLowerCase() === String(name).toLowerCase());
  return found ?? given;
}
