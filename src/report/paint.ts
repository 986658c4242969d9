import type { Severity } from "../core/levels.ts";

export type Style = Severity | "strong" | "faint";

/** Select Graphic Rendition codes: bold with a colour, bold, faint. Source: ECMA-48, 8.3.117. */
const CODES: Readonly<Record<Style, string>> = {
  failure: "1;31",
  warning: "1;33",
  notice: "1;36",
  strong: "1",
  faint: "2",
};

export type Paint = (style: Style, text: string) => string;

/** Colours text for a terminal, or leaves it as it is. No meaning is carried by colour alone. */
export function painter(color: boolean): Paint {
  return color
    ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`
    : (_style, text) => text;
}
