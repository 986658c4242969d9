import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type TypeNode,
  visit,
} from "graphql";
import { FIELDS } from "./used.ts";

/** The part of a schema that has the fields used here, with all that these need, without remarks. */
export function extractedGraphql(text: string): string {
  const document = withoutRemarks(parse(text, { noLocation: true }));
  const definitions = new Map(
    document.definitions.flatMap((one) =>
      "name" in one && one.name ? [[one.name.value, one]] : [],
    ),
  );
  const kept = new Map<string, DefinitionNode>();
  for (const [name, fields] of Object.entries(FIELDS)) keep(name, fields);
  return `${[...kept]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, one]) => print(one))
    .join("\n\n")}\n`;

  function keep(name: string, wanted?: readonly string[]): void {
    const found = definitions.get(name);
    // Scalars such as `String` are nobody's to define.
    if (!found || kept.has(name)) return;
    if (
      found.kind === Kind.OBJECT_TYPE_DEFINITION ||
      found.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      if (!wanted) return;
      const fields = wanted.map((field) => fieldOf(found.fields, field, name));
      const interfaces = found.interfaces?.filter((one) => FIELDS[one.name.value]);
      kept.set(name, { ...found, fields, interfaces });
      for (const { type, arguments: given = [] } of fields) {
        for (const one of [type, ...given.map((argument) => argument.type)]) keep(nameOf(one));
      }
      return;
    }
    kept.set(name, found);
    if (found.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const { type } of found.fields ?? []) keep(nameOf(type));
    }
  }
}

function fieldOf(
  fields: readonly FieldDefinitionNode[] | undefined,
  field: string,
  of: string,
): FieldDefinitionNode {
  const found = fields?.find(({ name }) => name.value === field);
  if (!found) throw new Error(`GitHub's schema has no ${of}.${field}`);
  return found;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Without descriptions, and without GitHub's own directives, which say who may see a field when. */
function withoutRemarks(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) =>
      "description" in node || "directives" in node
        ? { ...node, description: undefined, ...("directives" in node && { directives: [] }) }
        : undefined,
  });
}
