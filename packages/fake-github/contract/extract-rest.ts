import { OPERATIONS } from "./used.ts";

/** The parts of an OpenAPI description that are read here. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  "x-webhooks": Record<string, { post: { "x-github": { subcategory: string } } }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
  };
}

type Schema = Record<string, unknown>;
type Content = { content?: Record<string, { schema?: Schema }> };
type Response = Content & { $ref?: string };
type Parameter = { $ref?: string; name: string; in: string; schema: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Response>;
};

/** What is for people only, or for other tools. */
const LEFT_OUT = new Set(["description", "example", "examples", "title", "default", "deprecated"]);

/** The operations that are used, with JSON Schemas of what they take and answer. */
export function extractedRest({ paths, components }: Description) {
  const needed = new Map<string, Schema>();
  const named = (name: string) => components.schemas[name] ?? {};
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.set(name, {});
    needed.set(name, plain(named(name)));
  };
  const plain = (schema: Schema) => plainSchema(schema, { named, need });
  const jsonIn = ({ content }: Content) => {
    const schema = content?.["application/json"]?.schema;
    return schema && plain(schema);
  };
  const operations = OPERATIONS.map((name) => {
    const [method = "", path = ""] = name.split(" ");
    const found = paths[path]?.[method.toLowerCase()];
    if (!found) throw new Error(`GitHub's description has no ${name}`);
    const parameters = (found.parameters ?? [])
      .map((one) => (one.$ref ? (components.parameters[nameIn(one.$ref)] ?? one) : one))
      .filter((one) => one.in === "query");
    const responses = Object.entries(found.responses).map(([status, given]) => {
      const response = given.$ref ? (components.responses[nameIn(given.$ref)] ?? given) : given;
      return [status, jsonIn(response) ?? null];
    });
    return [
      name,
      {
        query: Object.fromEntries(parameters.map(({ name, schema }) => [name, plain(schema)])),
        body: (found.requestBody && jsonIn(found.requestBody)) ?? null,
        responses: Object.fromEntries(responses),
      },
    ];
  });
  return {
    operations: Object.fromEntries(operations),
    schemas: Object.fromEntries([...needed].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The field of an object that GitHub's description must have. */
export function field(value: unknown, name: string): object {
  const found: unknown = (value as Schema | undefined)?.[name];
  if (typeof found !== "object" || found === null) throw new Error(`no ${name}`);
  return found;
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

interface Names {
  named(name: string): Schema;
  /** Takes note that a schema is used by its name. */
  need(name: string): void;
}

/** A schema of OpenAPI 3.0 as JSON Schema has it: without remarks, `null` as a type, and no key beside those it names. */
function plainSchema(value: unknown, names: Names): Schema {
  return plainOf(value) as Schema;

  function plainOf(one: unknown): unknown {
    if (Array.isArray(one)) return one.map(plainOf);
    if (typeof one !== "object" || one === null) return one;
    const {
      $ref: reference = copied(one as Schema),
      nullable,
      ...rest
    } = joined(one as Schema, names);
    if (typeof reference === "string") {
      names.need(nameIn(reference));
      return { $ref: `#/schemas/${nameIn(reference)}` };
    }
    const schema: Schema = {};
    for (const [key, inner] of Object.entries(rest)) {
      if (LEFT_OUT.has(key) || key.startsWith("x-")) continue;
      schema[key] = key === "properties" ? plainProperties(inner as Schema) : plainOf(inner);
    }
    if (schema.properties && schema.additionalProperties === undefined) {
      schema.additionalProperties = false;
    }
    return nullable ? orNull(schema) : schema;
  }

  /** Their names are nobody's keywords. */
  function plainProperties(properties: Schema): Schema {
    return Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, plainOf(of)]));
  }
}

/** Of several schemas that hold together, each has some of the keys only: they are made one. */
function joined(schema: Schema, { named }: Names): Schema {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...own } = schema;
  const parts = allOf.map((one: Schema) =>
    typeof one.$ref === "string" ? named(nameIn(one.$ref)) : one,
  );
  const properties = Object.assign({}, ...parts.map((one) => one.properties));
  const required = parts.flatMap((one) => (Array.isArray(one.required) ? one.required : []));
  return { ...own, type: "object", properties, ...(required.length > 0 && { required }) };
}

/** Some operations have a copy of what an App may do, years behind the one that the description names. */
function copied({ properties }: Schema): string | undefined {
  const names = Object.keys((properties ?? {}) as object);
  const isOfApps = ["administration", "contents", "single_file"].every((one) =>
    names.includes(one),
  );
  return isOfApps && !names.includes("merge_queues") ? "app-permissions" : undefined;
}

function orNull(schema: Schema): Schema {
  if (typeof schema.type !== "string") return { anyOf: [schema, { type: "null" }] };
  const { enum: values, type, ...rest } = schema;
  return {
    ...rest,
    type: [type, "null"],
    ...(Array.isArray(values) && { enum: [...new Set([...values, null])] }),
  };
}
