import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import { holdsUntil, LONGEST_ATTESTATION } from "../../src/core/attestations.ts";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { attestationsIn } from "../../src/core/catalogue/showing.ts";
import { judgeChange } from "../../src/core/change.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import {
  attestationsInLedger,
  commandEntryMarker,
  type LedgerComment,
  ledgerEntry,
  toAttest,
} from "../../src/core/ledger.ts";
import { governingPolicy } from "../../src/core/policy/change.ts";
import { hostileText, RUNS } from "../support/hostile.ts";

const URL = "https://github.com/o/r/issues/1#issuecomment-";

/** An entry for DSP-ALPHA-5 by `octocat`, as this App writes it, unless given. */
function comment(given: Partial<LedgerComment> = {}): LedgerComment {
  const id = given.id ?? 1;
  return {
    id,
    url: `${URL}${id}`,
    author: "dsp-lifecycle[bot]",
    isOurs: true,
    isEdited: false,
    createdAt: "2026-11-23T09:05:00Z",
    body: ledgerEntry({ expectation: "DSP-ALPHA-5", by: "octocat" }),
    ...given,
  };
}

const marked = (rest: string) => `<!-- dsp-lifecycle attest ${rest} -->`;

const ENTRY = {
  expectation: "DSP-ALPHA-5",
  by: "octocat",
  date: "2026-11-23",
  evidence: [`${URL}1`],
};

describe("the ledger", () => {
  it.each<[string, Partial<LedgerComment>, object]>([
    ["an entry as the App writes it", {}, ENTRY],
    ["a marker alone", { body: marked("DSP-ALPHA-5 by octocat") }, ENTRY],
    ["an entry with other line ends", { body: comment().body.replaceAll("\n", "\r\n") }, ENTRY],
    [
      "an entry with a role",
      { body: marked("DSP-DISC-6 by a-b as technical-architect") },
      { ...ENTRY, expectation: "DSP-DISC-6", by: "a-b", role: "technical-architect" },
    ],
    [
      "a managed account",
      { body: marked("DSP-ALPHA-5 by octo_corp") },
      { ...ENTRY, by: "octo_corp" },
    ],
    [
      "the longest login",
      { body: marked(`DSP-ALPHA-5 by ${"a".repeat(39)}`) },
      { ...ENTRY, by: "a".repeat(39) },
    ],
  ])("takes %s", (_name, given, entry) => {
    expect(attestationsInLedger([comment(given)])).toEqual([entry]);
  });

  it.each<[string, Partial<LedgerComment>]>([
    ["someone else's copy of an entry", { isOurs: false }],
    ["an entry that was edited", { isEdited: true }],
    ["an entry without a day", { createdAt: "" }],
    ["a marker that is not first", { body: `Hello\n${comment().body}` }],
    ["text before the marker", { body: ` ${comment().body}` }],
    ["text after the marker", { body: comment().body.replace("-->", "--> x") }],
    ["a quoted marker", { body: `> ${comment().body}` }],
    ["an expectation that nobody knows", { body: marked("DSP-ALPHA-99 by octocat") }],
    ["an expectation that files show", { body: marked("DSP-ALPHA-7 by octocat") }],
    ["a bot", { body: marked("DSP-ALPHA-5 by dsp-lifecycle[bot]") }],
    ["a mention", { body: marked("DSP-ALPHA-5 by @octocat") }],
    ["nobody", { body: marked("DSP-ALPHA-5 by ") }],
    ["a login that is too long", { body: marked(`DSP-ALPHA-5 by ${"a".repeat(40)}`) }],
    ["a role in other words", { body: marked("DSP-DISC-6 by octocat as Technical Architect") }],
    ["another marker", { body: "<!-- dsp-lifecycle stage beta policy -->" }],
    ["no text", { body: "" }],
  ])("takes no entry from %s", (_name, given) => {
    expect(attestationsInLedger([comment(given)])).toEqual([]);
  });

  const at = (id: number, expectation: string, createdAt: string) =>
    comment({ id, createdAt, body: ledgerEntry({ expectation, by: `person-${id}` }) });
  const first = at(1, "DSP-BETA-6", "2026-01-10T09:00:00Z");
  const second = at(2, "DSP-DISC-7", "2026-02-10T09:00:00Z");
  const third = at(3, "DSP-BETA-6", "2026-03-10T09:00:00Z");
  const fourth = at(4, "DSP-BETA-6", "2026-03-10T09:00:00Z");

  it.each([
    ["oldest first", [second, first], ["DSP-BETA-6 person-1", "DSP-DISC-7 person-2"]],
    [
      "the later of two for one expectation",
      [third, second, first],
      ["DSP-DISC-7 person-2", "DSP-BETA-6 person-3"],
    ],
    ["the later of two of one second", [fourth, third], ["DSP-BETA-6 person-4"]],
    [
      "the earlier, where the later was edited",
      [first, { ...third, isEdited: true }],
      ["DSP-BETA-6 person-1"],
    ],
    ["nothing of nothing", [], []],
  ])("gives %s", (_name, comments, expected) => {
    expect(
      attestationsInLedger(comments).map(({ expectation, by }) => `${expectation} ${by}`),
    ).toEqual(expected);
  });
});

