/** GitHub sends no payload above 25 MB; the rest is for what stands around it. */
export const MOST_BODY_BYTES = 25 * 2 ** 20 + 64 * 2 ** 10;

/**
 * How many bodies are read at once, and what they may hold together. A burst of small ones is GitHub's
 * way; one of 25 MB is rare, and a hundred of them are an attack.
 */
export const MOST_BODIES = 2_000;
export const MOST_HELD_BYTES = 128 * 2 ** 20;

/** How much of a body that was refused is still read, to be thrown away. */
export const MOST_PASSED_BY_BYTES = 8 * 2 ** 20;

/** How long a request may take to arrive. */
export const HEADERS_TIMEOUT_MS = 5_000;
export const REQUEST_TIMEOUT_MS = 10_000;

/** GitHub gives up after 10 seconds: work that takes longer than this is answered before it is done. */
export const ANSWER_AFTER_MS = 8_000;

/** How many deliveries are remembered, and for how long: GitHub redelivers for three days. */
export const MOST_DELIVERIES = 10_000;
export const REMEMBERED_MS = 4 * 24 * 60 * 60 * 1_000;
