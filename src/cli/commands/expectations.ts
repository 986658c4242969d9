import { expectationsAt } from "../../core/assess.ts";
import { EXPECTATIONS } from "../../core/catalogue/expectations.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { listExpectations } from "../../report/expectations.ts";
import type { Io } from "../io.ts";
import { choice, readOptions } from "../options.ts";
import { readStage } from "../stage.ts";

const OPTIONS = { stage: { type: "string" }, format: { type: "string" } } as const;

/** `dsp expectations`: the catalogue, or what of it holds at a stage. */
export function expectations(args: readonly string[], io: Io): ExitCode {
  const { values } = readOptions(args, OPTIONS, 0);
  const format = choice("--format", values.format, ["text", "json", "markdown"]) ?? "text";
  const claim = readStage(values.stage);
  io.stdout.write(listExpectations(claim ? expectationsAt(claim.stage) : EXPECTATIONS, format));
  return EXIT.clean;
}
