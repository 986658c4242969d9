import { describe, expect, it } from "@jest/globals";
import { publicAddress } from "../../../app/setup/address.ts";
import { isOwnServer, webOf } from "../../../app/setup/github.ts";

const HOOKS = "/api/github/webhooks";
const of = (given: string, isServer = false) => publicAddress(given, HOOKS, isServer).webhooks;

describe("an address that GitHub can reach is taken", () => {
  it.each([
    ["https://dsp.example.gov.uk", "https://dsp.example.gov.uk/api/github/webhooks"],
    [" dsp.example.gov.uk/ ", "https://dsp.example.gov.uk/api/github/webhooks"],
    ["https://a.gov.uk:8443/", "https://a.gov.uk:8443/api/github/webhooks"],
    ["https://a.gov.uk/dsp/hooks/", "https://a.gov.uk/dsp/hooks"],
    ["https://smee.io/abc123", "https://smee.io/abc123"],
    ["https://1.2.3.4", "https://1.2.3.4/api/github/webhooks"],
    ["https://[2a00::1]", "https://[2a00::1]/api/github/webhooks"],
  ])("%s", (given, expected) => expect(of(given)).toBe(expected));
});

const ITSELF = /is this machine itself, which GitHub cannot reach; use the public https address/;
const WITHIN = /is known in your own network only, and GitHub cannot reach it; use the public/;

describe("another is refused, with what to give instead", () => {
  it.each([
    ["localhost:3000", ITSELF],
    ["http://localhost:3000/api/github/webhooks", ITSELF],
    ["https://dsp.localhost", ITSELF],
    ["https://LOCALHOST.", ITSELF],
    ["https://127.0.0.1", ITSELF],
    ["https://127.1", ITSELF],
    ["https://2130706433", ITSELF],
    ["https://0.0.0.0", ITSELF],
    ["https://[::1]:3000", ITSELF],
    ["https://[::ffff:127.0.0.1]", ITSELF],
    ["https://10.1.2.3", WITHIN],
    ["https://172.31.0.1", WITHIN],
    ["https://192.168.1.4", WITHIN],
    ["https://169.254.169.254", WITHIN],
    ["https://[fd00::1]", WITHIN],
    ["https://[fe80::1]", WITHIN],
    ["https://[::ffff:10.0.0.1]", WITHIN],
    ["https://intranet", WITHIN],
    ["https://dsp.local", WITHIN],
    ["https://dsp.corp.internal", WITHIN],
    ["https://dsp.test", WITHIN],
    ["http://dsp.example.gov.uk", /http:\/\/ lets anyone on the way read/],
    ["https://me:word@a.gov.uk", /a password, a \? or a # cannot be used/],
    ["https://a.gov.uk?x=1", /a password, a \? or a # cannot be used/],
    ["ftp://a.gov.uk", /that is not an address of the web/],
    ["", /that is not an address of the web/],
    ["two words", /that is not an address of the web/],
  ])("%s", (given, fault) => {
    expect(() => of(given)).toThrow(fault);
    expect(() => of(given)).toThrow(/a developer may use a tunnel, for example .*smee\.io$/);
  });

  it("but what a GitHub of one's own can reach is taken there, this machine itself is not", () => {
    expect(of("https://dsp.internal", true)).toBe(`https://dsp.internal${HOOKS}`);
    expect(of("https://10.1.2.3", true)).toBe(`https://10.1.2.3${HOOKS}`);
    expect(() => of("https://localhost", true)).toThrow(ITSELF);
  });
});

it.each([
  ["https://api.github.com", "https://github.com", false],
  ["https://api.moj.ghe.com", "https://moj.ghe.com", false],
  ["https://git.gov.uk/api/v3", "https://git.gov.uk", true],
  ["https://api.gov.uk/api/v3", "https://api.gov.uk", true],
])("people use the GitHub of %s at %s", (api, web, isServer) => {
  expect([webOf(api), isOwnServer(web)]).toEqual([web, isServer]);
});
