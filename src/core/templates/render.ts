import { hasReached, STAGES, type Stage } from "../stages.ts";

/**
 * A template is YAML with three marks. `<example>` is a value to fill in. `@stage` at a line's end says
 * from which stage the line is needed. The lines between `[[key` and `]]` are one example entry of the
 * list `key`.
 */
export type Template = string;

/** How much of a template is written out: for people to fill in, or with all its examples. */
export type Filling = "empty" | "examples";

/** Takes a template, returns a YAML file for a stage. What a later stage needs is a comment in it. */
export function renderTemplate(template: Template, stage: Stage, filling: Filling): string {
  let list: string | undefined;
  const lines = template.split("\n").flatMap((line) => {
    if (line.startsWith("[[")) {
      list = line.slice(2);
      return filling === "examples" ? [`${list}:`] : [];
    }
    if (line === "]]") {
      const closed = `${list}: []`;
      list = undefined;
      return filling === "examples" ? [] : [closed];
    }
    return renderLine(line, stage, filling, list !== undefined);
  });
  return `${lines.join("\n").trim()}\n`;
}

const FROM = / *@(?<from>[a-z-]+)$/;
const LINE =
  /^(?<indent> *)(?<key>(?:- )?[a-z_0-9]+:)(?: <(?<example>[^>]*)>| (?<value>[^#<]*[^#< ]))?(?: *# (?<hint>.*))?$/;

function renderLine(marked: string, stage: Stage, filling: Filling, inList: boolean): string[] {
  const from = FROM.exec(marked)?.groups?.from;
  const line = marked.replace(FROM, "");
  const later = isStage(from) && !hasReached(stage, from) ? from : undefined;
  if (filling === "examples" && later) return [];
  const isComment = (inList || later !== undefined) && filling === "empty";
  const parts = LINE.exec(line)?.groups;
  if (!parts) return [isComment && line !== "" ? `# ${line}${notes([fromNote(later)])}` : line];
  const { indent = "", key = "", example, value, hint } = parts;
  if (filling === "examples") return [`${indent}${key}${space(value ?? example)}`];
  const shown = isComment ? (value ?? example) : value;
  const such = shown === undefined && example !== undefined ? `for example ${example}` : undefined;
  return [
    `${isComment ? "# " : ""}${indent}${key}${space(shown)}${notes([hint, such, fromNote(later)])}`,
  ];
}

function fromNote(later: Stage | undefined): string | undefined {
  return later && `from ${later}`;
}

function notes(said: readonly (string | undefined)[]): string {
  const written = said.filter((note) => note !== undefined);
  return written.length > 0 ? `  # ${written.join("; ")}` : "";
}

function space(value: string | undefined): string {
  return value === undefined ? "" : ` ${value}`;
}

function isStage(word: string | undefined): word is Stage {
  return STAGES.some((stage) => stage === word);
}
