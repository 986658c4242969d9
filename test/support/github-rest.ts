import {
  type Call,
  NOT_FOUND,
  type Reply,
  type Route,
  tokenOf,
} from "../../packages/fake-github/route.ts";
import { LACKS_RIGHT, mayUse, type Right } from "./github-rights.ts";
import { type GithubState, type Repository, visibleRepository } from "./github-state.ts";

export type RepositoryAnswer = (repository: Repository, call: Call) => Reply;

/** A route below `/repos/:owner/:repo`, for those who see the repository and have the right. */
export function onRepository(
  state: GithubState,
  name: string,
  right: Right | undefined,
  answer: RepositoryAnswer,
): Route {
  return {
    name,
    answer(call) {
      const { owner = "", repo = "" } = call.params;
      const token = tokenOf(call.seen.headers);
      const repository = visibleRepository(state, owner, repo, token);
      if (!repository) return NOT_FOUND;
      if (right && !mayUse(state, repository, token, right)) return refusal(token);
      return answer(repository, call);
    },
  };
}

/** The page of a list that a call asks for, with the link that leads to the next. */
export function pageOf<T>(
  all: readonly T[],
  { query, seen }: Call,
): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(Number(query.get("per_page") || 30), 100);
  const page = Number(query.get("page") || 1);
  const items = all.slice((page - 1) * size, page * size);
  if (page * size >= all.length) return { items, headers: {} };
  const next = new URLSearchParams(query);
  next.set("page", String(page + 1));
  const link = `<http://${seen.headers.host}${seen.path}?${next}>; rel="next"`;
  return { items, headers: { link } };
}

function refusal(token: string | undefined): Reply {
  return token === undefined
    ? { status: 401, body: { message: "Requires authentication" } }
    : { status: 403, body: { message: LACKS_RIGHT } };
}
