import { expect, it } from "@jest/globals";
import { explainReply } from "../../../app/commands/explain.ts";

it.each(["data_categories", "stores.encrypted_at_rest", "stores[].kind", "location"])(
  "/dsp explain %s tells of the field, as the fix of a finding promises",
  (field) => {
    const reply = explainReply(field);
    expect(reply).toMatch(/^```text\n/);
    expect(reply).toContain("Values:");
    expect(reply.length).toBeLessThan(60_000);
  },
);
