import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import type { EventRepository, Occasion } from "./occasion.ts";
import type { Online } from "./online.ts";
import type { Runner } from "./runner.ts";

/** Everything that a check is about. */
export interface Check {
  runner: Runner;
  inputs: Inputs;
  job: Job;
  repository: EventRepository;
  occasion: Occasion;
  /** Absent without a token: then the Action asks GitHub nothing, and posts nothing. */
  online?: Online;
}

/** A check whose verdict can be posted. */
export type OnlineCheck = Check & { online: Online };

export function isOnline(check: Check): check is OnlineCheck {
  return check.online !== undefined;
}
