import { asList, asRecord } from "../fake-github/shapes.ts";
import { withoutPart } from "./example.ts";
import {
  annotationsOf,
  CHECK,
  lastCheck,
  lastPullRequest,
  lastSaidUnder,
  lookAtList,
  stageIssue,
} from "./looks.ts";
import { plainLines } from "./plain.ts";
import type { Step } from "./step.ts";
import { startingFiles, TO_ATTEST, type World } from "./world.ts";

const PLAN = ".dsp/deletion-plan.yml";
const MAP = ".dsp/data-map.yml";
const EVIDENCE = "docs/runbooks/delete-booking.md";
const BRANCH = "tidy-the-plan";

const setTopics = ({ github, repository }: World, topic: string) =>
  github.setTopics(repository, [topic]);

const lines = (markdown: unknown, ...wanted: readonly RegExp[]) => {
  const all = plainLines(String(markdown ?? ""));
  return wanted.flatMap((one) => all.find((line) => one.test(line)) ?? []);
};

const titled = ({ number, title }: Record<string, unknown>) => `#${number} ${title}`;

const checkLines = async (world: World) => {
  const check = await lastCheck(world);
  const annotations = await annotationsOf(world, check);
  return [
    `${CHECK}: ${check.conclusion ?? check.status ?? "no check"}`,
    ...annotations
      .filter(({ annotation_level }) => annotation_level === "failure")
      .map(({ path, start_line, message }) => `${path}:${start_line}: ${message}`),
  ];
};

const conclusion = async (world: World) => {
  const { conclusion } = await lastCheck(world);
  return conclusion === undefined || conclusion === null ? undefined : String(conclusion);
};

/** What is left at beta, as the issue that is closed then lists it. */
const OPEN_AT_BETA = ["DSP-BETA-1", "DSP-BETA-10"] as const;

