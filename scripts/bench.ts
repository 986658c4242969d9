// Prints ratios measured in one run; docs/measures.md says what they should be. Machines differ, ratios less so.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { parseDocument } from "yaml";
import { assess } from "../src/core/assess.ts";
import { readDossier } from "../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../src/core/policy/defaults.ts";
import { fileOfBytes } from "../src/core/snapshot.ts";
import { bigDataMap, bigDeletionPlan } from "./big-repository.ts";

const TODAY = "2026-11-23";
/** The least that any reader of the example pays: the library, bundled and started as ours is. */
const PARSE_ONLY = `
  import { readFileSync, readdirSync } from "node:fs";
  import { parseDocument } from "yaml";
  const folder = "examples/custody-visits/.dsp/";
  for (const file of readdirSync(folder)) parseDocument(readFileSync(folder + file, "utf8")).toJS();
`;
const PARSE_ONLY_BUNDLE = "node_modules/.cache/scripts/parse-only.cjs";
buildSync({
  stdin: { contents: PARSE_ONLY, resolveDir: "." },
  outfile: PARSE_ONLY_BUNDLE,
  bundle: true,
  platform: "neutral",
  conditions: ["import"],
  external: ["node:*"],
  format: "cjs",
  minify: true,
});
const { paths } = DEFAULT_POLICY;

const startup = pairs(
  25,
  () => runNode(["dist/cli.cjs", "check", "examples/custody-visits", "--today", TODAY]),
  () => runNode(["-e", "0"]),
);
report("dsp check on the example, whole process, against node -e 0", startup, 2.0);

// The Action on the same example, as a runner starts it, with nothing to ask or to post.
const action = pairs(
  25,
  () => runNode(["dist/action.cjs"], actionVariables()),
  () => runNode(["-e", "0"]),
);
report("the Action on the example, whole process, against node -e 0", action, 3.0);

// How much of that the library takes by itself, started cold: what is left is ours to save.
const floor = pairs(
  25,
  () => runNode([PARSE_ONLY_BUNDLE]),
  () => runNode(["-e", "0"]),
);
report("yaml alone, parsing the example's four files, against node -e 0", floor);

const whole = evidence(10_000);
const half = evidence(5_000);
const judging = pairs(
  7,
  () => judge(whole),
  () => parseWithLibrary(whole),
);
report(
  `dsp's reading and judging of ${describe(whole)}, against yaml's parseDocument of it`,
  judging,
  1.5,
);
const doubling = pairs(
  7,
  () => judge(whole),
  () => judge(half),
);
report("the same at twice the size", doubling, 2.2);

interface Evidence {
  stores: number;
  dataMap: Uint8Array;
  deletionPlan: Uint8Array;
}

function evidence(stores: number): Evidence {
  const bytes = new TextEncoder();
  return {
    stores,
    dataMap: bytes.encode(bigDataMap(stores)),
    deletionPlan: bytes.encode(bigDeletionPlan(stores)),
  };
}

function describe({ stores, dataMap, deletionPlan }: Evidence): string {
  const megabytes = ((dataMap.length + deletionPlan.length) / 1e6).toFixed(1);
  return `${stores} stores, ${stores} deletion rules and ${2 * stores} flows (${megabytes} MB)`;
}

function judge({ dataMap, deletionPlan }: Evidence): void {
  const snapshot = new Map([
    [paths.dataMap, fileOfBytes(dataMap)],
    [paths.deletionPlan, fileOfBytes(deletionPlan)],
  ]);
  const dossier = readDossier(snapshot, paths, { maxBytes: 100_000_000 });
  const assessment = assess(
    {
      stage: "beta",
      access: "private",
      gate: false,
      today: TODAY,
      policy: DEFAULT_POLICY,
      dossier,
      visibility: "unknown",
    },
    { kind: "input", name: "bench", disagreeing: [] },
  );
  if (assessment.verdict === "unreadable") throw new Error("the generated evidence is not valid");
}

function parseWithLibrary({ dataMap, deletionPlan }: Evidence): void {
  const text = new TextDecoder();
  for (const bytes of [dataMap, deletionPlan]) {
    if (parseDocument(text.decode(bytes)).errors.length > 0) throw new Error("not valid YAML");
  }
}

/** What the runner tells a step that runs for a push to this repository. */
function actionVariables(): NodeJS.ProcessEnv {
  const sha = "0".repeat(40);
  const eventPath = "node_modules/.cache/scripts/push.json";
  const repository = { default_branch: "main", topics: [], custom_properties: {}, private: false };
  writeFileSync(eventPath, JSON.stringify({ repository, ref: "refs/heads/main", deleted: false }));
  return {
    PATH: process.env.PATH,
    GITHUB_REPOSITORY: "moj/visits",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_SHA: sha,
    GITHUB_REF: "refs/heads/main",
    GITHUB_WORKSPACE: process.cwd(),
    GITHUB_RUN_ID: "1",
    "INPUT_WORKING-DIRECTORY": "examples/custody-visits",
    INPUT_STATUSES: "none",
    INPUT_COMMENT: "none",
  };
}

function runNode(args: string[], env?: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync(process.execPath, args, { env: env ?? process.env });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
}

/** Both in turn, so that a machine that slows down slows both. */
function pairs(count: number, one: () => void, other: () => void): number[] {
  one();
  other();
  return Array.from({ length: count }, () => time(one) / time(other)).sort((a, b) => a - b);
}

function time(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start);
}

function report(what: string, ratios: number[], target?: number): void {
  const median = ratios[ratios.length >> 1] ?? Number.NaN;
  const verdict =
    target === undefined
      ? "for comparison"
      : `target at most ${target.toFixed(1)}: ${median <= target ? "met" : "MISSED"}`;
  const [least, most] = [ratios[0] ?? 0, ratios[ratios.length - 1] ?? 0];
  process.stdout.write(
    `${median.toFixed(2)}  ${what}\n      ${least.toFixed(2)} to ${most.toFixed(2)} in ${ratios.length} pairs; ${verdict}\n`,
  );
}
