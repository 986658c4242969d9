import { type DocumentProblem, FILE_START } from "./place.ts";

/** Why a file over the cap is not read. */
export function tooLarge(maxBytes: number): DocumentProblem {
  return {
    message: `the file is larger than ${maxBytes} bytes`,
    fix: "shorten it, or raise the cap with --max-bytes",
    ...FILE_START,
  };
}
