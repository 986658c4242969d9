import { describe, expect, it } from "@jest/globals";
import { connectionOf } from "../../src/github/environment.ts";

describe("the connection", () => {
  it.each([
    [{}, { baseUrl: "https://api.github.com" }],
    [{ GITHUB_API_URL: "" }, { baseUrl: "https://api.github.com" }],
    [
      { GITHUB_API_URL: "https://ghes.example/api/v3/", GH_TOKEN: "a\n", GITHUB_TOKEN: "b" },
      { baseUrl: "https://ghes.example/api/v3", token: { name: "GH_TOKEN", value: "a" } },
    ],
    [
      { GH_TOKEN: " ", GITHUB_TOKEN: "b" },
      { baseUrl: "https://api.github.com", token: { name: "GITHUB_TOKEN", value: "b" } },
    ],
    [
      { GITHUB_API_URL: "http://127.0.0.1:3000", GH_TOKEN: "a" },
      { baseUrl: "http://127.0.0.1:3000", token: { name: "GH_TOKEN", value: "a" } },
    ],
    [{ GITHUB_API_URL: "http://ghes.example" }, { baseUrl: "http://ghes.example" }],
  ])("of %j", (env, connection) => {
    expect(connectionOf(env)).toEqual(connection);
  });

  it.each([
    [
      { GITHUB_API_URL: "api.github.com" },
      "GITHUB_API_URL is not the address of an API; set it to https://api.github.com or alike",
    ],
    [
      { GITHUB_API_URL: "file:///etc/passwd" },
      "GITHUB_API_URL is not the address of an API; set it to https://api.github.com or alike",
    ],
    [
      { GITHUB_API_URL: "https://api.github.com?token=s3cret" },
      "GITHUB_API_URL is not the address of an API; set it to https://api.github.com or alike",
    ],
    [
      { GITHUB_API_URL: "https://me:s3cret@ghes.example" },
      "GITHUB_API_URL holds a name or a password; put a token into GH_TOKEN",
    ],
    [
      { GITHUB_API_URL: "http://ghes.example", GH_TOKEN: "s3cret" },
      "GITHUB_API_URL is http, so others could read the token on its way; use https",
    ],
    [
      { GITHUB_API_URL: "http://127.0.0.1.example", GH_TOKEN: "s3cret" },
      "GITHUB_API_URL is http, so others could read the token on its way; use https",
    ],
    [{ GH_TOKEN: "s3cret\ns3cret" }, "GH_TOKEN holds characters that no token has; set it anew"],
    [{ GITHUB_TOKEN: "s3crét" }, "GITHUB_TOKEN holds characters that no token has; set it anew"],
  ])("cannot be made of %j", (env, message) => {
    expect(() => connectionOf(env)).toThrow(new Error(message));
  });
});