describe("an entry that answers a command", () => {
  const EVIDENCE = ["docs/adr/0003.md", "https://a.example/x?y=-->#z"];
  const said = (given: Partial<LedgerComment> = {}) =>
    comment({ id: 1, isOurs: false, author: "octocat", body: "/dsp attest …", ...given });
  const marker = (did: "attest" | "revoke", from: number, evidence = EVIDENCE) =>
    commandEntryMarker({ did, expectation: "DSP-DISC-6", by: "octocat", from, evidence });
  const entry = (given: Partial<LedgerComment> = {}) =>
    comment({ id: 2, body: `${marker("attest", 1)}\nRecorded.\n`, ...given });

  it("holds whose it is, in which role, the evidence, and their comment", () => {
    expect(attestationsInLedger([said(), entry()])).toEqual([
      {
        expectation: "DSP-DISC-6",
        by: "octocat",
        date: "2026-11-23",
        role: "technical-architect",
        evidence: [...EVIDENCE, `${URL}1`],
      },
    ]);
  });

  it.each<[string, LedgerComment[]]>([
    ["the comment is gone", [entry()]],
    ["the comment was edited", [said({ isEdited: true }), entry()]],
    ["the reply was edited", [said(), entry({ isEdited: true })]],
    ["the reply is gone", [said()]],
    ["someone else wrote the reply", [said(), entry({ isOurs: false })]],
    ["it is of another comment", [said({ id: 3 }), entry()]],
    ["something stands behind the evidence", [said(), entry({ body: `${marker("attest", 1)} x` })]],
  ])("does not count where %s", (_why, comments) => {
    expect(attestationsInLedger(comments)).toEqual([]);
  });

  it("keeps hostile evidence within its marker, whole", () => {
    fc.assert(
      fc.property(
        fc.array(
          hostileText.filter((text) => text !== ""),
          { maxLength: 3 },
        ),
        (evidence) => {
          const body = marker("attest", 1, evidence);
          expect(body).toMatch(/^<!-- [\w .~%-]+ -->$/);
          expect(body.slice(4, -3)).not.toContain("--");
          const [read] = attestationsInLedger([said(), entry({ body })]);
          const plain = evidence.map((text) => text.replace(/\p{Cs}/gu, "\ufffd"));
          expect(read?.evidence).toEqual([...plain, `${URL}1`]);
        },
      ),
      RUNS,
    );
  });

  describe("that revokes", () => {
    const asked = said({ id: 3 });
    const revocation = (given: Partial<LedgerComment> = {}) =>
      comment({ id: 4, body: marker("revoke", 3, []), ...given });
    const ticked = comment({
      id: 2,
      body: ledgerEntry({ expectation: "DSP-DISC-6", by: "octocat" }),
    });
    const again = comment({ id: 6, body: marker("attest", 5) });

    it.each<[string, LedgerComment[], number[]]>([
      ["takes back what was attested", [said(), entry(), asked, revocation()], []],
      ["takes back what was ticked", [ticked, asked, revocation()], []],
      ["takes back nothing that comes after it", [asked, revocation({ id: 1 }), ticked], [2]],
      [
        "lets a later one count",
        [said(), entry(), asked, revocation(), said({ id: 5 }), again],
        [5],
      ],
      [
        "is void where it was edited",
        [said(), entry(), asked, revocation({ isEdited: true })],
        [1],
      ],
      [
        "is void where who asked for it edited",
        [ticked, { ...asked, isEdited: true }, revocation()],
        [2],
      ],
      ["is void where who asked for it is gone", [ticked, revocation()], [2]],
      ["is void where someone else wrote it", [ticked, asked, revocation({ isOurs: false })], [2]],
    ])("%s", (_what, comments, ids) => {
      const left = attestationsInLedger(comments).map(({ evidence }) => evidence.at(-1));
      expect(left).toEqual(ids.map((id) => `${URL}${id}`));
    });

    it("takes back nothing of another expectation", () => {
      const other = comment({ id: 2 });
      expect(attestationsInLedger([other, asked, revocation()])).toHaveLength(1);
    });
  });

  it("that revokes signs in no role", () => {
    const entry = { expectation: "DSP-DISC-6", by: "octocat", from: 1 } as const;
    expect(commandEntryMarker({ did: "revoke", ...entry })).not.toContain(" as ");
    expect(commandEntryMarker({ did: "attest", ...entry })).toContain(" as technical-architect ");
  });

  it("is not written of what nobody can attest", () => {
    const wrong = { did: "attest", expectation: "DSP-ALPHA-7", by: "octocat", from: 1 } as const;
    expect(() => commandEntryMarker(wrong)).toThrow("nothing that a person can attest");
  });
});

