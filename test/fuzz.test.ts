import process from "node:process";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactKind } from "../src/core/artefacts/index.ts";
import { assess } from "../src/core/assess.ts";
import { decodeUtf8 } from "../src/core/documents/decode.ts";
import type { DocumentProblem, Place } from "../src/core/documents/place.ts";
import { readDocument } from "../src/core/documents/read.ts";
import { parseYaml, type YamlDocument } from "../src/core/documents/yaml.ts";
import { readDossier } from "../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../src/core/policy/defaults.ts";
import { fileOfBytes } from "../src/core/snapshot.ts";
import { STAGES } from "../src/core/stages.ts";
import { mutated, mutatedEvidence } from "./support/mutations.ts";
import { RUNS } from "./support/runs.ts";

type Schema = Parameters<typeof readDocument<unknown>>[0];

/** On a failure fast-check prints the seed; `FUZZ_SEED` takes another one. */
const SEEDED = { ...RUNS, seed: Number(process.env.FUZZ_SEED ?? 20_261_123) };

const TOKENS = [
  ..."abc:-?[]{},#&*!|>'\"%@`\\~<=.019 \t\n",
  ..."\r\u0000\u0085\u00a0\u2028\ufeff\ud800é😀",
  ...[
    "key: ",
    "- ",
    "? ",
    ": ",
    "\n  ",
    "\n    ",
    "\r\n",
    "# c\n",
    "---\n",
    "\n...\n",
    "<<: ",
    "|\n ",
    ">-\n  ",
  ],
  ...[
    "[a, b]",
    "{a: b}",
    "'a'",
    '"a"',
    '"\\x',
    "!!str ",
    "&a ",
    "*a ",
    "%YAML 1.2\n",
    "__proto__: ",
    "constructor",
  ],
  ...["schema: dsp/data-map@1\n", "stores:\n", "  - id: a\n", "data_categories: [name]"],
];
const SOUP = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 60 })
  .map((tokens) => tokens.join(""));
const TEXT = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ maxLength: 80 }));
const BYTES = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  SOUP.map((text) => new TextEncoder().encode(text)),
  bent(),
);

/** UTF-8 with one byte changed. */
function bent(): fc.Arbitrary<Uint8Array> {
  return fc.tuple(SOUP, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });
}

describe("whatever the input", () => {
  it("texts are read, or refused with places in them", () => {
    fc.assert(fc.property(TEXT, expectReadable), SEEDED);
  });

  it("heaps of YAML's own marks are read, or refused with places in them", () => {
    fc.assert(fc.property(SOUP, expectReadable), SEEDED);
  });

  it("bytes are read as text, or refused with a place", () => {
    const property = fc.property(BYTES, (bytes) => {
      const decoded = decodeUtf8(bytes);
      if (decoded.ok) expectReadable(decoded.text);
      else expectSound([decoded.problem], new TextDecoder().decode(bytes));
    });
    fc.assert(property, SEEDED);
  });

  it.each(ARTEFACT_NAMES)("what is nearly a %s is read by each schema, or refused", (artefact) => {
    const property = fc.property(
      mutated(artefact, 6),
      fc.constantFrom(...ARTEFACT_NAMES),
      (text, other) => {
        for (const name of new Set([artefact, other])) {
          const { schema }: ArtefactKind = ARTEFACTS[name];
          const reading = readDocument(schema as Schema, text);
          if (reading.ok) expectLocated(reading.document, text);
          else expectSound(reading.problems, text);
        }
      },
    );
    fc.assert(property, SEEDED);
  });

  it("what is nearly a repository's evidence is judged by all rules", () => {
    const property = fc.property(
      mutatedEvidence(2),
      fc.constantFrom(...STAGES),
      fc.boolean(),
      fc.constantFrom("public", "private", "unknown"),
      (texts, stage, gate, visibility) => expectJudged(texts, { stage, gate, visibility }),
    );
    fc.assert(property, SEEDED);
  });

  it("no prototype has been reached", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

function expectReadable(text: string): void {
  const reading = parseYaml(text);
  if (reading.ok) expectLocated(reading.document, text);
  else expectSound(reading.problems, text);
}

/** Each part of a document can be located, within the text. */
function expectLocated({ value, locate, locateKey }: YamlDocument, text: string): void {
  expectWithin(locate([]), text);
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    expectWithin(locate([Array.isArray(value) ? Number(key) : key, "x", 0]), text);
    expectWithin(locateKey([], key), text);
  }
}

/** At least one problem, each with a place in the text and one line of what can be seen. */
function expectSound(problems: readonly DocumentProblem[], text: string): void {
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    expectWithin(problem, text);
    expectPlain(problem.message);
    expectPlain(problem.fix);
  }
}

function expectWithin(place: Place, text: string): void {
  const { line, column, endLine = line, endColumn = column } = place;
  const lines = text.split("\n");
  const isIn = (at: number, along: number) =>
    along >= 1 && along <= (lines[at - 1]?.length ?? -1) + 1;
  const isForward = endLine > line || (endLine === line && endColumn >= column);
  if (!isIn(line, column) || !isIn(endLine, endColumn) || !isForward) {
    throw new Error(`${JSON.stringify(place)} is not in ${JSON.stringify(text)}`);
  }
}

/** One line without anything hidden, of a length that a report can bear, and no value gone astray. */
function expectPlain(sentence: string): void {
  if (sentence === "" || sentence.length > 3000) throw new Error(`length ${sentence.length}`);
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(sentence)) throw new Error(JSON.stringify(sentence));
  if (/\[object |\bundefined\b|\bNaN\b|Invalid /.test(sentence)) throw new Error(sentence);
}

type Texts = Partial<Record<(typeof ARTEFACT_NAMES)[number], string | undefined>>;

function expectJudged(
  texts: Texts,
  judged: {
    stage: (typeof STAGES)[number];
    gate: boolean;
    visibility: "public" | "private" | "unknown";
  },
): void {
  const { paths } = DEFAULT_POLICY;
  const files = ARTEFACT_NAMES.flatMap((artefact) => {
    const text = texts[artefact];
    return text === undefined ? [] : [[artefact, paths[artefact], text] as const];
  });
  const snapshot = new Map(
    files.map(([, path, text]) => [path, fileOfBytes(new TextEncoder().encode(text))]),
  );
  const { findings, expectations } = assess(
    {
      ...judged,
      access: judged.stage === "beta" ? "private" : undefined,
      today: "2026-11-23",
      policy: DEFAULT_POLICY,
      dossier: readDossier(snapshot, paths),
    },
    { kind: "input", name: "--stage", disagreeing: [] },
  );
  const byPath = new Map(files.map(([, path, text]) => [path as string, text]));
  for (const { file, place, message, fix } of findings) {
    expectWithin(place, byPath.get(file) ?? "");
    expectPlain(message);
    expectPlain(fix);
  }
  expect(expectations.length).toBeGreaterThan(0);
}
