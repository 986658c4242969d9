import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { keptFields } from "../../app/events.ts";
import { isAnswer } from "../../app/ingress/answer.ts";
import { readDelivery } from "../../app/ingress/read-delivery.ts";
import { type StartedIngress, startIngress } from "../support/ingress.ts";
import { eventNames, examplesOf } from "../support/payloads.ts";
import { RUNS } from "../support/runs.ts";
import { deliver, sign } from "../support/webhooks.ts";

const ID = "6e6be8a0-1111-11ef-8888-0000000000ab";

let ingress: StartedIngress;
beforeAll(async () => {
  ingress = await startIngress();
});
afterAll(() => ingress.close());
beforeEach(() => {
  ingress.taken.length = 0;
});

/** Posts a text, signed whatever it is. */
async function post(body: string): Promise<number> {
  const headers = {
    "content-type": "application/json",
    "x-github-event": "ping",
    "x-github-delivery": crypto.randomUUID(),
    "x-hub-signature-256": sign(body),
  };
  return (await fetch(ingress.url, { method: "POST", body, headers })).status;
}

describe("payloads (T3)", () => {
  it("of all events that GitHub publishes are taken, by the fields that are kept", async () => {
    const all = eventNames().flatMap((event) =>
      examplesOf(event).map((payload) => ({ event, payload })),
    );
    expect(all.length).toBeGreaterThan(300);
    for (const one of all) expect((await deliver(ingress.url, one)).status).toBe(202);
    expect(ingress.taken.map(({ event, payload }) => ({ event, payload }))).toEqual(
      all.map(({ event, payload }) => ({ event, payload: keptFields(event, payload) })),
    );
    const ids = all.map(({ payload }) => (payload.installation as { id: number } | undefined)?.id);
    expect(ingress.taken.map(({ installation }) => installation)).toEqual(ids);
  });

  it.each([
    ["null", "null"],
    ["a string", '"text"'],
    ["a number", "1"],
    ["an array", "[{}]"],
    ["nothing", ""],
    ["half of JSON", '{"action":'],
    ["a form's JSON", "payload=%7B%7D"],
    ["arrays as deep as a body can hold", "[".repeat(2 ** 20)],
  ])("that are %s are refused", async (_name, body) => {
    expect(await post(body)).toBe(400);
    expect(ingress.taken).toEqual([]);
  });

  it.each([
    ['{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
    ['{"action":"__proto__","repository":null,"sender":[]}'],
    ['{"action":{"toString":1}}'],
    [`{"a":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`],
  ])("that are odd do no harm: %.60s", async (body) => {
    expect(await post(body)).toBe(202);
    expect(Object.getPrototypeOf(ingress.taken[0]?.payload)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("headers", () => {
  const of = (headers: Record<string, string | undefined>) =>
    deliver(ingress.url, { event: "ping", payload: {}, headers });

  it.each([
    [{ "content-type": "application/x-www-form-urlencoded" }],
    [{ "content-type": "application/jsonp" }],
    [{ "x-github-delivery": undefined }],
    [{ "x-github-delivery": "1" }],
    [{ "x-github-delivery": `${ID}0` }],
    [{ "x-github-delivery": "../../../../../../etc/passwd" }],
    [{ "x-github-event": undefined }],
    [{ "x-github-event": "__proto__" }],
    [{ "x-github-event": "push push" }],
    [{ "x-github-event": "a".repeat(65) }],
  ])("%j are refused", async (headers) => {
    const { status, text } = await of(headers);
    expect(status).toBe(400);
    expect(text.toLowerCase()).toContain(Object.keys(headers)[0]?.replace("content-", ""));
    expect(ingress.taken).toEqual([]);
  });

  it("say what they say whatever their case", async () => {
    const answer = await of({
      "content-type": "Application/JSON; charset=utf-8",
      "x-github-delivery": ID.toUpperCase(),
      "x-github-event": "custom_property_values",
    });
    expect(answer.status).toBe(202);
    expect(ingress.taken).toEqual([{ id: ID, event: "custom_property_values", payload: {} }]);
  });

  it("and bytes of whatever kind make a delivery or an answer", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("application/json", ID, "push"));
    fc.assert(
      fc.property(
        piece,
        piece,
        piece,
        fc.oneof(fc.json(), fc.string()),
        (type, id, event, body) => {
          const result = readDelivery(
            { "content-type": type, "x-github-delivery": id, "x-github-event": event },
            Buffer.from(body),
          );
          if (isAnswer(result)) return expect(result.status).toBe(400);
          expect([result.id, result.event, typeof result.payload]).toEqual([ID, "push", "object"]);
        },
      ),
      { ...RUNS, seed: 20_261_123 },
    );
  });
});

it("logs nothing of a body, nor of a header that is not what it should be", async () => {
  const payload = { text: "s3cret-text" };
  await deliver(ingress.url, { event: "ping", payload });
  await deliver(ingress.url, { event: "ping", payload, secret: "s3cret-key" });
  await deliver(ingress.url, { event: "s3cret-event!", payload });
  await deliver(ingress.url, { event: "ping", payload, id: "s3cret-id" });
  await deliver(`${ingress.origin}/s3cret-path`, { event: "ping", payload });
  await post("s3cret-body");
  expect(ingress.logged()).toContain("a delivery is done");
  expect(ingress.logged()).not.toContain("s3cret");
});
