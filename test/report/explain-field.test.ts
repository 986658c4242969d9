import { describe, expect, it } from "@jest/globals";
import { GUIDES } from "../../src/core/artefacts/guides.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "../../src/core/policy/guide.ts";
import { explainField, fieldList } from "../../src/report/explain-field.ts";
import { explanationOf, nearestId } from "../../src/report/explain-id.ts";

describe("explainField", () => {
  it("says what a field means, when it is required, what it takes, and shows one", () => {
    expect(explainField("disposal_within")).toBe(`disposal_within

A field of the backup config.

backups[].disposal_within  (backup config)
  How long an expired copy may remain, as an ISO 8601 duration.
  Required: no.
  Values: an ISO 8601 duration
  Example: \`P4W\`
`);
  });

  it.each(["stores[].kind", "stores.kind", "stores[0].kind", "Stores.Kind"])(
    "takes a whole path, as in %s",
    (path) => {
      const page = explainField(path) ?? "";
      expect(page).toMatch(/^kind\n\nA field of the data map\.\n\nstores\[\]\.kind /);
      expect(page).not.toContain("copies[].kind");
    },
  );

  it("names every file that has the field, and a policy's once", () => {
    expect(explainField("location")).toContain("A field of the data map and the backup config.");
    expect(explainField("fail_on")?.match(/^fail_on {2}\(policy\)$/gm)).toHaveLength(1);
    expect(explainField("unwaivable")).toContain(
      "floor.unwaivable[]  (organisation's policy)".replace("[]", ""),
    );
  });

  it("lists long lists once, with the class of categories and the names of countries", () => {
    const categories = explainField("data_categories") ?? "";
    expect(categories.match(/^ {4}health +special$/gm)).toHaveLength(1);
    expect(categories.match(/the same as above/g)).toHaveLength(3);
    expect(explainField("location")).toContain("    IE  Ireland\n");
  });

  it("is undefined for what is no field", () => {
    expect(explainField("encryptd_at_rest")).toBeUndefined();
    expect(explainField("")).toBeUndefined();
    expect(explainField("__proto__")).toBeUndefined();
  });

  it("has a page for every field of every file", () => {
    const guides = [...Object.values(GUIDES), REPOSITORY_POLICY_GUIDE, ORGANISATION_POLICY_GUIDE];
    for (const path of guides.flatMap((guide) => Object.keys(guide))) {
      expect([path, explainField(path)?.includes(path)]).toEqual([path, true]);
    }
  });
});

it("is found under its name, if nothing else is called so", () => {
  expect(explanationOf("encrypted_at_rest")).toBe(explainField("encrypted_at_rest"));
  expect(nearestId("encryptd_at_rest")).toBe("encrypted_at_rest");
});

it("lists the fields of the files, each with what it says", () => {
  expect(fieldList()).toContainEqual([
    "backup config",
    "backups[].disposal_within",
    "How long an expired copy may remain, as an ISO 8601 duration.",
  ]);
});
