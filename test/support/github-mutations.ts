import { failure } from "../../packages/fake-github/schema.ts";
import { type Comment, commentFor, cursorOf, storeComment } from "./github-comments.ts";
import type { Pull } from "./github-pulls.ts";
import { LACKS_RIGHT, loginOf, mayUse } from "./github-rights.ts";
import { type GithubState, visibleRepository } from "./github-state.ts";

interface Given<Fields> {
  input: Fields & { clientMutationId?: string };
}

const MOST_CHARACTERS = 65_536;

/** What changes comments, for the holder of a token. */
export function commentMutations(state: GithubState, token: string) {
  const viewer = loginOf(state, token);
  return {
    addComment({ input }: Given<{ subjectId: string; body: string }>) {
      const { clientMutationId, subjectId } = input;
      const pull = changeable(state, token, subjectId, ({ id }) => id === subjectId);
      const comment = storeComment(state, { author: viewer, body: bodyOf(input) });
      pull.comments.push(comment);
      const commentEdge = { node: commentFor(comment, viewer), cursor: cursorOf(comment) };
      return { clientMutationId, commentEdge };
    },
    updateIssueComment({ input }: Given<{ id: string; body: string }>) {
      const { comment } = changeableComment(state, token, input.id);
      comment.body = bodyOf(input);
      return {
        clientMutationId: input.clientMutationId,
        issueComment: commentFor(comment, viewer),
      };
    },
    deleteIssueComment({ input }: Given<{ id: string }>) {
      const { pull, comment } = changeableComment(state, token, input.id);
      pull.comments.splice(pull.comments.indexOf(comment), 1);
      return { clientMutationId: input.clientMutationId };
    },
  };
}

function changeableComment(
  state: GithubState,
  token: string,
  id: string,
): { pull: Pull; comment: Comment } {
  const isIt = (comment: Comment) => comment.id === id;
  const pull = changeable(state, token, id, ({ comments }) => comments.some(isIt));
  const comment = pull.comments.find(isIt);
  if (!comment) throw noNode(id);
  return { pull, comment };
}

/**
 * The pull request that has a node. Who wrote a comment does not matter: the token of a workflow that
 * only reads may not change those of an earlier run either.
 */
function changeable(
  state: GithubState,
  token: string,
  id: string,
  isIt: (pull: Pull) => boolean,
): Pull {
  for (const repository of state.repositories.values()) {
    const pull = [...repository.pulls.values()].find(isIt);
    if (!pull || !visibleRepository(state, repository.owner, repository.name, token)) continue;
    if (mayUse(state, repository, token, "pull_requests:write")) return pull;
    throw failure("FORBIDDEN", LACKS_RIGHT);
  }
  throw noNode(id);
}

function noNode(id: string) {
  return failure("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
}

function bodyOf({ body }: { body: string }): string {
  // GitHub counts characters, not what JavaScript makes of them.
  if ([...body].length <= MOST_CHARACTERS) return body;
  throw failure("UNPROCESSABLE", `Body is too long (maximum is ${MOST_CHARACTERS} characters)`);
}
