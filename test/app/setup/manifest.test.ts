import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { EVENTS } from "../../../app/events.ts";
import { RIGHT_OF_EVENT, RIGHTS } from "../../../app/rights.ts";
import { faultsIn, manifestFrom, NOT_ON_SERVER } from "../../../app/setup/manifest.ts";
import { PLACES } from "../../../src/core/home.ts";
import { manifestFaults } from "../../support/app-contract.ts";

const FILE = parse(readFileSync("app.yml", "utf8"));
const AT = { origin: "https://a.gov.uk", webhooks: "https://a.gov.uk/api/github/webhooks" };
const BACK = "http://localhost:3000/made";
const made = (file: object = FILE, isServer = false) =>
  manifestFrom({ ...file }, AT, BACK, isServer);
const faults = (changes: object) => {
  const file = { ...FILE, ...changes };
  return faultsIn(file, made(file));
};

describe("the manifest of app.yml", () => {
  it.each([
    ["github.com", false],
    ["a server of one's own", true],
  ])("is one that GitHub takes, on %s", (_where, isServer) => {
    expect(manifestFaults(made(FILE, isServer), isServer)).toEqual([]);
    expect(faultsIn(FILE, made(FILE, isServer))).toEqual([]);
  });

  it("has the project's home as its page, else the App's own address, for GitHub asks for one", () => {
    expect(made().url).toBe(PLACES.home ?? AT.origin);
    expect(made({ ...FILE, url: "https://b.gov.uk" }).url).toBe("https://b.gov.uk");
  });

  it("leaves out on a server of one's own what that does not know, and nothing else", () => {
    const [here, there] = [made(), made(FILE, true)];
    const less = here.default_events.filter((event) => !there.default_events.includes(event));
    expect(less).toEqual([...NOT_ON_SERVER.events]);
    expect(Object.keys(here.default_permissions)).toEqual([
      ...Object.keys(there.default_permissions).slice(0, 5),
      ...NOT_ON_SERVER.permissions,
      ...Object.keys(there.default_permissions).slice(5),
    ]);
    // What it knows is asked for there, too.
    expect(manifestFaults(here, true)).toEqual(["events merge_group"]);
  });

  it("may leave out what a server has not: the page on running it says what goes together", () => {
    const page = readFileSync("docs/operate.md", "utf8");
    const section = page.slice(page.indexOf("## GitHub Enterprise Server")).split("\n## ")[0] ?? "";
    const named = [...section.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name);
    const known = [...Object.keys(RIGHTS), ...EVENTS];
    const told = known.filter((name) => named.includes(name));
    expect(told.sort()).toEqual(
      [
        ...NOT_ON_SERVER.events,
        ...NOT_ON_SERVER.permissions,
        "custom_property_values",
        "organization_custom_properties",
        "repository_custom_properties",
      ].sort(),
    );
    const without = {
      ...FILE,
      default_permissions: Object.fromEntries(
        Object.entries(FILE.default_permissions).filter(([name]) => !named.includes(name)),
      ),
      default_events: FILE.default_events.filter((event: string) => !named.includes(event)),
    };
    expect(faultsIn(without, made(without, true))).toEqual([]);
    expect(Object.keys(without.default_permissions)).toHaveLength(5);
  });
});

it("knows for every event the right that it takes", () => {
  expect(Object.keys(RIGHT_OF_EVENT).sort()).toEqual([...EVENTS].sort());
  for (const right of Object.values(RIGHT_OF_EVENT)) expect(RIGHTS).toHaveProperty(right);
});

it.each([
  [{ name: "x".repeat(35) }, "`name` has 35 characters; GitHub takes 34 at most"],
  [{ name: undefined }, "`name` is missing; the App needs one"],
  [{ url: "dsp.gov.uk" }, "`url` is not an address of the web"],
  [
    { hook: 1 },
    "`hook` is not known here; app.yml takes name, description, url, public, default_permissions, default_events",
  ],
  [
    { default_permissions: { ...RIGHTS, merge_queue: "read" } },
    "the App has no use for the permission `merge_queue`; leave it out",
  ],
  [
    { default_permissions: { ...RIGHTS, contents: "write" } },
    "`contents: write` is not what the App needs; write `contents: read`",
  ],
  [
    { default_permissions: { ...RIGHTS, constructor: "read" } },
    "the App has no use for the permission `constructor`; leave it out",
  ],
  [{ default_events: [...EVENTS, "star"] }, "the App does not hear the event `star`; leave it out"],
  [{ default_events: ["push", "push"] }, "`default_events` has an event twice"],
  [
    { default_permissions: { metadata: "read" }, default_events: ["push"] },
    "GitHub sends `push` only to Apps with `contents`; add that, or leave both out",
  ],
])("%j is told", (changes, fault) => {
  expect(faults(changes)).toEqual([fault]);
});
