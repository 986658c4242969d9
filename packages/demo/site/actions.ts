import { look } from "../looks.ts";
import type { World } from "../world.ts";
import { TOPICS } from "./page.ts";
import { type Deed, leastRole, may, roleOf, type Visitor, visitorNamed } from "./people.ts";
import { DEFAULT_BRANCH } from "./repository.ts";
import { withTick } from "./tasks.ts";

/** What somebody sends from a form. */
export interface Form {
  visitor: Visitor;
  fields: URLSearchParams;
}

/** What became of it: where to look now, or why it was refused. */
export type Done =
  | { goTo: string; visitor?: Visitor; notice?: string }
  | { refused: string; status: 400 | 403 | 404 | 409 };

/** Does on the embedded GitHub what a form asks for, as the person that one is; undefined: no such form. */
export function actOn(world: World, path: string, form: Form): Promise<Done> | Done | undefined {
  if (path === "/person") return changePerson(form);
  if (path === "/stage") return setStage(world, form);
  if (path === "/push") return push(world, form);
  const run = /^\/checks\/(\d{1,6})\/again$/.exec(path)?.[1];
  if (run !== undefined) return checkAgain(world, Number(run), form);
  const [, number, what] = /^\/issues\/(\d{1,6})\/(comments|tick)$/.exec(path) ?? [];
  if (number === undefined) return undefined;
  return what === "tick" ? tick(world, Number(number), form) : comment(world, Number(number), form);
}

/** A path of the page itself: nobody is sent elsewhere. */
function backIn({ fields }: Form): string {
  const path = fields.get("back") ?? "/";
  return /^\/(?![/\\])[\w./#?=&%-]*$/.test(path) ? path : "/";
}

function refusedTo({ visitor }: Form, deed: Deed): Done | undefined {
  if (may(visitor, deed)) return undefined;
  const why = `${visitor} has the role ${roleOf(visitor)}; that takes the role ${leastRole(deed)}`;
  return { refused: why, status: 403 };
}

function changePerson(form: Form): Done {
  const visitor = visitorNamed(form.fields.get("person"));
  return visitor
    ? { goTo: backIn(form), visitor }
    : { refused: "there is nobody of that name", status: 400 };
}

async function setStage({ github, repository }: World, form: Form): Promise<Done> {
  const refused = refusedTo(form, "stage");
  if (refused) return refused;
  const topic = form.fields.get("topic") ?? "";
  const isKnown = TOPICS.some((one) => one === topic);
  if (!isKnown && topic !== "") return { refused: "there is no such stage", status: 400 };
  await github.as(form.visitor).setTopics(repository, isKnown ? [topic] : []);
  const notice = isKnown
    ? `You set the stage: the topic is ${topic} now. The App keeps its issue under Issues.`
    : "You took the stage away. The App closes its issue.";
  return { goTo: backIn(form), notice };
}

const LONGEST_COMMENT = 65_536;

async function comment({ github, repository }: World, number: number, form: Form): Promise<Done> {
  const body = form.fields.get("body") ?? "";
  if (body.trim() === "" || body.length > LONGEST_COMMENT) {
    return { refused: `a comment has 1 to ${LONGEST_COMMENT} characters`, status: 400 };
  }
  await github.as(form.visitor).comment(repository, number, body);
  return { goTo: backIn(form) };
}

async function tick(world: World, number: number, form: Form): Promise<Done> {
  const refused = refusedTo(form, "tick");
  if (refused) return refused;
  const { body } = await look(world, `/issues/${number}`);
  const isTicked = form.fields.get("ticked") === "true";
  const changed = withTick(String(body), Number(form.fields.get("line")), isTicked);
  if (changed === undefined) {
    return { refused: "the issue has changed since you saw it; look again", status: 409 };
  }
  await world.github.as(form.visitor).editIssue(world.repository, number, { body: changed });
  return { goTo: `/issues/${number}` };
}

async function checkAgain({ github, repository }: World, run: number, form: Form): Promise<Done> {
  const refused = refusedTo(form, "recheck");
  if (refused) return refused;
  await github.as(form.visitor).recheck(repository, run);
  return { goTo: backIn(form) };
}

const PLAIN_PATH = /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w./ -]{1,200}(?<![/ ])$/;

async function push({ github, repository }: World, form: Form): Promise<Done> {
  const { fields, visitor } = form;
  const path = fields.get("path") ?? "";
  if (!PLAIN_PATH.test(path)) {
    return { refused: "that is not a plain path, such as .dsp/data-map.yml", status: 400 };
  }
  // Browsers send the line ends of a text as CRLF.
  const files = { [path]: (fields.get("text") ?? "").replaceAll("\r\n", "\n") };
  const message = fields.get("message") || "Change";
  const person = github.as(visitor);
  if (fields.get("to") === DEFAULT_BRANCH) {
    const refused = refusedTo(form, "push");
    if (refused) return refused;
    await person.push(repository, files, message);
    return { goTo: `/blob/${DEFAULT_BRANCH}/${path}` };
  }
  const branch = `${visitor}-${Date.now().toString(36)}`;
  await person.push(repository, files, message, branch);
  const number = await person.openPullRequest(repository, branch, undefined, message);
  return { goTo: `/pulls/${number}` };
}
