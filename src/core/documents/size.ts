import { type DocumentProblem, FILE_START } from "./place.ts";

/** How the cap is raised, at those doors that can. */
export const RAISE_CAP =
  "the command line (`--max-bytes`) and the Action (input `max-bytes`) can raise the cap";

/** Why a file over the cap is not read. */
export function tooLarge(maxBytes: number): DocumentProblem {
  return {
    message: `the file is larger than ${maxBytes} bytes`,
    fix: `shorten it; ${RAISE_CAP}`,
    ...FILE_START,
  };
}
