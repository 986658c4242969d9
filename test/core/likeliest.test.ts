import { describe, expect, it } from "@jest/globals";
import { likeliest } from "../../src/core/likeliest.ts";
import { nearest } from "../../src/core/suggest.ts";

describe("likeliest", () => {
  const numbered = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

  it("keeps all of a few words, in their order", () => {
    const few = new Set(["a", "zzz", "bookings-db"]);
    expect([...likeliest("booking-db", few)]).toEqual(["a", "zzz", "bookings-db"]);
  });

  it.each([
    ["a letter left out", "booking-db"],
    ["a letter too many", "bookingss-db"],
    ["another first letter", "pookings-db"],
    ["another last letter", "bookings-dp"],
    ["letters swapped", "bokoings-db"],
  ])("keeps what was meant among many: %s", (_name, written) => {
    const many = new Set([...numbered(5000, "book"), "bookings-db", ...numbered(5000, "store")]);
    const few = [...likeliest(written, many)];
    expect(few.length).toBeLessThanOrEqual(30);
    expect(nearest(written, few)).toBe("bookings-db");
  });

  it("keeps no more than thirty of many that are alike, and none that share nothing", () => {
    expect([...likeliest("store-x", new Set(numbered(5000, "store")))]).toHaveLength(30);
    expect([...likeliest("XYZ", new Set(numbered(5000, "store")))]).toEqual([]);
  });
});
