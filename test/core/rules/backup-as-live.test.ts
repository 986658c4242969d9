import { expect, it } from "@jest/globals";
import { backupNotAsLive } from "../../../src/core/rules/backup-as-live.ts";
import { problems } from "../../support/rules.ts";

const check = (live: string, current: string) =>
  problems(backupNotAsLive, {
    backupConfig: `backups:\n  - store: bookings\n    live: ${live}\n    current: ${current}`,
  });

const rejection = (found: string) => [
  `backup-config:4:14: store \`bookings\` is not backed up as live needs: ${found}; back it up as \`live\` says and write \`current: same-as-live\`, or correct \`live\` if it is wrong`,
];

const full =
  "{ rpo: PT1H, rto: PT4H, copies: [{ kind: full, every: P1D, keep: P8W, location: [GB, IE], hosted_by: p1, encrypted: true, offline_or_immutable: true, separate_account: true }] }";

it("accepts its own example", () => {
  expect(problems(backupNotAsLive, { backupConfig: backupNotAsLive.example })).toEqual([]);
});

it.each([
  ["`same-as-live`", full, "same-as-live"],
  ["the same written out", full, full],
  [
    "the same in other words",
    full,
    "{ rpo: PT60M, rto: PT240M, copies: [{ kind: full, every: PT24H, keep: P56D, location: [IE, GB, IE], hosted_by: p1, encrypted: true, offline_or_immutable: true, separate_account: true }] }",
  ],
  [
    "the same in another order of kinds",
    "{ copies: [{ kind: full, keep: P8W }, { kind: continuous, keep: P7D }] }",
    "{ copies: [{ kind: continuous, keep: P7D }, { kind: full, keep: P8W }] }",
  ],
  [
    "a field that live leaves out",
    "{ copies: [{ kind: full }] }",
    "{ rpo: P1D, copies: [{ kind: full, keep: P8W }] }",
  ],
  ["replicas, which are no backups", "{ copies: [{ kind: replica }] }", "{ copies: [] }"],
  ["no word on today, which another rule speaks of", full, ""],
  ["no word on live, which another rule speaks of", "", full],
])("accepts %s", (_name, live, current) => {
  expect(check(live, current)).toEqual([]);
});

it.each([
  ["rpo", "{ rpo: PT4H }", "{ rpo: PT1H }", "RPO PT4H now, PT1H expected of live"],
  ["rto", "{ rto: P1Y }", "{ rto: P13M }", "RTO P1Y now, P13M expected of live"],
  ["rpo left out", "{ rto: PT4H }", "{ rpo: PT1H }", "RPO not stated now, PT1H expected of live"],
  ["every", ...one("every: P1W", "every: P1D"), "full every P1W now, P1D expected of live"],
  ["keep", ...one("keep: P1W", "keep: P8W"), "full keep P1W now, P8W expected of live"],
  ["more of it", ...one("keep: P9W", "keep: P8W"), "full keep P9W now, P8W expected of live"],
  [
    "location",
    ...one("location: [GB]", "location: [IE, GB]"),
    "full location GB now, GB and IE expected of live",
  ],
  ["host", ...one("hosted_by: p1", "hosted_by: p2"), "full hosted_by p1 now, p2 expected of live"],
  [
    "encryption",
    ...one("encrypted: false", "encrypted: true"),
    "full encrypted false now, true expected of live",
  ],
  [
    "immutability left out",
    ...one("keep: P8W", "offline_or_immutable: true"),
    "full offline_or_immutable not stated now, true expected of live",
  ],
  [
    "account",
    ...one("separate_account: false", "separate_account: true"),
    "full separate_account false now, true expected of live",
  ],
  ["a missing copy", "{ copies: [] }", "{ copies: [{ kind: full }] }", "no full copy now"],
  [
    "an extra copy",
    "{ copies: [{ kind: full }, { kind: export }] }",
    "{ copies: [{ kind: full }] }",
    "export copy now, none expected of live",
  ],
  [
    "a replica in place of a copy",
    "{ copies: [{ kind: replica }] }",
    "{ copies: [{ kind: full }] }",
    "no full copy now",
  ],
  [
    "the second of a kind",
    "{ copies: [{ kind: full, keep: P4W }, { kind: full, keep: P1W }] }",
    "{ copies: [{ kind: full, keep: P4W }, { kind: full, keep: P8W }] }",
    "full 2 keep P1W now, P8W expected of live",
  ],
])("rejects a difference in %s", (_name, current, live, found) => {
  expect(check(live, current)).toEqual(rejection(found));
});

it("lists all differences of a store in one finding", () => {
  const current =
    "{ rpo: PT4H, copies: [{ kind: export }, { kind: full, keep: P1W, separate_account: false }] }";
  const live =
    "{ rpo: PT1H, copies: [{ kind: continuous }, { kind: full, keep: P8W, separate_account: true }] }";
  expect(check(live, current)).toEqual(
    rejection(
      "RPO PT4H now, PT1H expected of live, no continuous copy now, full keep P1W now, P8W expected of live, full separate_account false now, true expected of live and export copy now, none expected of live",
    ),
  );
});

it("counts the differences that are too many to list", () => {
  const copies = Array.from({ length: 30 }, () => "{ kind: full }").join(", ");
  const [found] = check(`{ copies: [${copies}] }`, "{ copies: [] }");
  expect(found).toContain("no full 24 copy now and 6 more;");
});

/** `current` and `live` with one copy each. */
function one(now: string, live: string): [string, string] {
  const regimen = (fields: string) => `{ copies: [{ kind: full, ${fields} }] }`;
  return [regimen(now), regimen(live)];
}
