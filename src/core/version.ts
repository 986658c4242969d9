/** The version of this software; a test holds it to package.json. */
export const VERSION = "0.1.0";

/** The name of the npm package and of its command: `npx dsp` would run somebody else's package. */
export const PACKAGE = "dsp-lifecycle";
