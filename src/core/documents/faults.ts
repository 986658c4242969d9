import { MAX_PROBLEMS } from "./limits.ts";

/** A problem as long as nobody needs to know its line. */
export interface Fault {
  offset: number;
  message: string;
  fix: string;
}

/** Faults as they are found: so many in full, the rest only counted, or a file could fill memory. */
export class Faults {
  readonly kept: Fault[] = [];
  total = 0;
  /** Whether the search ended with this many, and there are more. */
  isCutShort = false;

  add(fault: Fault): void {
    this.total += 1;
    if (this.kept.length < MAX_PROBLEMS) this.kept.push(fault);
  }

  /** Whether what is found from here on cannot be shown. */
  get isFull(): boolean {
    return this.total >= MAX_PROBLEMS;
  }
}
