import { parseDocument } from "yaml";
import { INPUT_NAMES, readInputs } from "../../src/action/inputs.ts";
import { ACTION_EVENTS } from "../../src/action/occasion.ts";
import { PLACES } from "../../src/core/home.ts";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Workflow {
  name?: string;
  on?: Record<string, unknown>;
  permissions?: unknown;
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      "timeout-minutes"?: number;
      strategy?: { matrix: Record<string, string[]> };
      steps: Step[];
    }
  >;
}

const isOurs = (uses: string) => uses.startsWith(`${PLACES.action}@`);
/** Triggers whose token can write, whoever is behind the event. */
const PRIVILEGED = ["pull_request_target", "workflow_run"];

/** What is wrong with an example of a workflow. */
export function faultsIn(text: string): string[] {
  const document = parseDocument(text);
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) return problems.map(({ message }) => message);
  const { name, on = {}, permissions, jobs } = document.toJS() as Workflow;
  const isPrivileged = PRIVILEGED.some((event) => event in on);
  const unknown = Object.keys(on).filter((event) => !ACTION_EVENTS.some((one) => one === event));
  return [
    ...(name ? [] : ["no name"]),
    ...(Object.keys(on).length > 0 ? [] : ["no trigger"]),
    ...unknown.map((event) => `${event} is not an event of the Action`),
    ...(JSON.stringify(permissions) === "{}" ? [] : ["rights for the whole workflow"]),
    ...linesOf(text, /\buses:/)
      .filter((line) => !/ uses: [\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      .map((line) => `not pinned: ${line.trim()}`),
    ...linesOf(text, /^\s+[a-z-]+: (?:read|write)\b/)
      .filter((line) => !/ # [a-z]/.test(line))
      .map((line) => `a right without a reason: ${line.trim()}`),
    ...Object.entries(jobs).flatMap(([id, { steps, strategy, ...job }]) => [
      ...(job["timeout-minutes"] ? [] : [`${id} has no timeout`]),
      ...faultyRights(steps, job.permissions, on),
      ...steps.flatMap((step) => faultsOf(step, isPrivileged, strategy?.matrix ?? {})),
    ]),
  ];
}

function linesOf(text: string, pattern: RegExp): string[] {
  return text.split("\n").filter((line) => pattern.test(line));
}

/** The rights of a job have to be those that its steps need, and no others. */
function faultyRights(
  steps: readonly Step[],
  found: Record<string, string> | undefined,
  on: Record<string, unknown>,
): string[] {
  const needed = new Map<string, string>();
  for (const { uses = "", with: inputs = {} } of steps) {
    const { token, statuses, comment = "never" } = inputs;
    if (uses.startsWith("actions/checkout@")) needed.set("contents", "read");
    if (uses.startsWith("github/codeql-action/upload-sarif@")) {
      needed.set("security-events", "write").set("actions", "read");
    }
    if (!isOurs(uses) || token !== undefined) continue;
    needed.set("contents", "read");
    if (statuses !== "never") needed.set("statuses", "write");
    if ("workflow_run" in on) needed.set("pull-requests", "read");
    if (comment !== "never") needed.set("pull-requests", "write");
  }
  const inOrder = (rights: Iterable<[string, string]>) => JSON.stringify([...rights].sort());
  if (!found) return ["a job without rights of its own"];
  return inOrder(Object.entries(found)) === inOrder(needed)
    ? []
    : [`rights ${inOrder(Object.entries(found))}, needed ${inOrder(needed)}`];
}

function faultsOf(
  { uses = "", run: script = "", with: inputs = {} }: Step,
  isPrivileged: boolean,
  matrix: Record<string, string[]>,
): string[] {
  return [
    ...(script.includes("${{") ? ["an expression inside a script"] : []),
    ...(isPrivileged && (script !== "" || !isOurs(uses))
      ? ["another step than ours with a token that can write"]
      : []),
    ...(isOurs(uses) ? faultyInputs(inputs, matrix) : []),
  ];
}

/** Tries the inputs with each value of the matrix; any other expression stands for a token. */
function faultyInputs(inputs: Record<string, unknown>, matrix: Record<string, string[]>): string[] {
  const names: readonly string[] = INPUT_NAMES;
  const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
  const [key, values] = Object.entries(matrix)[0] ?? ["", [""]];
  const refused = values.flatMap((value) => {
    const given = (name: string) =>
      String(inputs[name] ?? "")
        .replaceAll(`\${{ matrix.${key} }}`, value)
        .replace(/^\$\{\{.*\}\}$/, "ghs_x");
    try {
      readInputs(given);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  return [...unknown.map((name) => `there is no input ${name}`), ...refused];
}
