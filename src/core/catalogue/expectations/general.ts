import type { Expectation } from "../types.ts";

const HEADING = "Data Security & Privacy Lifecycle Expectations";

/** What the guidance says of itself. */
export const GENERAL: readonly Expectation[] = [
  {
    id: "DSP-GEN-1",
    stage: "all",
    level: "context",
    statement:
      "The guidance sets out what is expected of an MoJ project for data security and privacy at each stage of its life.",
    why: "The guidance opens with this. It asks for nothing by itself, but you must know your stage, because the stage decides what is expected.",
    how: "Say which stage the project is at: write `stage` in `.github/dsp.yml`, and `beta_access` at beta.",
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-GEN-2",
    stage: "all",
    level: "context",
    statement:
      "The measures can make it easier to keep security and privacy central to your project.",
    why: "The guidance says that they can help: this is a purpose, not a demand. Paperwork that does not help your team misses that purpose.",
    how: "Fill in what your stage requires now, and leave the rest for later. `dsp check` shows what is missing and where to write it.",
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-GEN-3",
    stage: "all",
    level: "context",
    statement: "The guidance names the day it expires: 1 January 2020.",
    why: "The date is at the top of the document and has passed. Law and policy have changed since, so a clean report shows only that you followed this list.",
    how: "Ask your data protection team what has changed since. Note the changes in the data protection impact assessment (`dpia.ref` in the data map).",
    holds: "onward",
    heading: HEADING,
  },
];
