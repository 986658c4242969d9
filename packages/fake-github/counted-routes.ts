import { findRoute, NOT_FOUND, type Route } from "./route.ts";

const REPOSITORY = "/repos/:owner/:repo";

/** A query of files has the plain name. */
const ISSUE_QUERY = "POST /graphql issue";

/** The names that requests are counted under, the narrower ones first. */
const NAMES = [
  "GET /app",
  "GET /app/installations",
  "GET /app/installations/:id",
  "POST /app/installations/:id/access_tokens",
  "GET /app/hook/deliveries",
  "GET /app/hook/deliveries/:id",
  "POST /app/hook/deliveries/:id/attempts",
  "GET /installation/repositories",
  "GET /orgs/:org/properties/values",
  "GET /rate_limit",
  "GET /search/issues",
  ISSUE_QUERY,
  "POST /graphql",
  "GET /users/:login",
  `GET ${REPOSITORY}`,
  `GET ${REPOSITORY}/installation`,
  `GET ${REPOSITORY}/topics`,
  `GET ${REPOSITORY}/properties/values`,
  `GET ${REPOSITORY}/collaborators/:login/permission`,
  `GET ${REPOSITORY}/assignees/:login`,
  `GET ${REPOSITORY}/branches/:branch`,
  `GET ${REPOSITORY}/git/trees/:sha`,
  `GET ${REPOSITORY}/git/blobs/:sha`,
  `GET ${REPOSITORY}/git/ref/:ref*`,
  `GET ${REPOSITORY}/contents/:path*`,
  `GET ${REPOSITORY}/commits/:ref/check-runs`,
  `GET ${REPOSITORY}/commits/:ref*`,
  `GET ${REPOSITORY}/labels`,
  `POST ${REPOSITORY}/labels`,
  `GET ${REPOSITORY}/labels/:name`,
  `PATCH ${REPOSITORY}/labels/:name`,
  `DELETE ${REPOSITORY}/labels/:name`,
  `GET ${REPOSITORY}/issues`,
  `POST ${REPOSITORY}/issues`,
  `GET ${REPOSITORY}/issues/comments`,
  `GET ${REPOSITORY}/issues/comments/:id`,
  `PATCH ${REPOSITORY}/issues/comments/:id`,
  `DELETE ${REPOSITORY}/issues/comments/:id`,
  `POST ${REPOSITORY}/issues/comments/:id/reactions`,
  `GET ${REPOSITORY}/pulls/:number`,
  `GET ${REPOSITORY}/issues/:number`,
  `PATCH ${REPOSITORY}/issues/:number`,
  `GET ${REPOSITORY}/issues/:number/comments`,
  `POST ${REPOSITORY}/issues/:number/comments`,
  `GET ${REPOSITORY}/issues/:number/labels`,
  `POST ${REPOSITORY}/issues/:number/labels`,
  `PUT ${REPOSITORY}/issues/:number/labels`,
  `DELETE ${REPOSITORY}/issues/:number/labels/:name`,
  `POST ${REPOSITORY}/issues/:number/assignees`,
  `DELETE ${REPOSITORY}/issues/:number/assignees`,
  `PUT ${REPOSITORY}/issues/:number/lock`,
  `DELETE ${REPOSITORY}/issues/:number/lock`,
  `GET ${REPOSITORY}/issues/:number/events`,
  `GET ${REPOSITORY}/issues/:number/timeline`,
  `GET ${REPOSITORY}/check-runs/:id`,
  `PATCH ${REPOSITORY}/check-runs/:id`,
  `POST ${REPOSITORY}/check-runs`,
  "GET /repositories/:id",
];

const ROUTES: readonly Route[] = NAMES.map((name) => ({
  name,
  takes: (body: string) => name !== ISSUE_QUERY || isOfIssueOnly(body),
  answer: () => NOT_FOUND,
}));

function isOfIssueOnly(body: string): boolean {
  return /\bissue\s*\(/.test(body) && !/\bobject\s*\(/.test(body);
}

/** What a request is counted under: its own method and path, where no name fits. */
export function routeOf(call: { method: string; path: string; body: string }): string {
  // A repository has the routes by its id, too.
  const path = call.path.replace(/^\/repositories\/\d+\/(.+)$/, "/repos/id/id/$1");
  return findRoute(ROUTES, { ...call, path })?.route.name ?? `${call.method} ${call.path}`;
}

/** A name that is not there is a slip of the test's. */
export function checkRoute(name: string): void {
  if (!NAMES.includes(name)) throw new Error(`no route ${name}; add it to counted-routes.ts`);
}
