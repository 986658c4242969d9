import { expect, it } from "@jest/globals";
import { explanationOf, nearestId, nearestWord } from "../../src/report/explain-id.ts";
import { explainTerm } from "../../src/report/explain-term.ts";

it("explains a word of the glossary", () => {
  expect(explanationOf("gds")).toBe(`GDS  Government Digital Service

The government's body for digital services. It owns the Service Standard, and assesses
services.

See also
  Service Standard and service assessment.
`);
});

it("says other words for it", () => {
  expect(explanationOf("moratorium")).toContain(
    "\nOther words for it\n  hold, holds and moratorium.\n",
  );
});

it.each([
  [
    "lawful_basis",
    /^lawful_basis\n.*A field of the data map\..*\nlawful basis {2}a word of the glossary\n/s,
  ],
  ["dpia", /^dpia\n.*A field of the data map\..*\nDPIA {2}data protection impact assessment\n/s],
])("says both of %s, which is a field and a word: the field first", (word, both) => {
  expect(explanationOf(word)).toMatch(both);
});

it("takes a field's words apart, or with hyphens", () => {
  for (const word of ["lawful basis", "Lawful-Basis"]) {
    expect(explanationOf(word)).toBe(explanationOf("lawful_basis"));
  }
});

it("says that a word is a data category", () => {
  expect(explanationOf("health")).toMatch(/^health {2}a data category\n\nIllness, /);
});

it("leaves a rule, an expectation and a consideration as they are", () => {
  for (const id of ["X13", "DSP-BETA-11", "C06"]) expect(explainTerm(id)).toBeUndefined();
});

it("takes a word as people and word processors write it", () => {
  expect(explanationOf("“Legal\u2011Hold”")).toBe(explanationOf("legal hold"));
});

it("suggests a word of the glossary for one that is near, but never as an id", () => {
  expect(nearestWord("pseudonimisation")).toBe("pseudonymisation");
  expect(nearestId("pseudonimisation")).toBeUndefined();
});
