import type { World } from "./world.ts";

/** What a step cost the App. */
export interface Cost {
  reads: number;
  writes: number;
  /** From the act to the App's last answer. */
  ms: number;
}

/** Something that has to be so after a step. */
export interface Claim {
  /** The thing that is looked at: `the state of the beta issue`. */
  what: string;
  found(
    world: World,
    cost: Cost,
  ): string | number | undefined | Promise<string | number | undefined>;
  /** Equal to it, or a text that it holds. */
  accepted: string | number | RegExp;
}

/** A part of the story: somebody does something, and the App answers. */
export interface Step {
  title: string;
  /** Who does what, in a sentence. */
  did: string;
  act(world: World): Promise<unknown>;
  /** What the App answered, in a few lines for people. */
  answer(world: World): Promise<string[]>;
  claims: readonly Claim[];
}

/** A claim that does not hold. */
export interface Breach {
  what: string;
  accepted: string;
  found: string;
}

/** How a step came out. */
export interface Outcome {
  answer: string[];
  cost: Cost;
  breaches: Breach[];
}
