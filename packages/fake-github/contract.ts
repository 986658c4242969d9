import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { findRoute, NOT_FOUND, type Reply, type Route } from "./route.ts";

/** A request, as far as GitHub's contract speaks of it. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
}

interface Description {
  operations: Record<string, Operation>;
}

interface Operation {
  query: Record<string, { type?: string }>;
  body: object | null;
  responses: Record<string, object | null>;
}

// By where `npm` starts what uses it: scripts are bundled elsewhere.
const TEXT = readFileSync("packages/fake-github/contract/rest.json", "utf8");
const { operations: OPERATIONS }: Description = JSON.parse(TEXT);

/** In these, slashes belong to the parameter. */
const WIDE = /\{(ref|path)\}/g;

/** Those with a wide parameter at their end take what others are for: they come last. */
const ROUTES: readonly Route[] = Object.keys(OPERATIONS)
  .sort(
    (one, other) => Number(/\{(?:ref|path)\}$/.test(one)) - Number(/\{(?:ref|path)\}$/.test(other)),
  )
  .map((operation) => ({
    name: operation.replace(WIDE, ":$1*").replace(/\{(\w+)\}/g, ":$1"),
    answer: () => ({ ...NOT_FOUND, body: operation }),
  }));

/** The descriptions as validators take them, and one of each that was asked for. */
const validators = new Map<string, ValidateFunction>();
let strict: Ajv | undefined;
let lenient: Ajv | undefined;

/**
 * Holds a fake to GitHub's description of its REST API: refuses what is asked against it, and takes note of each
 * answer that differs from it.
 */
export class Contract {
  readonly #breaches = new Set<string>();

  /**
   * What GitHub answers to a body that it does not take. It lets an unknown key of some bodies pass; here each is
   * refused, for it is a slip.
   */
  refusalOf({ method, path, query, body }: Asked): Reply | undefined {
    const operation = operationOf(method, path);
    const found = operation === undefined ? undefined : OPERATIONS[operation];
    if (operation === undefined || !found) {
      this.#breaches.add(
        `${method} ${path}: the contract in packages/fake-github has no such operation`,
      );
      return undefined;
    }
    const unknown = [...query.keys()].find((name) => !found.query[name]);
    if (unknown !== undefined) return invalid(`"${unknown}" is not a permitted parameter.`);
    for (const [name, given] of query) {
      const type = found.query[name]?.type;
      const value =
        type === "integer" ? Number(given) : type === "boolean" ? given === "true" : given;
      const fault = faultIn(
        `asked#/operations/${pointer(operation)}/query/${pointer(name)}`,
        value,
      );
      if (fault !== undefined) return invalid(`${name}${fault}`);
    }
    if (!found.body || body === "") return undefined;
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return undefined;
    }
    const fault = faultIn(`asked#/operations/${pointer(operation)}/body`, value);
    return fault === undefined ? undefined : invalid(fault);
  }

  /**
   * The answer without the fields that GitHub's has not, as nobody may count on them. Takes note of what differs
   * otherwise; fields may be left out.
   */
  held({ method, path }: Pick<Asked, "method" | "path">, reply: Reply): Reply {
    const { status } = reply;
    const operation = operationOf(method, path);
    const responses = operation === undefined ? undefined : OPERATIONS[operation]?.responses;
    // Refusals are alike for all: the description names only some of each operation.
    if (operation === undefined || !responses || status >= 300) return reply;
    const schema = responses[status];
    if (schema === undefined) this.#breaches.add(`${operation} answers with ${status}`);
    if (!schema || typeof reply.body !== "object" || Buffer.isBuffer(reply.body)) return reply;
    const body: unknown = structuredClone(reply.body);
    const fault = faultIn(`answered#/operations/${pointer(operation)}/responses/${status}`, body);
    if (fault !== undefined) this.#breaches.add(`${operation}:${fault}`);
    return { ...reply, body };
  }

  /** Throws if the fake has differed from GitHub. */
  hold(): void {
    if (this.#breaches.size === 0) return;
    throw new Error(`not as GitHub describes it:\n${[...this.#breaches].join("\n")}`);
  }
}

/** The operation that a request is for; a repository has the operations by its id, too. */
function operationOf(method: string, path: string): string | undefined {
  const named = path.replace(/^\/repositories\/\d+/, "/repos/id/id");
  const found = findRoute(ROUTES, { method, path: named, body: "" });
  const operation = found?.route.answer({} as never).body;
  return typeof operation === "string" ? operation : undefined;
}

function faultIn(schema: string, value: unknown): string | undefined {
  const validate = validators.get(schema) ?? validatorOf(schema);
  validators.set(schema, validate);
  if (validate(value)) return undefined;
  return (validate.errors ?? []).map(wordsOf).join("; ");
}

function validatorOf(schema: string): ValidateFunction {
  strict ??= newAjv("asked", JSON.parse(TEXT));
  lenient ??= newAjv("answered", JSON.parse(TEXT, lenientPart), { removeAdditional: true });
  const found = (schema.startsWith("asked#") ? strict : lenient).getSchema(schema);
  if (!found) throw new Error(`no schema ${schema}`);
  return found;
}

function newAjv(name: string, description: object, options: Options = {}): Ajv {
  const made = new Ajv({ strict: false, logger: false, ...options });
  addFormats.default(made);
  return made.addSchema(description, name);
}

/** An answer here has the fields that matter, so that it may be like more than one of several. */
function lenientPart(this: object, key: string, value: unknown): unknown {
  if (key === "required" && Array.isArray(value)) return undefined;
  if (key !== "oneOf") return value;
  Object.assign(this, { anyOf: value });
  return undefined;
}

function wordsOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

function pointer(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function invalid(problem: string): Reply {
  return { status: 422, body: { message: `Invalid request.\n\n${problem}` } };
}
