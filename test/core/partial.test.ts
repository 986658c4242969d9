import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { isMap, isSeq, parseDocument } from "yaml";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../../src/core/artefacts/index.ts";
import { assess } from "../../src/core/assess.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { readDossier } from "../../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { fileOfBytes } from "../../src/core/snapshot.ts";
import type { Stage } from "../../src/core/stages.ts";
import { circumstances, type Given } from "../support/rules.ts";

type Files = Readonly<Record<string, string>>;

function judged(files: Files, stage: Stage): Assessment {
  const bytes = Object.entries(files).map(
    ([path, text]) => [path, fileOfBytes(new TextEncoder().encode(text))] as const,
  );
  const dossier = readDossier(new Map(bytes), DEFAULT_POLICY.paths);
  return assess(
    {
      stage,
      access: stage === "beta" ? "private" : undefined,
      gate: false,
      today: "2026-11-23",
      policy: DEFAULT_POLICY,
      dossier,
      visibility: "private",
    },
    { kind: "input", name: "test", disagreeing: [] },
  );
}

function evidenceIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(`${folder}/.dsp`).map((file) => [
      `.dsp/${file}`,
      readFileSync(`${folder}/.dsp/${file}`, "utf8"),
    ]),
  );
}

/** A text spoilt at one place after the other: by a wrong value, a misspelt key, a key that nobody knows. */
function* spoiltIn(text: string): Generator<string> {
  const paths: (string | number)[][] = [];
  const walk = (node: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (isMap(node)) {
      for (const { key, value } of node.items) walk(value, [...path, String(key)]);
    }
    if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
  };
  walk(parseDocument(text).contents, []);
  // Every second place is enough, and they are spoilt by turns.
  for (const [index, path] of paths.filter((_path, at) => at % 2 === 0).entries()) {
    const spoilt = parseDocument(text);
    const last = path.at(-1);
    if (index % 3 === 0 || typeof last !== "string") spoilt.setIn(path, { nonsense: 7 });
    else {
      const value = spoilt.getIn(path, true);
      spoilt.deleteIn(path);
      const key = index % 3 === 1 ? `${last}${last.at(-1)}` : "wibble-wobble";
      spoilt.setIn([...path.slice(0, -1), key], value);
    }
    yield String(spoilt);
  }
}

const said = ({ findings }: Assessment) =>
  findings
    .filter(({ rule }) => rule !== "artefact-unreadable")
    .map(({ rule, level, message }) => `${level} ${rule}: ${message}`);

const met = ({ expectations }: Assessment) =>
  expectations.filter(({ outcome }) => outcome === "met").map(({ id }) => id);

describe.each<[string, Stage]>([
  ["examples/custody-visits", "beta"],
  ["test/repos/live-manual-leftovers", "post-live"],
])("one spoilt place of %s", (folder, stage) => {
  const files = evidenceIn(folder);
  const whole = judged(files, stage);

  it.each(Object.keys(files))("of %s hides nothing else, and makes nothing up", (file) => {
    let kept = 0;
    let spoilt = 0;
    for (const text of spoiltIn(files[file] ?? "")) {
      const partial = judged({ ...files, [file]: text }, stage);
      // Some keys may be called anything, and some values may be whatever one likes.
      if (partial.verdict !== "unreadable") continue;
      spoilt++;
      kept += said(partial).length;
      const more = said(partial).filter((one) => !said(whole).includes(one));
      const better = met(partial).filter((one) => !met(whole).includes(one));
      if (more.length + better.length > 0) throw new Error([...more, ...better, text].join("\n"));
    }
    expect(spoilt).toBeGreaterThan(10);
    // Findings are as good as all there, whatever is spoilt.
    expect(kept / spoilt).toBeGreaterThan(said(whole).length * 0.6);
  });
});

/** Findings of a repository at beta as `file:line rule`, and the outcome of an expectation. */
function found(given: Given): { findings: string[]; outcomes: Record<string, string> } {
  const known = circumstances(given);
  const { findings, expectations } = assess(known, {
    kind: "input",
    name: "test",
    disagreeing: [],
  });
  return {
    findings: findings.map(({ file, place, rule }) => `${file}:${place.line} ${rule}`),
    outcomes: Object.fromEntries(expectations.map(({ id, outcome }) => [id, outcome])),
  };
}

describe("what is judged of a file with an error", () => {
  const MAP = `stores:
  - { id: a, tecnology: paper, data_categories: [name] }
  - { id: b, system: nowhere, data_categories: [name] }`;

  it("is all that the error does not touch, each at its own line", () => {
    const { findings } = found({ dataMap: MAP });
    expect(findings).toContain(".dsp/data-map.yml:2 artefact-unreadable");
    expect(findings).toContain(".dsp/data-map.yml:3 dangling-reference");
  });

  it("leaves out what would follow from the error", () => {
    const { findings } = found({ dataMap: MAP });
    const ofA = findings.filter((one) => one.startsWith(".dsp/data-map.yml:2 "));
    expect(ofA.filter((one) => one.endsWith("required-field-missing"))).toEqual([]);
  });

  it("counts lines as the file has them after an entry that is left out", () => {
    const dataMap = "stores:\n  - { id: Not An Id }\n  - { id: b, system: nowhere }";
    expect(found({ dataMap }).findings).toContain(".dsp/data-map.yml:3 dangling-reference");
  });

  it("says of no store that it has no rule, while a rule cannot be read", () => {
    const dataMap = "stores: [{ id: a, data_categories: [name] }]";
    const uncovered = ".dsp/data-map.yml:1 store-without-deletion-rule";
    expect(found({ dataMap, deletionPlan: "rules: []" }).findings).toContain(uncovered);
    const { findings, outcomes } = found({
      dataMap,
      deletionPlan: "rules: [{ id: R, stores: [a] }]",
    });
    expect(findings).not.toContain(uncovered);
    expect(outcomes["DSP-BETA-5"]).toBe("unreadable");
  });

  it("takes what two entries of one id say for neither", () => {
    const dataMap = "stores: [{ id: a, system: x }, { id: a }, { id: b, system: y }]";
    const { findings } = found({ dataMap });
    expect(findings.filter((one) => one.endsWith("dangling-reference"))).toHaveLength(1);
  });
});

it("a file without its `schema` is of no known form: nothing of it is judged", () => {
  for (const artefact of ARTEFACT_NAMES) {
    const path = DEFAULT_POLICY.paths[artefact as ArtefactName];
    const bytes = new TextEncoder().encode("schema: dsp/other@1\n");
    const dossier = readDossier(new Map([[path, fileOfBytes(bytes)]]), DEFAULT_POLICY.paths);
    expect([ARTEFACTS[artefact].slug, dossier[artefact]]).toEqual([
      ARTEFACTS[artefact].slug,
      expect.not.objectContaining({ rest: expect.anything() }),
    ]);
  }
});
