/** A JSON object of someone else's making. */
export type Json = Record<string, unknown>;

/** What stands at a path: text, bytes, a link's target, or another repository's commit. */
export type GivenFile = string | Uint8Array | { link: string } | { submodule: string };
