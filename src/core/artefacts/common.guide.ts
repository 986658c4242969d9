import type { Circumstances } from "../rule.ts";
import type { FieldGuide, Guide } from "./guide.ts";

/** Rows that every evidence file starts with. */
export const SERVICE_ID: Guide = {
  service: { help: "The service that the file is about." },
  "service.id": {
    help: "Short name of the service, the same in all files.",
    from: "discovery",
    example: "book-a-custody-visit",
  },
};

export const SERVICE_NAME: FieldGuide = {
  help: "Full name of the service, as people know it.",
  example: "Book a custody visit",
};

/** Who keeps a file current: required of the three artefacts. */
export const REVIEW: Guide = {
  review: { help: "Who keeps the file current, and until when its last review is valid." },
  "review.owner": {
    help: "Role or team that keeps the file current, never a named person.",
    from: "discovery",
    example: "visits-team",
  },
  "review.last_reviewed": {
    help: "Day on which someone last checked the whole file against the real service.",
    from: "discovery",
    example: "2026-10-05",
  },
  "review.review_by": {
    help: "Day by which someone must check it again, at most a year after the last review.",
    from: "discovery",
    example: "2027-04-05",
  },
};

/** The row that names the edition of a format. */
export function edition(example: string): FieldGuide {
  return { help: "Edition of the format that the file follows.", from: "discovery", example };
}

/** Whether the policy leaves open that the service handles personal data. */
export function mayHoldPersonalData(_owner: unknown, { policy }: Circumstances): boolean {
  return policy.noPersonalData === undefined;
}

export const UNLESS_NO_PERSONAL_DATA = {
  when: mayHoldPersonalData,
  condition: "unless the policy states that there is no personal data",
} as const satisfies Partial<FieldGuide>;

/** For what the schema insists on inside a mapping that may be left out. */
export function isStated(owner: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(owner).length > 0;
}
