import { describe, expect, it } from "@jest/globals";
import { accountOf } from "../../app/account.ts";
import { absentFields, EVENTS, keptFields, wakesOf } from "../../app/events.ts";
import type { Json } from "../../packages/fake-github/values.ts";
import { eventNames, examplesOf } from "../support/payloads.ts";

const SLUG = "dsp-lifecycle";
const ACCOUNT = accountOf(SLUG);
const ID = "6e6be8a0-1111-11ef-8888-0000000000ab";

/** An example, and the same as a person's command, label and tick would have it. */
function variants(example: Json): Json[] {
  const installation = { id: 7 };
  const sender = { login: "someone", type: "User" };
  const rerequested: Json = { ...example, installation, action: "rerequested" };
  for (const name of ["check_run", "check_suite"]) {
    if (example[name]) rerequested[name] = { ...(example[name] as Json), app: { slug: SLUG } };
  }
  const changed: Json = { ...example, installation, sender };
  if (example.issue) {
    changed.issue = { ...(example.issue as Json), user: { login: `${SLUG}[bot]`, type: "Bot" } };
  }
  if (example.label) changed.label = { ...(example.label as Json), name: "dsp:alpha" };
  if (example.comment) {
    const text = "x".repeat(70_000);
    changed.comment = { ...(example.comment as Json), body: `${text}\n  /DSP assess\n${text}` };
  }
  return [{ ...example, installation }, rerequested, changed];
}

const all = eventNames().flatMap((event) =>
  examplesOf(event)
    .flatMap(variants)
    .map((payload) => ({ event, payload })),
);

function asked(event: string, payload: unknown) {
  const delivery = { id: ID, event, payload };
  return [absentFields(delivery), wakesOf(delivery, ACCOUNT)];
}

it("wake whom the whole payload would wake, for every payload that GitHub publishes", () => {
  let woken = 0;
  for (const { event, payload } of all) {
    const whole = asked(event, payload);
    expect([event, asked(event, keptFields(event, payload))]).toEqual([event, whole]);
    if (JSON.stringify(whole).includes('"installation"')) woken++;
  }
  expect(woken).toBeGreaterThan(40);
});

it("are all that is read of a payload", () => {
  const lost = new Set<string>();
  for (const { event, payload } of all) {
    const read = new Set<string>();
    asked(event, recording(payload, "", read));
    const there = new Set<string>();
    asked(event, recording(keptFields(event, payload), "", there));
    for (const path of read) if (!there.has(path)) lost.add(path);
  }
  expect([...lost]).toEqual([]);
});

/** A value that tells what is read of it, by its path, where there is something to read. */
function recording(value: unknown, path: string, read: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, name, receiver) {
      const found = Reflect.get(target, name, receiver);
      if (typeof name === "symbol" || !Object.hasOwn(target, name)) return found;
      if (Array.isArray(target)) return recording(found, `${path}[]`, read);
      read.add(`${path}.${name}`);
      return recording(found, `${path}.${name}`, read);
    },
    getOwnPropertyDescriptor(target, name) {
      const found = Reflect.getOwnPropertyDescriptor(target, name);
      if (found && !Array.isArray(target)) read.add(`${path}.${String(name)}`);
      return found;
    },
  });
}

describe("what is kept", () => {
  it("is small, however large the payload", () => {
    const text = "x".repeat(50_000);
    const paths = Array.from({ length: 3_000 }, (_, index) => `${text.slice(0, 200)}${index}.yml`);
    const payload = {
      action: text,
      ref: text,
      comment: { body: `/dsp status ${text}\n${"text\n".repeat(10_000)}` },
      commits: Array.from({ length: 20 }, () => ({ added: paths, modified: paths, message: text })),
      repositories_added: Array.from({ length: 5_000 }, (_, id) => ({ id, full_name: "a/b" })),
      issue: { body: text, labels: Array.from({ length: 100 }, () => ({ name: "label" })) },
    };
    for (const event of EVENTS) {
      const kept = JSON.stringify(keptFields(event, payload));
      expect([event, kept.length < 25_000]).toEqual([event, true]);
    }
  });

  it("of a comment is the lines that may be commands", () => {
    const body = "Some text\r\n  /dsp status\n> /dsp help\nand\n\u00a0/DSP assess beta";
    expect(keptFields("issue_comment", { comment: { body } })).toEqual({
      comment: { body: "  /dsp status\n> /dsp help\n\u00a0/DSP assess beta" },
    });
  });

  it.each([
    [null],
    ["text"],
    [[]],
    [{ installation: null, repository: [], commits: {}, comment: { body: 1 } }],
    [{ commits: [null, 1, { added: "text" }], repository: { topics: "dsp" }, changes: 1 }],
    [JSON.parse('{"__proto__":{"action":"opened"},"constructor":{"prototype":1}}')],
  ])("of oddities is harmless: %j", (payload) => {
    for (const event of [...EVENTS, "star", "__proto__"]) {
      const kept = keptFields(event, payload);
      expect(asked(event, kept)).toEqual(asked(event, payload));
      expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    }
  });
});
