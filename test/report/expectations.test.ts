import { describe, expect, it } from "@jest/globals";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { listExpectations } from "../../src/report/expectations.ts";

const some = ["DSP-GEN-3", "DSP-BETA-10", "DSP-BETA-11", "DSP-LIVE-5"].flatMap(
  (id) => EXPECTATION_BY_ID.get(id) ?? [],
);

describe("listExpectations", () => {
  it("lists them for the terminal, under their stages", () => {
    expect(listExpectations(some, "text")).toBe(`every stage
  DSP-GEN-3    context  The guidance names the day it expires: 1 January 2020.

beta
  DSP-BETA-10  should   The mechanisms for automatic deletion exist, even if they are
                        not switched on.
  DSP-BETA-11  must     You already back up data exactly as a live service must.

live
  DSP-LIVE-5   context  Sharing may still be open because systems that supply or consume
                        the information may not depend on it yet.

Source: Ministry of Justice, Data Security & Privacy Lifecycle Expectations, whose own
expiry date is 1 January 2020. Catalogue 1.0.0.
`);
  });

  it("lists them as tables of Markdown", () => {
    const [gen] = some;
    const piped = gen ? [{ ...gen, statement: "This | that." }] : [];
    expect(listExpectations([...piped, ...some.slice(2, 3)], "markdown")).toBe(`## every stage

| Expectation | Level | Statement |
| --- | --- | --- |
| DSP-GEN-3 | context | This \\| that. |

## beta

| Expectation | Level | Statement |
| --- | --- | --- |
| DSP-BETA-11 | must | You already back up data exactly as a live service must. |

Source: Ministry of Justice, Data Security & Privacy Lifecycle Expectations, whose own expiry date is 1 January 2020. Catalogue 1.0.0.
`);
  });

  it("gives them whole as JSON, with where they come from", () => {
    expect(JSON.parse(listExpectations(some, "json"))).toEqual({
      catalogue_version: "1.0.0",
      source: "Ministry of Justice, Data Security & Privacy Lifecycle Expectations",
      source_expires: "2020-01-01",
      expectations: some,
    });
  });

  it("keeps the whole list to 88 columns", () => {
    const lines = listExpectations(EXPECTATIONS, "text").split("\n");
    expect(lines.filter((line) => line.length > 88)).toEqual([]);
    expect(lines.filter((line) => line.startsWith("  DSP-"))).toHaveLength(46);
  });
});
