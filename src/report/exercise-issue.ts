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

/** The day of the exercise that an issue is of, by its body, else by its title; undefined where it is of none. */
export function exerciseIn({ title, body }: { title: string; body: string }): string | undefined {
  return (MARK.exec(body) ?? TITLE.exec(title))?.[1];
}

const MOST_BYTES = 60_000;

/**
 * The body of the issue of an exercise: every organisation, system and flow to confirm. It is written
 * once: people tick what they have confirmed, and add what they found.
 */
export function renderExercise(due: string, dataMap: DataMap | undefined): string {
  const { parties = [], systems = [], flows = [] } = dataMap ?? {};
  const top = `<!-- dsp-lifecycle mapping ${due} -->
A data mapping exercise is due on **${due}**. It gives a full and current view of what goes to and comes from
every organisation and system that depends on the data (DSP-POST-7 to DSP-POST-9).

Ask those concerned, tick what is as the data map says, and correct the map where it is not. What is new goes
into the map, too.
`;
  const bottom = `
### When it is done

Record it under \`mapping_exercises.done\` in the project record, with the day, who led it, who took part and the
ids of the flows confirmed; set \`last_confirmed\` of each flow in the data map, and the day of the \`next\` one.
This issue closes by itself then.
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
