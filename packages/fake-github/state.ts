import { type AppCredentials, botLogin, type Role } from "./app.ts";
import type { Json } from "./values.ts";

/** Whose an installation token is. */
export interface Holder {
  installation: number;
  owner: string;
  /** The repositories that it was limited to. */
  repositories?: readonly number[];
}

export interface Stamp {
  created_at?: string;
  updated_at?: string;
  closed_at?: string;
}

/** An edit of a body. */
export interface Edit {
  login: string;
  at: string;
}

/** What the emulator does not keep of a check run. */
export interface KeptCheck {
  repository: number;
  sha: string;
  /** The App that made it, by its slug. */
  by: string;
  annotations: Json[];
  actions: Json[];
}

/** What the front knows that the emulator does not. */
export interface FrontState {
  app: AppCredentials;
  url: string;
  now(): Date;
  installations: ReadonlyMap<string, number>;
  /** Installations that are suspended, and since when. */
  suspended: Map<number, string>;
  /** By token. */
  holders: Map<string, Holder>;
  roles: Map<string, Role>;
  /** The ids of all repositories, in the order of their making. */
  repositories: number[];
  /** Custom properties, by the repository's id. */
  properties: Map<number, Json>;
  /** Whether they are told by their own addresses only, and no repository shows them. */
  hidesProperties: boolean;
  forks: Set<number>;
  /** Repositories whose issues are switched off. */
  withoutIssues: Set<number>;
  /** Names that repositories had, in lower case. */
  formerNames: Map<string, number>;
  /** When things were made and changed, by their node ids. */
  stamps: Map<string, Stamp>;
  /** Who has edited an issue's body, by the issue's node id: the first text first, once it was edited. */
  edits: Map<string, readonly Edit[]>;
  /** Issues that are no more, by repository id and number; where they went, if anywhere. */
  gone: Map<string, string | undefined>;
  /** What was shown on comments, and by whom: `login: eyes`, by the comment's id. */
  reactions: Map<number, Set<string>>;
  /** Check runs, by their ids. */
  checks: Map<number, KeptCheck>;
  /** Repositories that people have forked, by the fork's id and name: the one above. */
  parents: Map<number, string>;
}

export function newFrontState(
  given: Pick<FrontState, "app" | "url" | "now" | "installations" | "roles" | "hidesProperties">,
): FrontState {
  return {
    ...given,
    suspended: new Map(),
    holders: new Map(),
    repositories: [],
    properties: new Map(),
    forks: new Set(),
    withoutIssues: new Set(),
    formerNames: new Map(),
    stamps: new Map(),
    edits: new Map(),
    gone: new Map(),
    reactions: new Map(),
    checks: new Map(),
    parents: new Map(),
  };
}

/** The instant as GitHub writes it: in whole seconds. */
export function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

export function stampMade(state: FrontState, { node_id }: Json): void {
  const at = instant(state.now());
  state.stamps.set(String(node_id), { created_at: at, updated_at: at });
}

/** What has been edited is to be told by its times, however soon it was. */
export function stampChanged(state: FrontState, { node_id }: Json, more: Stamp = {}): void {
  const before = state.stamps.get(String(node_id)) ?? {};
  const earliest = Date.parse(before.created_at ?? "1970-01-01T00:00:00Z") + 1000;
  const updated_at = instant(new Date(Math.max(state.now().getTime(), earliest)));
  state.stamps.set(String(node_id), { ...before, updated_at, ...more });
}

export function goneKey(repository: number, number: number | string): string {
  return `${repository}#${number}`;
}

/** Who acts with a token: a person, or the App. */
export function actorOf(state: FrontState, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (state.holders.has(token)) return botLogin(state.app);
  const login = token.startsWith("person-") ? token.slice("person-".length) : undefined;
  return login !== undefined && state.roles.has(login) ? login : undefined;
}
