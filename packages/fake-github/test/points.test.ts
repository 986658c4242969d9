import { describe, expect, it } from "@jest/globals";
import { commentsOf } from "../../../src/github/issue-comments.ts";
import { editsOf, overviewOf } from "../../../src/github/overview.ts";
import type { Also } from "../../../src/github/query.ts";
import { Dearest, pointsOf } from "../points.ts";

const REPOSITORY = { owner: "moj", name: "visits" };

describe("GitHub charges for a query", () => {
  it.each<[string, string, number]>([
    ["one point at least", "{ viewer { login } }", 1],
    [
      "what its documentation works out: 5,101 requests",
      "{ viewer { repositories(first: 100) { edges { node { issues(first: 50) { edges { node { labels(first: 60) { edges { node { id } } } } } } } } } } }",
      51,
    ],
    ["149 requests by one point", "{ a(first: 74) { b(last: 9) { c } d(first: 1) { e } } }", 1],
    [
      "150 requests by two",
      "{ a(first: 74) { b(last: 9) { c } d(first: 1) { e } } f(first: 1) { g } }",
      2,
    ],
    [
      "what a fragment asks for",
      "{ a(first: 100) { ...x } } fragment x on A { b(first: 1) { c } d(first: 1) { e } }",
      2,
    ],
    [
      "what an inline fragment asks for",
      "{ a(first: 100) { ... on A { b(first: 1) { c } d(first: 1) { e } } } }",
      2,
    ],
    ["what a variable asks for", "query ($n: Int) { a(first: $n) { b(first: 1) { c } } }", 3],
  ])("%s", (_what, query, points) => {
    expect(pointsOf(query, { n: 300 })).toBe(points);
  });
});

describe("one look costs one point:", () => {
  const queryOf = ({ field }: Also) => `{ also: ${field} }`;
  it.each<[string, Also]>([
    ["a repository's overview", overviewOf(REPOSITORY, "dsp")],
    ["who has edited a body", editsOf(REPOSITORY, 1)],
    [
      "the comments of ten issues",
      commentsOf(
        REPOSITORY,
        Array.from({ length: 10 }, (_, at) => at),
      ),
    ],
  ])("%s", (_what, also) => {
    expect(pointsOf(queryOf(also))).toBe(1);
  });

  it("the emulated GitHubs keep the dearest query, and fail the tests that ask for a dearer one", () => {
    const dearest = new Dearest();
    dearest.note(JSON.stringify({ query: "{ a { b } }" }));
    dearest.note(
      JSON.stringify({ query: "{ a(first: 100) { b(first: 3) { c(first: 1) { d } } } }" }),
    );
    dearest.note("no JSON");
    expect(() => dearest.holdTo(1)).toThrow("a query costs 4 points, 1 at most: { a(first: 100)");
    expect(() => dearest.holdTo(4)).not.toThrow();
  });
});