describe("an entry", () => {
  it("says who ticked what, until when it holds, and how to take it back", () => {
    expect(ledgerEntry({ expectation: "DSP-DISC-6", by: "octocat" }).split("\n")).toEqual([
      "<!-- dsp-lifecycle attest DSP-DISC-6 by octocat as technical-architect -->",
      "`octocat` ticked **DSP-DISC-6**, signing as `technical-architect`: Technical architects were consulted on how the work is delivered, and the evidence is a dated note or decision record.",
      "",
      "This sign-off lasts one year from today. This comment is the record, so do not edit it. To withdraw the sign-off, comment `/dsp revoke DSP-DISC-6` or delete this comment.",
      "",
    ]);
  });

  it("holds as long as it says", () => {
    expect(LONGEST_ATTESTATION).toBe("P1Y");
    expect(attestationsInLedger([comment()]).map(holdsUntil)).toEqual(["2027-11-23"]);
  });

  const attestable = EXPECTATIONS.filter(({ shown }) => attestationsIn(shown).length > 0);

  it.each(attestable.map(({ id }) => id))(
    "of %s is read as it was meant, and mentions nobody",
    (id) => {
      const body = ledgerEntry({ expectation: id, by: "octocat" });
      const role = toAttest(id)?.role;
      expect(attestationsInLedger([comment({ body })])).toEqual([
        { ...ENTRY, expectation: id, ...(role ? { role } : {}) },
      ]);
      expect(body).not.toContain("@");
    },
  );

  it("has the role that is given, where one is", () => {
    const body = ledgerEntry({ expectation: "DSP-ALPHA-5", by: "octocat", role: "delivery-team" });
    expect(attestationsInLedger([comment({ body })])).toEqual([
      { ...ENTRY, role: "delivery-team" },
    ]);
  });

  it.each([
    [{ expectation: "DSP-ALPHA-7", by: "octocat" }, "a person cannot sign off DSP-ALPHA-7"],
    [{ expectation: "DSP-ALPHA-5", by: "a[bot]" }, 'not a login: "a[bot]"'],
    [{ expectation: "DSP-ALPHA-5", by: "" }, 'not a login: ""'],
    [
      { expectation: "DSP-ALPHA-5", by: "a", role: "The Team" },
      'not the slug of a role: "The Team"',
    ],
    [{ expectation: "DSP-ALPHA-5", by: "a", role: "x -->" }, 'not the slug of a role: "x -->"'],
  ])("is not written of %j", (entry, message) => {
    expect(() => ledgerEntry(entry)).toThrow(message);
  });
});

it("reaches the verdict on a change, on both sides of the policy", () => {
  const policies = (stage: string) => ({
    own: { ok: true as const, text: `stage: ${stage}\n` },
    organisation: "none" as const,
  });
  const sides = { base: policies("discovery"), head: policies("alpha") };
  const governing = governingPolicy(sides, "2026-11-23", DEFAULT_LIMITS);
  if (!governing.ok) throw new Error("no policy");
  const change = {
    governing,
    snapshot: new Map(),
    stageFacts: {},
    gate: false,
    today: "2026-11-23",
    limits: DEFAULT_LIMITS,
    visibility: "public" as const,
  };
  const body = ledgerEntry({ expectation: "DSP-DISC-7", by: "octocat" });
  const outcomes = (ledger?: Attestation[]) => {
    const { assessment, proposed } = judgeChange({ ...change, ledger }) ?? {};
    return [assessment, proposed].map(
      (one) => one?.expectations.find(({ id }) => id === "DSP-DISC-7")?.outcome,
    );
  };
  expect(outcomes()).toEqual(["open", "open"]);
  expect(outcomes(attestationsInLedger([comment({ body })]))).toEqual(["met", "met"]);
});

it("an expectation asks for one attestation at most, so that a box says all", () => {
  expect(EXPECTATIONS.filter(({ shown }) => attestationsIn(shown).length > 1)).toEqual([]);
});
