import type { Severity } from "../core/levels.ts";

export type Style = Severity | "strong" | "faint";

/** Colours text for a terminal, or leaves it unchanged. No meaning is carried by colour alone. */
export type Paint = (style: Style, text: string) => string;

/** For what is no terminal. */
export const unpainted: Paint = (_style, text) => text;
