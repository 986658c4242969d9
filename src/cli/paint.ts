import { styleText } from "node:util";
import type { Paint, Style } from "../report/paint.ts";

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<Style, Format>> = {
  failure: ["bold", "red"],
  warning: ["bold", "yellow"],
  notice: ["bold", "cyan"],
  strong: "bold",
  faint: "dim",
};

/** Colours for a terminal that wants them; whether it does is decided before. */
export const painted: Paint = (style, text) =>
  styleText(FORMATS[style], text, { validateStream: false });
