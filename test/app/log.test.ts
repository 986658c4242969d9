import { describe, expect, it } from "@jest/globals";
import { createLogger, type LoggerOptions } from "../../app/log.ts";
import { CannotRunError } from "../../src/core/errors.ts";

/** A logger, and the lines that it wrote. */
function logger(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const log = createLogger({
    level: "debug",
    write: (line) => lines.push(line),
    now: () => Date.parse("2026-11-23T12:00:00Z"),
    ...options,
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "{}") };
}

describe("a line", () => {
  it("is one object of JSON, with the time, the level and what is told", () => {
    const { log, lines } = logger();
    log.child({ delivery: "d1", event: "push" }).warn("a\nb", { durationMs: 5 });
    expect(lines).toEqual([
      '{"time":"2026-11-23T12:00:00.000Z","level":"warn","message":"a\\nb","delivery":"d1","event":"push","durationMs":5}\n',
    ]);
  });

  it("has the fields of all that it is the child of", () => {
    const { log, last } = logger();
    log.child({ event: "push", count: 1 }).child({ repository: "o/r", count: 2 }).info("x");
    expect(last()).toMatchObject({ event: "push", repository: "o/r", count: 2 });
  });

  it("has no field but those that are known, of the kinds that they are", () => {
    const { log, last } = logger();
    const given = {
      payload: { text: "s3cret" },
      headers: "s3cret",
      repository: { name: "s3cret" },
    };
    log.info("x", given as object);
    log.child(given as object).info("x");
    expect(Object.keys(last())).toEqual(["time", "level", "message"]);
  });

  it("is written from its level on", () => {
    const told = (level: LoggerOptions["level"]) => {
      const { log, lines } = logger({ level });
      for (const say of [log.debug, log.info, log.warn, log.error]) say("x");
      return lines.map((line) => JSON.parse(line).level);
    };
    expect(told("debug")).toEqual(["debug", "info", "warn", "error"]);
    expect(told("warn")).toEqual(["warn", "error"]);
    expect(told("silent")).toEqual([]);
  });

  it("is bounded", () => {
    const { log, lines } = logger();
    const long = "x ".repeat(10 ** 6);
    log.error(long, { reason: long, error: new Error(long, { cause: new Error(long) }) });
    expect(lines[0]?.length).toBeLessThan(20_000);
  });
});

describe("an error", () => {
  it("that is a refusal says what it says", () => {
    const { log, last } = logger();
    log.error("x", { error: new CannotRunError("no token") });
    expect(last().error).toEqual({ name: "CannotRunError", message: "no token" });
  });

  it("that is our fault shows where, and why", () => {
    const { log, last } = logger();
    log.error("x", { error: new Error("boom", { cause: "a stone" }) });
    expect(last().error).toMatchObject({ message: "boom", cause: { message: "a stone" } });
    expect(last().error.stack).toContain("log.test.ts");
  });

  it("of Octokit tells its status, and nothing of the request or the answer", () => {
    const { log, last } = logger();
    const error = Object.assign(new Error("Not Found"), {
      status: 404,
      request: { headers: { authorization: "token s3cret" } },
      response: { data: "s3cret" },
    });
    log.error("x", { error });
    expect(Object.keys(last().error)).toEqual(["name", "message", "status", "stack"]);
  });

  it("that is its own cause ends somewhere", () => {
    const { log, lines } = logger();
    const error = new Error("boom");
    error.cause = error;
    log.error("x", { error });
    expect(lines).toHaveLength(1);
  });
});

describe("a secret", () => {
  const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEs3cret\n-----END RSA PRIVATE KEY-----";
  const GIVEN = "a webhook s3cret of ours";

  it.each([
    ["ghs_s3cretABCDEF0123456789"],
    ["ghp_s3cretABCDEF0123456789"],
    ["GHO_S3CRETabcdef0123456789".replace("S3CRET", "s3cret")],
    ["ghs_123_eyJhbGciOi.eyJpc3MiOi.s3cret-sig"],
    ["github_pat_s3cret_0123456789"],
    ["eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJzM2NyZXQ.s3cret-signature"],
    [PEM],
    [PEM.replaceAll("\n", "\\n")],
    [PEM.slice(0, 45)],
    ["authorization: Bearer s3cret"],
    ['{\\"authorization\\":\\"Basic s3cret\\"}'],
    ['{"authorization":"token s3cret"}'],
    ["Authorization=s3cret"],
    ["Bearer s3cret0123456789"],
    [GIVEN],
  ])("does not get out, wherever it stands (%#)", (secret) => {
    const { log, lines } = logger({ secrets: [GIVEN, ""] });
    const text = `before ${secret}`;
    const error = new Error(text, { cause: text });
    log.child({ reason: text }).error(text, { repository: text, error });
    log.error("x", { error: secret });
    expect(lines.join("")).not.toContain("s3cret");
    expect(lines.join("").match(/before .{0,30}?\[redacted\]/g)).toHaveLength(6);
  });

  it("is not seen where there is none", () => {
    const { log, last } = logger();
    const text = "the authorization of high_level tokens, eyJ, ghs_ and basic things";
    log.info(text);
    expect(last().message).toBe(text);
  });
});
