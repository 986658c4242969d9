import type { Attestation } from "./artefacts/project-record.ts";
import { addTo, duration } from "./durations.ts";

/** A statement holds for a year at most, whatever it says of itself. Source: `domain.md` 1.2. */
export const LONGEST_ATTESTATION = "P1Y";

/** The last day on which an attestation holds. */
export function holdsUntil({ date, valid_until }: Attestation): string {
  const longest = addTo(date, duration(LONGEST_ATTESTATION));
  return valid_until !== undefined && valid_until < longest ? valid_until : longest;
}

/** Whether an attestation counts today: signed by now, and not run out. */
export function isInForce(attestation: Attestation, today: string): boolean {
  return attestation.date <= today && holdsUntil(attestation) >= today;
}

/** Whether the role that signed off is the required role, however it is written. */
export function isSignedAs(attestation: Attestation, role: string | undefined): boolean {
  return role === undefined || plain(attestation.role ?? "") === plain(role);
}

function plain(role: string): string {
  return role.toLowerCase().replace(/[\s_-]+/g, "-");
}
