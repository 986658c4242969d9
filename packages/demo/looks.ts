import { botLogin } from "../fake-github/app.ts";
import { asList, asRecord } from "../fake-github/shapes.ts";
import type { Json } from "../fake-github/values.ts";
import type { World } from "./world.ts";

/** What stands at an address below the repository. */
export async function look({ github, repository }: World, rest: string): Promise<Json> {
  return asRecord(await github.read(`/repos/${repository}${rest}`));
}

/** As `look`, of a list; the whole of it, which is short here. */
export async function lookAtList({ github, repository }: World, rest: string): Promise<Json[]> {
  const found = await github.read(
    `/repos/${repository}${rest}${rest.includes("?") ? "&" : "?"}per_page=100`,
  );
  return asList(found).map(asRecord);
}

/** The issue that the App keeps for a stage; nothing where there is none. */
export async function stageIssue(world: World, stage: string): Promise<Json> {
  const issues = await lookAtList(world, "/issues?state=all");
  const title = `Data security and privacy: ${stage} expectations`;
  return issues.find((issue) => issue.title === title && isOfApp(world, issue)) ?? {};
}

/** What the App has said under an issue or a pull request, oldest first. */
export async function saidUnder(world: World, { number }: Json): Promise<string[]> {
  if (number === undefined) return [];
  const comments = await lookAtList(world, `/issues/${number}/comments`);
  return comments.filter((one) => isOfApp(world, one)).map(({ body }) => String(body));
}

/** The last thing that the App has said there; nothing where it has not. */
export async function lastSaidUnder(world: World, issue: Json): Promise<string> {
  return (await saidUnder(world, issue)).at(-1) ?? "";
}

/** The pull request that was opened last. */
export async function lastPullRequest(world: World): Promise<Json> {
  const all = await lookAtList(world, "/pulls?state=all");
  const numbers = all.map(({ number }) => Number(number));
  // The list may be behind: of its head each pull request tells itself.
  return numbers.length > 0 ? look(world, `/pulls/${Math.max(...numbers)}`) : {};
}

/** The checks of a commit, newest first. */
export async function checksOf(world: World, sha: string): Promise<Json[]> {
  const { check_runs } = await look(world, `/commits/${sha}/check-runs`);
  const all = asList(check_runs).map(asRecord);
  return all.sort((one, other) => Number(other.id) - Number(one.id));
}

export const CHECK = "Data security and privacy";

/** The App's check of the last pull request, as it is now; nothing where there is none. */
export async function lastCheck(world: World): Promise<Json> {
  const pull = await lastPullRequest(world);
  if (pull.number === undefined) return {};
  const checks = await checksOf(world, String(asRecord(pull.head).sha));
  return checks.find(({ name }) => name === CHECK) ?? {};
}

export async function annotationsOf(world: World, { id }: Json): Promise<Json[]> {
  return id === undefined ? [] : lookAtList(world, `/check-runs/${id}/annotations`);
}

function isOfApp({ github }: World, { user }: Json): boolean {
  return asRecord(user).login === botLogin(github.app);
}
