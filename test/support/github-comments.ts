import { failure } from "../../packages/fake-github/schema.ts";
import type { Pull } from "./github-pulls.ts";
import { type GithubState, nextSerial } from "./github-state.ts";

export interface GivenComment {
  /** A login, as REST spells it: a bot's ends in `[bot]`. */
  author: string;
  body: string;
  isMinimized?: boolean;
}

export interface Comment extends Required<GivenComment> {
  id: string;
  /** Comments stand in the order of these, also where others between them are gone. */
  serial: number;
}

export function storeComment(state: GithubState, given: GivenComment): Comment {
  const serial = nextSerial(state);
  return { isMinimized: false, ...given, serial, id: `IC_${serial}` };
}

/** A pull request with its comments, as GraphQL shows it to a login. */
export function pullFor({ id, number, comments }: Pull, viewer: string) {
  return {
    id,
    number,
    comments({ first, after }: { first?: number | null; after?: string | null }) {
      const start = after ? serialIn(after) : 0;
      const rest = comments.filter(({ serial }) => serial > start);
      const page = rest.slice(0, first ?? 0);
      return {
        nodes: page.map((comment) => commentFor(comment, viewer)),
        pageInfo: {
          hasNextPage: rest.length > page.length,
          endCursor: page.map(cursorOf).at(-1) ?? null,
        },
        totalCount: comments.length,
      };
    },
  };
}

/** A comment, as GraphQL shows it to a login. */
export function commentFor({ id, body, author, isMinimized }: Comment, viewer: string) {
  return {
    id,
    body,
    isMinimized,
    viewerDidAuthor: author === viewer,
    // GraphQL tells bots by their kind, and spells their logins without what ends them in REST.
    author: {
      __typename: author.endsWith("[bot]") ? "Bot" : "User",
      login: author.replace(/\[bot\]$/, ""),
    },
  };
}

export function cursorOf({ serial }: Comment): string {
  return Buffer.from(`cursor:${serial}`).toString("base64");
}

function serialIn(cursor: string): number {
  const text = Buffer.from(cursor, "base64").toString();
  const serial = /^cursor:(\d+)$/.exec(text)?.[1];
  if (serial) return Number(serial);
  throw failure("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`);
}
