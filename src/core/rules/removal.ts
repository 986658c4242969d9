import type { Store } from "../artefacts/data-map.ts";
import { isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name, quote } from "../quote.ts";
import { defineRule } from "../rule.ts";

/** Words in a technology's name that speak of an append-only ledger. */
const LEDGER_WORDS = ["blockchain", "ledger", "ethereum", "hyperledger", "corda", "qldb", "immudb"];

export const irremovablePersonalData = defineRule({
  id: "irremovable-personal-data",
  code: "X06",
  summary:
    "Personal data is only in stores that can remove it, unless someone has decided otherwise.",
  why: "A store that can never forget breaks every retention period at once. The guidance's own example is blockchain. It might not be acceptable, so it needs a recorded decision.",
  source: "DSP-ALPHA-7; UK GDPR Art 5(1)(e); MoJ data destruction guidance (key destruction)",
  mend: "Move the personal data to a store that removes by record or batch. If you cannot, link the decision that accepts this: who weighed what, and how the data leaves use.",
  example: `# data-map.yml
stores:
  - id: consent-ledger
    kind: ledger
    removal: key-destruction
    decision: docs/adr/0007-destroy-keys.md`,
  levels: byStage("notice", "failure", "failure", "failure", "failure"),
  variants: {
    undecided: byStage("notice", "failure", "failure", "failure", "failure"),
    decided: byStage("notice", "warning", "warning", "warning", "warning"),
  },
  needs: ["dataMap"],
  check: ({ dataMap }) =>
    dataMap.stores.flatMap((store, index) => {
      const found = isPersonal(store) ? fault(store) : undefined;
      if (!found) return [];
      return {
        in: "dataMap",
        at: store.removal === undefined ? ["stores", index] : ["stores", index, "removal"],
        about: [store.id],
        ...found,
      };
    }),
});

function fault(store: Store): { message: string; fix: string; variant: string } | undefined {
  const moveOut = "move the personal data to a store that removes by record or batch";
  switch (store.removal) {
    case "none":
      return store.decision === undefined
        ? {
            variant: "undecided",
            message: `store ${name(store.id)} holds personal data that it cannot remove`,
            fix: `${moveOut}, or link the decision that accepts this as \`decision\``,
          }
        : {
            variant: "decided",
            message: `store ${name(store.id)} cannot remove personal data (the decision to accept this is ${quote(store.decision)})`,
            fix: `${moveOut}, or review the decision at each assessment`,
          };
    case "key-destruction":
      return {
        variant: "decided",
        message: `store ${name(store.id)} removes personal data only by destroying keys`,
        fix: "show that each key covers only data that is due together, and prove that you destroy the keys",
      };
    case undefined:
      return isLedger(store)
        ? {
            variant: "undecided",
            message: `store ${name(store.id)} looks like a ledger (${quote(store.technology ?? store.kind)}) and does not say how personal data is removed`,
            fix: "set `removal` (record, batch, key-destruction or none) and link the `decision`",
          }
        : undefined;
    default:
      return undefined;
  }
}

function isLedger({ kind, technology }: Store): boolean {
  const words = (technology ?? "").toLowerCase();
  return kind === "ledger" || LEDGER_WORDS.some((word) => words.includes(word));
}
