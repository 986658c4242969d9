import { describe, expect, it } from "@jest/globals";
import {
  laterClaim,
  type StageFacts,
  stageFrom,
  unusableStages,
} from "../../src/core/stage-sources.ts";
import type { StageClaim } from "../../src/core/stages.ts";

const input = { claim: { stage: "alpha" }, name: "--stage" } as const;
const property = (value: unknown) => ({ "lifecycle-stage": value });

/** What counts, in one line, and who disagrees. */
function decide(facts: Partial<StageFacts>) {
  const declared = stageFrom({ policy: {}, ...facts });
  if (!declared) return undefined;
  const { stage, access, source } = declared;
  return [
    `${access ? `${access} ` : ""}${stage} (${source.kind}: ${source.name})`,
    source.disagreeing,
  ];
}

describe("the source that counts", () => {
  const all = {
    input,
    customProperties: property("beta"),
    topics: ["dsp-live"],
    policy: { stage: "discovery" },
    labels: ["dsp:post-live"],
  } as const;

  it.each([
    [
      "the input",
      all,
      "alpha (input: --stage)",
      [
        "custom property lifecycle-stage says beta",
        "topic dsp-live says live",
        ".github/dsp.yml says discovery",
        "label dsp:post-live says post-live",
      ],
    ],
    [
      "then the custom property",
      { ...all, input: undefined },
      "private beta (custom-property: custom property lifecycle-stage)",
      [
        "topic dsp-live says live",
        ".github/dsp.yml says discovery",
        "label dsp:post-live says post-live",
      ],
    ],
    [
      "then a topic",
      { ...all, input: undefined, customProperties: {} },
      "live (topic: topic dsp-live)",
      [".github/dsp.yml says discovery", "label dsp:post-live says post-live"],
    ],
    [
      "then the policy",
      { policy: all.policy, labels: all.labels },
      "discovery (policy: .github/dsp.yml)",
      ["label dsp:post-live says post-live"],
    ],
    ["then a label", { labels: all.labels }, "post-live (label: label dsp:post-live)", []],
  ] satisfies [string, Partial<StageFacts>, string, string[]][])(
    "is %s",
    (_name, facts, declared, disagreeing) => {
      expect(decide(facts)).toEqual([declared, disagreeing]);
    },
  );

  it("is none where nothing names a stage", () => {
    expect(decide({ topics: ["dsp-betta", "dsp", "beta", "prison"], labels: ["beta"] })).toBe(
      undefined,
    );
  });

  it("agrees with others of the same stage in silence", () => {
    expect(decide({ topics: ["dsp-alpha"], policy: { stage: "alpha" } })).toEqual([
      "alpha (topic: topic dsp-alpha)",
      [],
    ]);
  });
});

describe("a stage is spelt alike wherever it is declared", () => {
  const SPELLINGS = ["private-beta", "Private beta", "PRIVATE_BETA", " private\u2011Beta "];
  it.each([
    ["the custom property", (text) => ({ customProperties: property(text) })],
    ["a topic", (text) => ({ topics: [`dsp-${text}`] })],
    ["a topic in capitals", (text) => ({ topics: [`DSP-${text}`] })],
    ["a label", (text) => ({ labels: [`dsp:${text}`] })],
    ["a label in other letters", (text) => ({ labels: [`Dsp:${text}`] })],
  ] satisfies [string, (text: string) => Partial<StageFacts>][])("in %s", (_source, facts) => {
    const found = SPELLINGS.map((text) => stageFrom({ policy: {}, ...facts(text) }));
    expect(found).toEqual(
      SPELLINGS.map(() => expect.objectContaining({ stage: "beta", access: "private" })),
    );
  });
});

