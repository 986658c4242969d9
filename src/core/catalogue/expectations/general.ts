import type { Expectation } from "../types.ts";

const HEADING = "Data Security & Privacy Lifecycle Expectations";

/** What the guidance says of itself. */
export const GENERAL: readonly Expectation[] = [
  {
    id: "DSP-GEN-1",
    stage: "all",
    level: "context",
    statement:
      "The list sets out, for each stage of its life, what an MoJ project has to attend to in data security and privacy.",
    why: "The guidance opens by saying so. Nothing is asked here; it is what makes the stage the first thing to know about a project.",
    how: "Say which stage the project is at: write `stage`, and at beta `beta_access`, in `.github/dsp.yml`.",
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-GEN-2",
    stage: "all",
    level: "context",
    statement:
      "The measures are there to lighten the work of giving security and privacy a central place in a project.",
    why: "The guidance says that they can help, which is a purpose rather than a demand. Paperwork that does not help the team has missed it.",
    how: "Fill in what the present stage requires and leave the rest for later. `dsp check` says what is missing, and where to write it.",
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-GEN-3",
    stage: "all",
    level: "context",
    statement: "The guidance names a day on which it expires: 1 January 2020.",
    why: "The date stands in the head of the document, above its text, and lies in the past. Law and policy have moved on since, so a clean report shows that this list was followed, and no more.",
    how: "Ask the data protection team for what has changed since, and note it in the DPIA (`dpia.ref` in the data map).",
    holds: "onward",
    heading: HEADING,
  },
];
