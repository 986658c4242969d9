/** GitHub sends no payload above 25 MB; the rest is for what surrounds it. */
export const MOST_BODY_BYTES = 25 * 2 ** 20 + 64 * 2 ** 10;

/**
 * How many bodies are read at once, and what they may hold together. GitHub often sends a burst of small
 * ones. One of 25 MB is rare, and a hundred of them are an attack. When there is no room, the sender of most
 * loses what it began first (`crowd.ts`).
 */
export const MOST_BODIES = 2_000;
export const MOST_HELD_BYTES = 128 * 2 ** 20;

/** How many connections may be open on which nobody waits for an answer: more than bodies are read. */
export const MOST_CONNECTIONS = 4_000;

/** How many answers may be waited for. One more, and the installation with most of them is answered early. */
export const MOST_WAITING = 1_000;

/** How much of a body that was refused is still read, to be thrown away. */
export const MOST_PASSED_BY_BYTES = 8 * 2 ** 20;

/** How long a request may take to arrive. */
export const HEADERS_TIMEOUT_MS = 5_000;
export const REQUEST_TIMEOUT_MS = 10_000;

/**
 * How long a connection may rest between two requests. Proxies keep theirs for 60 seconds to 10 minutes
 * (docs/operate.md has a table). Ours is longer, so that no proxy sends a delivery as we close.
 */
export const KEEP_ALIVE_MS = 620_000;

/** GitHub stops waiting after 10 seconds: work that takes longer than this is answered before it is done. */
export const ANSWER_AFTER_MS = 8_000;

/**
 * How many deliveries are under way at most. One installation may have as many as there are places left: a
 * flood of one fills half of them, a flood of a second half of the rest.
 */
export const MOST_DELIVERIES = 20_000;

/** How long a delivery that is done is remembered, of the newest `MOST_DELIVERIES`: GitHub redelivers for three days. */
export const REMEMBERED_MS = 4 * 24 * 60 * 60 * 1_000;

/** How often refusals are told, each kind of them by one line. */
export const TOLD_EVERY_MS = 60_000;
