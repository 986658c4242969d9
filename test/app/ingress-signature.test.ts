import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type StartedIngress, startIngress } from "../support/ingress.ts";
import { deliver, SECRET, sign } from "../support/webhooks.ts";

const PREVIOUS = "the-one-before-0123456789abcdef0123456789";
const payload = { action: "opened" };
const signed = sign(JSON.stringify(payload));

let ingress: StartedIngress;
beforeAll(async () => {
  ingress = await startIngress({ secrets: [SECRET, PREVIOUS] });
});
afterAll(() => ingress.close());
beforeEach(() => {
  ingress.taken.length = 0;
});

const withSignature = (value: string | undefined, more: Record<string, string> = {}) =>
  deliver(ingress.url, {
    event: "ping",
    payload,
    headers: { "x-hub-signature-256": value, ...more },
  });

describe("a signature (T1)", () => {
  it.each([
    ["of the secret", SECRET],
    ["of the secret before it", PREVIOUS],
  ])("%s is taken", async (_name, secret) => {
    const { status, id } = await deliver(ingress.url, { event: "ping", payload, secret });
    expect(status).toBe(202);
    // Nothing in a ping is read, so nothing of it is kept.
    expect(ingress.taken).toEqual([{ id, event: "ping", payload: {} }]);
  });

  it.each([
    ["that is missing", undefined],
    ["that is empty", ""],
    ["of another secret", sign(JSON.stringify(payload), "0".repeat(40))],
    ["of an empty secret", sign(JSON.stringify(payload), "")],
    ["of other bytes", sign(`${JSON.stringify(payload)} `)],
    ["that is too short", signed.slice(0, -1)],
    ["that is too long", `${signed}0`],
    ["with something behind it", `${signed} `.padEnd(90, "x")],
    ["in capitals", signed.toUpperCase()],
    ["without the algorithm's name", signed.slice("sha256=".length)],
    ["of another algorithm's name", signed.replace("sha256", "sha1")],
    ["that is no number", `sha256=${"z".repeat(64)}`],
    ["that stands there twice", `${signed}, ${signed}`],
  ])("%s is refused", async (_name, value) => {
    expect(await withSignature(value)).toMatchObject({
      status: 401,
      text: "the signature does not fit; is the secret in the App's settings the one set here?",
    });
    expect(ingress.taken).toEqual([]);
  });

  it("of SHA-1 alone is refused", async () => {
    const digest = createHmac("sha1", SECRET).update(JSON.stringify(payload)).digest("hex");
    const answer = await withSignature(undefined, { "x-hub-signature": `sha1=${digest}` });
    expect(answer.status).toBe(401);
  });

  it("is of the bytes, not of what they say", async () => {
    const body = JSON.stringify(payload, null, 2);
    const headers = {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": "6e6be8a0-1111-11ef-8888-000000000001",
    };
    const post = (signature: string) =>
      fetch(ingress.url, {
        method: "POST",
        body,
        headers: { ...headers, "x-hub-signature-256": signature },
      });
    expect((await post(signed)).status).toBe(401);
    expect((await post(sign(body))).status).toBe(202);
  });

  it("is of the bytes even where they are not UTF-8", async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const headers = {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": "6e6be8a0-1111-11ef-8888-000000000002",
      "x-hub-signature-256": sign(body),
    };
    expect((await fetch(ingress.url, { method: "POST", body, headers })).status).toBe(202);
  });

  it("is looked at before anything of the body is", async () => {
    const answer = await deliver(ingress.url, {
      event: "not a name",
      payload: null,
      id: "none",
      secret: "another",
      headers: { "content-type": "text/plain" },
    });
    expect(answer.status).toBe(401);
  });
});

it("takes nothing where there is no secret", async () => {
  const open = await startIngress({ secrets: [] });
  const { status } = await deliver(open.url, { event: "ping", payload, secret: "" });
  await open.close();
  expect(status).toBe(401);
});

it("compares no digest but in constant time", () => {
  const files = readdirSync("app/ingress").map((name) =>
    readFileSync(`app/ingress/${name}`, "utf8"),
  );
  const using = files.filter((text) => text.includes("createHmac("));
  expect(using).toHaveLength(1);
  expect(using[0]).toContain("timingSafeEqual(createHmac(");
  expect(files.join("")).not.toMatch(/digest\([^)]*\)\s*[!=]==?|\.equals\(/);
});
