import type { Role } from "../../fake-github/embedded-github.ts";

/** Who one can be on the page. */
export const VISITORS = ["outsider", "triager", "writer", "maintainer"] as const;
export type Visitor = (typeof VISITORS)[number];

export const FIRST_VISITOR: Visitor = "maintainer";

/** What one can do there, beside reading, commenting and opening a pull request, which anybody can. */
export type Deed = "tick" | "push" | "recheck" | "stage";

/** GitHub's own words for the least role that it asks for. Source: its table of roles of a repository. */
const LEAST: Readonly<Record<Deed, Role>> = {
  tick: "write",
  push: "write",
  recheck: "write",
  stage: "maintain",
};

const RANKS: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

const ROLES: Readonly<Record<Visitor, Role>> = {
  outsider: "none",
  triager: "triage",
  writer: "write",
  maintainer: "maintain",
};

export function visitorNamed(name: string | null | undefined): Visitor | undefined {
  return VISITORS.find((one) => one === name);
}

export function roleOf(visitor: Visitor): Role {
  return ROLES[visitor];
}

export function leastRole(deed: Deed): Role {
  return LEAST[deed];
}

export function may(visitor: Visitor, deed: Deed): boolean {
  return RANKS.indexOf(ROLES[visitor]) >= RANKS.indexOf(LEAST[deed]);
}
