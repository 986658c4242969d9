import { RULES } from "../core/rules/index.ts";
import { writeWorkingFile } from "../local/write-file.ts";
import { renderJson } from "../report/json.ts";
import { renderSarif } from "../report/sarif.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import type { JudgedOccasion } from "./judge.ts";
import type { Publishing } from "./publishing.ts";

/** Where the reports are that a workflow asked for, as absolute paths; empty where it did not, or where none could be written. */
export interface WrittenReports {
  report: string;
  sarif: string;
}

/** Writes the reports into the workspace, as far as they can be written. */
export async function writeReports(
  { assessment }: JudgedOccasion,
  { reportFile, sarifFile, sarifWaived }: Inputs,
  { workspace, docs, home }: Job,
  publishing: Publishing,
): Promise<WrittenReports> {
  const write = async (name: string, path: string | undefined, text: () => string) => {
    if (path === undefined) return "";
    const written = await publishing.step(`The file of the input \`${name}\``, () =>
      writeWorkingFile(workspace, path, text()),
    );
    return written ?? "";
  };
  return {
    report: await write("report-file", reportFile, () => renderJson(assessment)),
    sarif: await write("sarif-file", sarifFile, () =>
      renderSarif(assessment, { rules: RULES, docs, home, waived: sarifWaived }),
    ),
  };
}
