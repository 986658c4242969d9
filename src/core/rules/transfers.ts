import type { Backup, BackupCopy } from "../artefacts/backup-config.ts";
import { HOME_COUNTRY } from "../artefacts/countries.ts";
import type { DataMap, Party } from "../artefacts/data-map.ts";
import type { Path } from "../documents/place.ts";
import { type DataFlowGraph, graphOf, isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule, type Facts, type Problem } from "../rule.ts";

type Mechanism = NonNullable<NonNullable<Party["transfer"]>["mechanism"]>;

/** Appropriate safeguards: each rests on an assessment of the transfer. Source: UK GDPR Art 46, DPA 2018 s.75. */
const SAFEGUARDS: ReadonlySet<Mechanism> = new Set([
  "idta",
  "addendum",
  "bcr",
  "public-body-instrument",
  "safeguards",
]);

export const transferWithoutMechanism = defineRule({
  id: "transfer-without-mechanism",
  code: "X36",
  summary: "Personal data leaves the country only to a named party and under a transfer mechanism.",
  why: "The United Kingdom's data protection law does not follow the data abroad. Adequacy regulations, appropriate safeguards or a narrow exception must take its place, and someone must answer for the data there.",
  source:
    "UK GDPR Arts 44 to 49; DPA 2018 ss.73 to 76 for law enforcement; Data (Use and Access) Act 2025; consideration C12",
  mend: "Name the party that hosts the data abroad, and write the mechanism under its `transfer`. If the mechanism is a safeguard, link the transfer risk assessment.",
  example: `# data-map.yml
stores:
  - { id: access-log, data_categories: [online-identifier], location: [IE], hosted_by: log-provider }
parties:
  - { id: log-provider, relationship: processor, country: IE, transfer: { mechanism: adequacy } }`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: (facts) => [
    ...partiesAbroad(facts.dataMap),
    ...storesAbroad(facts.dataMap),
    ...copiesAbroad(facts),
  ],
});

function partiesAbroad({ parties }: DataMap): Problem[] {
  return parties.flatMap((party, index) => {
    // A person abroad who uses the service is no restricted transfer.
    if (!isAbroad(party) || party.relationship === "data-subject") return [];
    const { mechanism, assessment_ref } = party.transfer ?? {};
    const at = ["parties", index, party.transfer ? "transfer" : "id"];
    const where = `party ${name(party.id)} is in ${party.country}`;
    if (mechanism === undefined) {
      return {
        in: "dataMap",
        at,
        message: `${where}, but no transfer mechanism is recorded`,
        fix: "write `transfer: { mechanism: … }` at the party. Use `adequacy` if regulations cover the country, or the safeguard or exception that you rely on",
        about: [party.id],
      };
    }
    if (!SAFEGUARDS.has(mechanism) || assessment_ref !== undefined) return [];
    return {
      in: "dataMap",
      at,
      message: `${where} under \`${mechanism}\`, but no transfer risk assessment is linked`,
      fix: "assess the transfer, then link the assessment as `assessment_ref`",
      about: [party.id],
    };
  });
}

function storesAbroad(map: DataMap): Problem[] {
  const graph = graphOf(map);
  return map.stores.flatMap((store, index) =>
    isPersonal(store)
      ? hostProblem(`store ${name(store.id)}`, store, graph, {
          in: "dataMap",
          at: ["stores", index],
          about: [store.id],
        })
      : [],
  );
}

function copiesAbroad({ dataMap, dossier }: Facts<"dataMap">): Problem[] {
  if (dossier.backupConfig.state !== "read") return [];
  const graph = graphOf(dataMap);
  return dossier.backupConfig.value.backups.flatMap((backup, index) => {
    const store = graph.stores.get(backup.store);
    if (!store || !isPersonal(store)) return [];
    return copiesOf(backup, ["backups", index]).flatMap(({ copy, at }) =>
      hostProblem(`a backup copy of ${name(store.id)}`, copy, graph, {
        in: "backupConfig",
        at,
        about: [store.id],
      }),
    );
  });
}

/** Copies of both regimens with their places. Replicas too: a replica abroad is a transfer like any other. */
function copiesOf({ live, current }: Backup, at: Path): { copy: BackupCopy; at: Path }[] {
  const now = typeof current === "object" ? current.copies : [];
  return [
    ...(live?.copies ?? []).map((copy, i) => ({ copy, at: [...at, "live", "copies", i] })),
    ...now.map((copy, i) => ({ copy, at: [...at, "current", "copies", i] })),
  ];
}

/** The problem of data kept abroad by nobody, or by a party at home. */
function hostProblem(
  what: string,
  kept: { location?: string[] | undefined; hosted_by?: string | undefined },
  graph: DataFlowGraph,
  where: Pick<Problem, "in" | "at" | "about">,
): Problem[] {
  const abroad = (kept.location ?? []).filter((country) => country !== HOME_COUNTRY);
  if (abroad.length === 0) return [];
  const said = `${what} is kept in ${list([...new Set(abroad)])}`;
  if (kept.hosted_by === undefined) {
    return [
      {
        ...where,
        at: [...where.at, "location"],
        message: `${said}, but the party that hosts it there is not named`,
        fix: "write the party as `hosted_by`, with its country and transfer mechanism under `parties`",
      },
    ];
  }
  const host = graph.parties.get(kept.hosted_by);
  if (host?.country !== HOME_COUNTRY) return [];
  return [
    {
      ...where,
      at: [...where.at, "hosted_by"],
      message: `${said}, but its host ${name(host.id)} is in ${HOME_COUNTRY}`,
      fix: "write the party abroad that hosts it as `hosted_by`, or correct the `location`",
    },
  ];
}

function isAbroad({ country }: Party): boolean {
  return country !== undefined && country !== HOME_COUNTRY;
}
