import { describe, expect, it } from "@jest/globals";
import type { Waiver } from "../../src/core/policy/policy.ts";
import type { Problem } from "../../src/core/rule.ts";
import { artefactMissing, artefactUnreadable } from "../../src/core/rules/completeness.ts";
import { waiverExpired } from "../../src/core/rules/paperwork.ts";
import { storeWithoutDeletionRule } from "../../src/core/rules/retention.ts";
import { isWaiverInForce, waiverFor } from "../../src/core/waivers.ts";

const TODAY = "2026-11-23";
const FILE = ".dsp/data-map.yml";

function waiver(rest: Partial<Waiver> = {}): Waiver {
  return {
    rule: "store-without-deletion-rule",
    reason: "moves in March",
    approved_by: "information asset owner",
    expires: "2027-03-31",
    ...rest,
  };
}

function problem(rest: Partial<Problem> = {}): Problem {
  return { in: "dataMap", at: [], message: "m", fix: "f", about: ["db", "backups"], ...rest };
}

const found = (...waivers: Waiver[]) =>
  waiverFor(waivers, storeWithoutDeletionRule, problem(), FILE, TODAY);

it.each([
  ["2026-11-22", false],
  ["2026-11-23", true],
  ["2026-11-24", true],
])("a waiver until %s is in force on 2026-11-23: %j", (expires, holds) => {
  expect(isWaiverInForce(waiver({ expires }), TODAY)).toBe(holds);
});

describe("a waiver", () => {
  it.each([
    ["of the whole rule", {}],
    ["of a store that the problem is about", { target: "db" }],
    ["of the other thing that it is about", { target: "backups" }],
    ["of the file that it stands in", { target: FILE }],
    ["on its last day", { expires: TODAY }],
  ])("%s silences the problem", (_name, rest) => {
    const own = waiver(rest);
    expect(found(own)).toBe(own);
  });

  it.each([
    ["of another rule", { rule: "category-without-rule" }],
    ["of another store", { target: "logs" }],
    ["of another file", { target: ".dsp/deletion-plan.yml" }],
    ["that ended yesterday", { expires: "2026-11-22" }],
  ])("%s does not", (_name, rest) => {
    expect(found(waiver(rest))).toBeUndefined();
  });

  it("counts where an earlier one does not", () => {
    const second = waiver({ target: "db" });
    expect(found(waiver({ expires: "2026-01-01" }), waiver({ target: "logs" }), second)).toBe(
      second,
    );
  });

  it("silences no lapsed waiver", () => {
    const all = waiver({ rule: "waiver-expired" });
    expect(waiverFor([all], waiverExpired, problem(), FILE, TODAY)).toBeUndefined();
  });

  it("silences a missing file, but none that cannot be read", () => {
    const missing = waiver({ rule: "artefact-missing" });
    const unread = waiver({ rule: "artefact-unreadable" });
    expect(waiverFor([missing], artefactMissing, problem(), FILE, TODAY)).toBe(missing);
    expect(waiverFor([unread], artefactUnreadable, problem(), FILE, TODAY)).toBeUndefined();
  });
});

it("is found in the same time among 2,000 waivers as among one, and the first in the policy counts", () => {
  const others = Array.from({ length: 2_000 }, (_, index) => waiver({ target: `other-${index}` }));
  const [first, second] = [waiver({ target: "backups" }), waiver({ target: "db" })];
  const waivers = [...others, first, second, waiver()];
  expect(waiverFor(waivers, storeWithoutDeletionRule, problem(), FILE, TODAY)).toBe(first);
  let looks = 0;
  const watched = new Proxy(waivers, {
    get: (target, key, receiver) => {
      if (key !== "entries") looks += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const ask = () => waiverFor(watched, storeWithoutDeletionRule, problem(), FILE, TODAY);
  expect(ask()).toBe(first);
  const once = looks;
  for (let asked = 0; asked < 100; asked++) ask();
  expect(looks).toBe(once);
  // On another day others may be in force.
  expect(
    waiverFor(
      [waiver({ expires: TODAY })],
      storeWithoutDeletionRule,
      problem(),
      FILE,
      "2026-11-24",
    ),
  ).toBeUndefined();
});