/** The product's story. Steps build on each other. */
export const SCENARIO: readonly Step[] = [
  {
    title: "A repository is labelled with its stage",
    did: "An admin gives the repository the topic dsp-beta",
    act: (world) => setTopics(world, "dsp-beta"),
    async answer(world) {
      const issue = await stageIssue(world, "beta");
      return [titled(issue), ...lines(issue.body, /expectations met/, /mechanism of rule/)];
    },
    claims: [
      {
        what: "the beta issue",
        found: async (world) => String((await stageIssue(world, "beta")).state ?? ""),
        accepted: "open",
      },
      {
        what: "the labels of the beta issue",
        found: async (world) => labelsOf(await stageIssue(world, "beta")),
        accepted: "dsp, dsp:beta",
      },
      {
        what: "the progress in the beta issue",
        found: async (world) => String((await stageIssue(world, "beta")).body ?? ""),
        accepted: /\*\*19 of 21 expectations met\*\*/,
      },
    ],
  },
  {
    title: "A pull request drops a deletion rule",
    did: `A writer removes the rule of the access log from ${PLAN}, and opens a pull request`,
    async act({ github, repository }) {
      const writer = github.as("writer");
      const plan = withoutPart(startingFiles()[PLAN] ?? "", /^ {2}- id: logs\n[\s\S]*/m);
      const title = "Tidy the deletion plan";
      await writer.push(repository, { [PLAN]: plan }, title, BRANCH);
      await writer.openPullRequest(repository, BRANCH, undefined, title);
    },
    answer: checkLines,
    claims: [
      { what: `the check "${CHECK}"`, found: conclusion, accepted: "failure" },
      {
        what: "the annotation",
        found: async (world) => (await checkLines(world)).slice(1).join("\n"),
        accepted: new RegExp(`^${MAP.replaceAll(".", "\\.")}:\\d+: .*access-log`, "m"),
      },
    ],
  },
  {
    title: "The fix is pushed",
    did: "The writer puts the rule back, with a shorter period, and pushes",
    act: ({ github, repository }) => {
      const plan = (startingFiles()[PLAN] ?? "").replace("period: P90D", "period: P60D");
      return github.as("writer").push(repository, { [PLAN]: plan }, "Keep the rule", BRANCH);
    },
    answer: checkLines,
    claims: [
      { what: `the check "${CHECK}"`, found: conclusion, accepted: "success" },
      {
        what: "the commit that was checked",
        async found(world) {
          const { head_sha } = await lastCheck(world);
          const { head } = await lastPullRequest(world);
          return head_sha === asRecord(head).sha ? "the newest" : String(head_sha ?? "");
        },
        accepted: "the newest",
      },
    ],
  },
  {
    title: "A maintainer signs off an expectation",
    did: `A maintainer writes on the beta issue: /dsp attest ${TO_ATTEST} ${EVIDENCE}`,
    act: (world) => comment(world, "maintainer", `/dsp attest ${TO_ATTEST} ${EVIDENCE}`),
    answer: async (world) => (await lastReply(world)).slice(0, 4),
    claims: [
      {
        what: "the reply",
        found: async (world) => (await lastReply(world))[0],
        accepted: new RegExp(`^maintainer signed off ${TO_ATTEST}`),
      },
      {
        what: "until when it holds, in the reply",
        found: async (world) => (await lastReply(world)).join(" "),
        accepted: /until \d{4}-\d\d-\d\d/,
      },
      {
        what: "the progress in the beta issue",
        found: async (world) => String((await stageIssue(world, "beta")).body ?? ""),
        accepted: /\*\*20 of 21 expectations met\*\*/,
      },
    ],
  },
  {
    title: "Is it ready for the assessment?",
    did: "A triager writes on the beta issue: /dsp assess beta",
    act: (world) => comment(world, "triager", "/dsp assess beta"),
    answer: async (world) => (await lastReply(world)).slice(0, 4),
    claims: [
      {
        what: "the reply",
        found: async (world) => (await lastReply(world)).join("\n"),
        accepted: /^At the gate of beta, private: no failures[\s\S]*DSP-BETA-1\b/,
      },
    ],
  },
  {
    title: "The stage moves on",
    did: "The admin changes the topic to dsp-live",
    act: (world) => setTopics(world, "dsp-live"),
    async answer(world) {
      const beta = await stageIssue(world, "beta");
      const live = await stageIssue(world, "live");
      return [
        `${titled(beta)}: ${beta.state}`,
        ...plainLines(await lastSaidUnder(world, beta)).slice(-1),
        titled(live),
        ...lines(live.body, /expectations met/, /^Carried over/),
      ];
    },
    claims: [
      {
        what: "the beta issue",
        found: async (world) => String((await stageIssue(world, "beta")).state ?? ""),
        accepted: "closed",
      },
      {
        what: "what is said under the beta issue",
        async found(world) {
          const { number } = await stageIssue(world, "live");
          const said = await lastSaidUnder(world, await stageIssue(world, "beta"));
          return said.includes(`#${number} `) ? "a link to the live issue" : said;
        },
        accepted: "a link to the live issue",
      },
      {
        what: "what the live issue carries over",
        async found(world) {
          const body = String((await stageIssue(world, "live")).body ?? "");
          const part = /### Carried over[\s\S]*?(?=\n### )/.exec(body)?.[0] ?? "";
          return OPEN_AT_BETA.filter((id) => part.includes(`**${id}**`)).join(", ");
        },
        accepted: OPEN_AT_BETA.join(", "),
      },
    ],
  },
  {
    title: "GitHub delivers the same webhook again",
    did: "The last webhook about the topic comes twice more: as it was, and with a number of its own",
    async act({ github }) {
      const last = github.deliveries.answered.findLast(({ event }) => event === "repository");
      if (!last) throw new Error("no webhook has told of a topic");
      await github.deliveries.send(last);
      await github.deliveries.send({ ...last, id: crypto.randomUUID() });
    },
    async answer({ github }) {
      const statuses = github.deliveries.answered.slice(-2).map(({ status }) => status);
      return [`answered with ${statuses.join(" and ")}`];
    },
    claims: [
      {
        what: "how the App answered",
        found: ({ github }) =>
          github.deliveries.answered
            .slice(-2)
            .map(({ status }) => status)
            .join(", "),
        accepted: "202, 202",
      },
      { what: "writes", found: (_world, { writes }) => writes, accepted: 0 },
      {
        what: "how many issues there are",
        found: async (world) => (await issuesOf(world)).length,
        accepted: 2,
      },
    ],
  },
];

async function comment(world: World, login: string, body: string): Promise<void> {
  const { number } = await stageIssue(world, "beta");
  await world.github.as(login).comment(world.repository, Number(number), body);
}

async function lastReply(world: World): Promise<string[]> {
  return plainLines(await lastSaidUnder(world, await stageIssue(world, "beta")));
}

function labelsOf({ labels }: Record<string, unknown>): string {
  return asList(labels)
    .map((label) => String(asRecord(label).name))
    .sort()
    .join(", ");
}

async function issuesOf(world: World) {
  const all = await lookAtList(world, "/issues?state=all");
  return all.filter((one) => one.pull_request === undefined);
}
