import { ALPHA } from "./expectations/alpha.ts";
import { BETA } from "./expectations/beta.ts";
import { DISCOVERY } from "./expectations/discovery.ts";
import { GENERAL } from "./expectations/general.ts";
import { LIVE } from "./expectations/live.ts";
import { POST_LIVE } from "./expectations/post-live.ts";
import type { Expectation } from "./types.ts";

/** Every sentence of the guidance as expectations, in its order. */
export const EXPECTATIONS: readonly Expectation[] = [
  ...GENERAL,
  ...DISCOVERY,
  ...ALPHA,
  ...BETA,
  ...LIVE,
  ...POST_LIVE,
];

/** Expectations by id. */
export const EXPECTATION_BY_ID: ReadonlyMap<string, Expectation> = new Map(
  EXPECTATIONS.map((expectation) => [expectation.id, expectation]),
);
