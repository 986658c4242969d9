import type { DataMap } from "../core/artefacts/data-map.ts";
import { code, md } from "./escape.ts";
import { bytesOf, Room } from "./room.ts";

/** The title of the issue of a data-mapping exercise, by the day that it is due. */
export function exerciseTitle(due: string): string {
  return `Data mapping exercise due ${due}`;
}

/** People may write above it. */
const MARK = /^<!-- dsp-lifecycle mapping (\d{4}-\d{2}-\d{2}) -->/m;

const TITLE = /^Data mapping exercise due (\d{4}-\d{2}-\d{2})$/;

/** The day of the exercise that an issue is about, by its body or else its title; undefined for other issues. */
export function exerciseIn({ title, body }: { title: string; body: string }): string | undefined {
  return (MARK.exec(body) ?? TITLE.exec(title))?.[1];
}

const MOST_BYTES = 60_000;

/**
 * The body of the issue of an exercise: every organisation, system and flow to confirm. It is written
 * once. After that, people tick what they confirmed and add what they found.
 */
export function renderExercise(due: string, dataMap: DataMap | undefined): string {
  const { parties = [], systems = [], flows = [] } = dataMap ?? {};
  const top = `<!-- dsp-lifecycle mapping ${due} -->
A data mapping exercise is due on **${due}**. It shows you everything that goes to and comes from the
organisations and systems that depend on the data (DSP-POST-7 to DSP-POST-9).

Ask the people concerned. If the data map is right about something, tick its box. If the map is wrong or
something is missing, correct the map.
`;
  const bottom = `
### When it is done

Record the exercise under \`mapping_exercises.done\` in the project record, with the day, who led it, who took part
and the ids of the flows confirmed. Set the day of the \`next\` exercise there too. In the data map, set
\`last_confirmed\` of each flow. Then the App closes this issue.
`;
  const room = new Room(MOST_BYTES - bytesOf(top) - bytesOf(bottom));
  return [
    top,
    room.list("\n### Organisations\n\n", parties, ({ id, name }) => item(id, name), more),
    room.list("\n### Systems\n\n", systems, ({ id, name }) => item(id, name), more),
    room.list("\n### Flows\n\n", flows, ({ id, from, to }) => item(id, `${from} → ${to}`), more),
    bottom,
  ].join("");
}

function item(id: string | undefined, words: string | undefined): string {
  return `- [ ] ${code(id ?? "?")}${words === undefined ? "" : ` ${md(words)}`}\n`;
}

function more(number: number): string {
  return `- … and ${number} more, in the data map\n`;
}
