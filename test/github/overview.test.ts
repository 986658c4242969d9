import { describe, expect, it } from "@jest/globals";
import { CannotRunError } from "../../src/core/errors.ts";
import { editsSince, overviewIn } from "../../src/github/overview.ts";

const APP = "dsp-lifecycle[bot]";
const app = { __typename: "Bot", login: "dsp-lifecycle" };
const person = (login: string) => ({ __typename: "User", login });

/** The newest edit first, as GitHub has them: each a minute before the one above it. */
const answer = (...editors: unknown[]) => ({
  issue: {
    userContentEdits: {
      nodes: editors.map((editor, index) => ({
        editor,
        editedAt: new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString(),
      })),
    },
  },
});

describe("who has edited an issue's body since the App did", () => {
  it.each<[string, unknown[], readonly string[] | undefined]>([
    ["nobody, where there is no edit", [], undefined],
    ["nobody, where the App did last", [app, person("ann")], undefined],
    ["one who did after the App", [person("ann"), app, person("ben")], ["ann"]],
    ["one, where nothing of the App's is listed", [person("ann")], ["ann"]],
    ["one, however often", [person("ann"), person("ann"), app], ["ann"]],
    ["all who did after the App", [person("ann"), person("ben"), app], ["ann", "ben"]],
    ["one whose account is gone", [null, app], [""]],
    ["another App", [{ __typename: "Bot", login: "helper" }, app], ["helper[bot]"]],
    ["a person who is called as the App is", [person("dsp-lifecycle"), app], ["dsp-lifecycle"]],
  ])("is %s", (_name, editors, by) => {
    expect(editsSince(answer(...editors), APP)?.by).toEqual(by);
  });

  it("is known of as many edits as GitHub lists, and not of more", () => {
    const many = (count: number) => Array.from({ length: count }, () => person("ann"));
    expect(editsSince(answer(...many(99)), APP)?.isAll).toBe(true);
    expect(editsSince(answer(...many(100)), APP)?.isAll).toBe(false);
    expect(editsSince(answer(...many(99), app), APP)?.isAll).toBe(true);
  });

  it("is told with the newest edit's instant", () => {
    expect(editsSince(answer(person("ann"), app), APP)?.at).toBe("2026-01-01T00:00:00.000Z");
  });
});

const OVERVIEW = {
  name: "a",
  owner: { login: "moj" },
  url: "https://github.com/moj/a",
  visibility: "PUBLIC",
  isArchived: false,
  isFork: false,
  isTemplate: false,
  hasIssuesEnabled: true,
  defaultBranchRef: null,
  repositoryTopics: { nodes: [] },
  stageLabels: { nodes: [] },
  labels: { nodes: [] },
};

describe("an overview", () => {
  it.each([
    ["PUBLIC", "public"],
    ["PRIVATE", "private"],
    ["INTERNAL", "private"],
  ])(
    "of a repository that is %s says %s: only what the world sees is public",
    (visibility, said) => {
      expect(overviewIn({ ...OVERVIEW, visibility })?.visibility).toBe(said);
    },
  );

  it("of a repository that is not there is none", () => {
    expect(overviewIn(undefined)).toBeUndefined();
  });

  it.each(Object.keys(OVERVIEW))("that says nothing of %s is not GitHub's", (field) => {
    expect(() => overviewIn({ ...OVERVIEW, [field]: 7 })).toThrow(CannotRunError);
  });
});
