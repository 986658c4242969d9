import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../core/artefacts/index.ts";
import type { Counts, Finding } from "../core/assessment.ts";
import { type Dossier, documentOf } from "../core/dossier.ts";

/** One evidence file, and whether it could be read. */
export interface JudgedFile {
  artefact: ArtefactName;
  file: string;
  /** As a sentence has it: `data map`. */
  title: string;
  state: "read" | "absent" | "unreadable";
  /** Of one that cannot be read in full: whether the rest of it was judged. */
  isInPart?: boolean;
}

/** The four evidence files of a dossier, in their order. */
export function judgedFiles(dossier: Dossier): JudgedFile[] {
  return ARTEFACT_NAMES.map((artefact) => {
    const reading = dossier[artefact];
    const { file, state } = reading;
    const isInPart = state === "unreadable" && documentOf(reading) !== undefined;
    return {
      artefact,
      file,
      title: ARTEFACTS[artefact].title,
      state,
      ...(isInPart && { isInPart }),
    };
  });
}

/** A file's row in a table: what it is, what state it is in, and how many findings it has. */
export interface FileRow {
  file: string;
  title?: string;
  state: string;
  counts: Counts;
}

const STATE_WORDS: Readonly<Record<JudgedFile["state"], string>> = {
  read: "read",
  absent: "not there",
  unreadable: "cannot be read",
};

/** `cannot be read`, `read in part`. */
export function stateInWords({ state, isInPart }: Pick<JudgedFile, "state" | "isInPart">): string {
  return isInPart ? "read in part" : STATE_WORDS[state];
}

/** Rows for the files that were judged, then for other files that have findings. */
export function fileRows(judged: readonly JudgedFile[], findings: readonly Finding[]): FileRow[] {
  const rows = new Map<string, FileRow>();
  for (const { file, title, ...reading } of judged) {
    rows.set(file, { file, title, state: stateInWords(reading), counts: noCounts() });
  }
  for (const { file, inFile, level, waiver } of findings) {
    const row = rows.get(file) ?? {
      file,
      state: inFile ? "has findings" : STATE_WORDS.absent,
      counts: noCounts(),
    };
    row.counts[waiver ? "waived" : level]++;
    rows.set(file, row);
  }
  return [...rows.values()];
}

function noCounts(): Counts {
  return { failure: 0, warning: 0, notice: 0, waived: 0 };
}