describe("of two topics", () => {
  it.each([
    [["dsp-alpha", "dsp-live"], "live (topic: topic dsp-live)", ["topic dsp-alpha says alpha"]],
    [["dsp-live", "dsp-alpha"], "live (topic: topic dsp-live)", ["topic dsp-alpha says alpha"]],
    [["dsp-private-beta", "dsp-beta"], "private beta (topic: topic dsp-private-beta)", []],
    [["dsp-beta", "dsp-public-beta"], "public beta (topic: topic dsp-public-beta)", []],
    [
      ["dsp-private-beta", "dsp-public-beta"],
      "public beta (topic: topic dsp-public-beta)",
      ["topic dsp-private-beta says private beta"],
    ],
  ])("%j, the later stage and the wider access count", (topics, declared, disagreeing) => {
    expect(decide({ topics })).toEqual([declared, disagreeing]);
  });
});

describe("the access", () => {
  it.each([
    ["is what the source says", { topics: ["dsp-public-beta"] }, "public"],
    [
      "is else what another says of the stage",
      { topics: ["dsp-beta"], labels: ["dsp:public-beta"] },
      "public",
    ],
    ["is else the policy's", { topics: ["dsp-beta"], policy: { access: "public" } }, "public"],
    ["is else private", { topics: ["dsp-beta"] }, "private"],
    [
      "is no matter of other stages",
      { topics: ["dsp-live"], policy: { access: "public" } },
      undefined,
    ],
  ] satisfies [string, Partial<StageFacts>, string | undefined][])("%s", (_name, facts, access) => {
    expect(stageFrom({ policy: {}, ...facts })?.access).toBe(access);
  });

  it("is what sources of one stage can differ in", () => {
    expect(
      decide({ topics: ["dsp-private-beta"], policy: { stage: "beta", access: "public" } }),
    ).toEqual([
      "private beta (topic: topic dsp-private-beta)",
      [".github/dsp.yml says public beta"],
    ]);
  });
});

describe("the custom property", () => {
  it.each([
    ["Private beta", "private beta"],
    [" POST_LIVE ", "post-live"],
    ["pre-discovery", "discovery"],
    [["alpha", "live"], "live"],
  ])("%j is a stage", (value, stage) => {
    expect(decide({ customProperties: property(value) })).toEqual(
      [`${stage} (custom-property: custom property lifecycle-stage)`, []].map((part) =>
        Array.isArray(value) && Array.isArray(part)
          ? ["custom property lifecycle-stage says alpha"]
          : part,
      ),
    );
  });

  it.each([[null], [""], [" "], [[]], [7], [undefined]])("%j says nothing", (value) => {
    const facts = { policy: {}, customProperties: property(value) };
    expect([stageFrom(facts), unusableStages(facts)]).toEqual([undefined, []]);
  });

  it("is named where it holds something else, whether or not another source counts", () => {
    const facts = { policy: {}, customProperties: property("retired\n") };
    const complaint = 'custom property lifecycle-stage says "retired\\n", which is not a stage';
    expect([stageFrom(facts), unusableStages(facts)]).toEqual([undefined, [complaint]]);
    expect(decide({ ...facts, topics: ["dsp-live"] })).toEqual([
      "live (topic: topic dsp-live)",
      [complaint],
    ]);
  });
});

describe("the later of two claims", () => {
  it.each<[string, StageClaim | undefined, StageClaim | undefined]>([
    ["a later stage", { stage: "alpha" }, { stage: "post-live" }],
    ["a stage after a public beta", { stage: "beta", access: "public" }, { stage: "live" }],
    ["public access", { stage: "beta", access: "private" }, { stage: "beta", access: "public" }],
    ["an access that is said", { stage: "beta" }, { stage: "beta", access: "private" }],
    ["any stage", undefined, { stage: "discovery" }],
  ])("is that of %s, on either side", (_name, earlier, later) => {
    expect(laterClaim(earlier, later)).toBe(later);
    expect(laterClaim(later, earlier)).toBe(later);
  });

  it("is the first where they are alike", () => {
    const [one, other]: StageClaim[] = [{ stage: "alpha" }, { stage: "alpha" }];
    expect(laterClaim(one, other)).toBe(one);
  });

  it("is none where there is none", () => {
    expect(laterClaim(undefined, undefined)).toBeUndefined();
  });
});
