import { describe, expect, it } from "@jest/globals";
import { fingerprint } from "../../src/core/fingerprint.ts";

describe("fingerprint", () => {
  it("stays the same from release to release", () => {
    expect(fingerprint(["backup-outlives-data", ".dsp/data-map.yml", "bookings-db"])).toBe(
      "3a97d28fa70e88b4",
    );
  });

  it.each([
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [["a", "b"], ["a,b"]],
    [["a"], ["a", ""]],
  ])("tells %j from %j", (one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });
});
