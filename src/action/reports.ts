import { RULES } from "../core/rules/index.ts";
import { writeWorkingFile } from "../local/write-file.ts";
import { renderJson } from "../report/json.ts";
import { renderSarif } from "../report/sarif.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import type { Judged } from "./judge.ts";

/** Where the reports are that a workflow asked for, as absolute paths; empty where it did not. */
export interface WrittenReports {
  report: string;
  sarif: string;
}

/** Writes the reports into the workspace. Throws a `UsageError` where one cannot be written. */
export function writeReports(
  { assessment }: Judged,
  { reportFile, sarifFile }: Inputs,
  { workspace, docs }: Job,
): WrittenReports {
  const write = (path: string | undefined, text: () => string) =>
    path === undefined ? "" : writeWorkingFile(workspace, path, text());
  return {
    report: write(reportFile, () => renderJson(assessment)),
    sarif: write(sarifFile, () => renderSarif(assessment, { rules: RULES, docs })),
  };
}
