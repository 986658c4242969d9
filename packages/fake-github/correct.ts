import { botLogin } from "./app.ts";
import { asRecord } from "./shapes.ts";
import type { FrontState } from "./state.ts";
import type { Json } from "./values.ts";

/** The emulator's JSON, made what GitHub's would be. */
export function corrected(state: FrontState, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => corrected(state, one));
  if (typeof value !== "object" || value === null) return value;
  const fields: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    fields[key] = typeof inner === "string" ? text(state, key, inner) : corrected(state, inner);
  }
  return { ...fields, ...differing(state, fields) };
}

/** As `corrected`, of an object. */
export function correctedObject(state: FrontState, value: Json): Json {
  return asRecord(corrected(state, value));
}

function text(state: FrontState, key: string, value: string): string {
  // A picture that nobody looks at must still have an address.
  if (key === "avatar_url") return "https://avatars.example.com/1";
  if (key.endsWith("_at")) return value.replace(/^(\d{4}-\d\d-\d\dT[\d:]{8})\.\d+Z$/, "$1Z");
  // The login of a bot is written so in an address.
  if (/(?:^|_)url$/.test(key)) return urlOf(state, key, value);
  return value;
}

function urlOf(state: FrontState, key: string, address: string): string {
  const value = address.replace(/\[bot\](?=\/|$)/, "%5Bbot%5D");
  return key === "html_url" ? value.replace(state.url, "https://github.com") : value;
}

function differing(state: FrontState, fields: Json): Json {
  return {
    ...("full_name" in fields && "topics" in fields && ofRepository(state, fields)),
    ...("login" in fields && String(fields.login).endsWith("[bot]") && { type: "Bot" }),
    ...("author_association" in fields && ofAuthored(state, fields)),
    ...("suspended_at" in fields && ofInstallation(state, fields)),
    ...("installations_count" in fields && { owner: ownerOf(state) }),
    ...stampOf(state, fields),
  };
}

function ofRepository(state: FrontState, { id, created_at, pushed_at }: Json): Json {
  return {
    pushed_at: pushed_at ?? created_at,
    ...(!state.hidesProperties && {
      custom_properties: { ...state.properties.get(Number(id)) },
    }),
    ...(state.forks.has(Number(id)) && { fork: true }),
    ...(state.withoutIssues.has(Number(id)) && { has_issues: false }),
  };
}

function ofAuthored(state: FrontState, fields: Json): Json {
  const login = String(asRecord(fields.user).login);
  const role = state.roles.get(login);
  return {
    author_association: role === undefined || role === "none" ? "NONE" : "MEMBER",
    ...("performed_via_github_app" in fields && {
      performed_via_github_app: login === botLogin(state.app) ? appBrief(state) : null,
    }),
  };
}

function ownerOf({ installations }: FrontState): Json {
  const [login] = installations.keys();
  return { login, type: "Organization" };
}

function appBrief(state: FrontState): Json {
  const { appId, slug } = state.app;
  return {
    id: appId,
    slug,
    node_id: `A_${appId}`,
    name: slug,
    owner: ownerOf(state),
    html_url: `https://github.com/apps/${slug}`,
  };
}

function ofInstallation(state: FrontState, { id }: Json): Json {
  return { suspended_at: state.suspended.get(Number(id)) ?? null };
}

function stampOf(state: FrontState, fields: Json): Json {
  const stamp = state.stamps.get(String(fields.node_id));
  if (!stamp) return {};
  const { closed_at, ...rest } = stamp;
  return { ...rest, ...(fields.closed_at && closed_at !== undefined ? { closed_at } : {}) };
}
