import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { NOT_CHECKED } from "../../src/report/last-line.ts";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const server = await githubServer();
const action = builtAction();
const repository = repositoryOn(server, action);

const SEE = "GET /repos/:owner/:repo/commits/:ref*/status";
const POST = "POST /repos/:owner/:repo/statuses/:sha";
const ADD = "POST /graphql addComment";
const TIMES = 4;

const state = (sha: string) => server.statuses("moj/visits", sha)["dsp/lifecycle"]?.state;
const times = (fault: object) => Array.from({ length: TIMES }, () => fault);

/** A folder, which is no file to write to; a full disk; a file in a folder that is gone. */
const UNWRITABLE: [string, () => string][] = [
  [
    "a folder",
    () => {
      mkdirSync(join(action.folder, "taken"), { recursive: true });
      return join(action.folder, "taken");
    },
  ],
  ["a full disk", () => "/dev/full"],
  ["gone", () => join(action.folder, "gone/file")],
];

describe.each([
  ["a clean pull request", VISITS, 0, "success"],
  ["a pull request that fails", WITHOUT_A_RULE, 1, "failure"],
])("the verdict on %s", (_name, files, exitCode, posted) => {
  it.each(UNWRITABLE)("stays where the summary cannot be written: %s", async (_what, pathOf) => {
    const { payload, head } = repository.open(files);
    const env = { GITHUB_STEP_SUMMARY: pathOf() };
    const { code, outputs, annotations, stderr } = await repository.run(payload, { env });
    expect({ code, stderr, state: state(head) }).toEqual({
      code: exitCode,
      stderr: "",
      state: posted,
    });
    expect(outputs.verdict).toBe("findings");
    expect(warnings(annotations)).toEqual([
      expect.stringMatching(/^The job summary could not be written: ./),
    ]);
  });

  it.each(UNWRITABLE)("stays where the outputs cannot be set: %s", async (_what, pathOf) => {
    const { payload, head } = repository.open(files);
    const env = { GITHUB_OUTPUT: pathOf() };
    const { code, annotations, summary, stderr } = await repository.run(payload, { env });
    expect({ code, stderr, state: state(head) }).toEqual({
      code: exitCode,
      stderr: "",
      state: posted,
    });
    expect(warnings(annotations)).toEqual([
      expect.stringMatching(/^The outputs could not be set: ./),
    ]);
    expect(summary).toContain("\n- The outputs could not be set: ");
  });

  it("stays where the comment fails", async () => {
    const { payload, head } = repository.open(files);
    server.fail(ADD, ...times({ status: 500 }));
    const inputs = { comment: "always" };
    const { code, annotations, outputs } = await repository.run(payload, { inputs });
    expect([code, outputs.verdict, state(head)]).toEqual([exitCode, "findings", posted]);
    expect(warnings(annotations)).toEqual([
      expect.stringMatching(/^The comment could not be posted: ./),
    ]);
  });
});

describe("the verdict", () => {
  it.each([
    ["a 500 to the question", SEE, times({ status: 500 })],
    ["a 500 to the status", POST, times({ status: 500 })],
    ["a 429", POST, [{ status: 429, headers: { "retry-after": "9999" } }]],
    ["a 401", POST, [{ status: 401 }]],
  ])(
    "stays where GitHub answers the statuses with %s",
    async (_what, route, faults) => {
      const { payload } = repository.open(WITHOUT_A_RULE);
      server.fail(route, ...faults);
      const inputs = { comment: "always" };
      const { code, annotations, outputs, summary } = await repository.run(payload, { inputs });
      expect([code, outputs.verdict]).toEqual([1, "findings"]);
      expect(warnings(annotations)).toEqual([
        expect.stringMatching(/^The commit statuses could not be posted: ./),
      ]);
      expect(summary).toContain("\n- The commit statuses could not be posted: ");
      // The other steps are done.
      expect(server.comments("moj/visits", 7)).toHaveLength(1);
    },
    60_000,
  );
});

function warnings(annotations: readonly { properties: Record<string, string>; text: string }[]) {
  return annotations
    .filter(({ properties }) => properties.title === "DSP Lifecycle")
    .map(({ text }) => text);
}

describe("a run that came to no verdict", () => {
  it.each([
    ["the policy cannot be used", { ...VISITS, ".github/dsp.yml": "stage: [" }, {}, 2],
    ["an input is wrong", VISITS, { stage: "betta" }, 2],
  ])(
    "ends as it would where nothing can be written: %s",
    async (_what, files, inputs, exitCode) => {
      const { payload } = repository.open(files);
      const env = { GITHUB_STEP_SUMMARY: "/dev/full", GITHUB_OUTPUT: "/dev/full" };
      const { code, stderr, annotations } = await repository.run(payload, { inputs, env });
      expect({ code, stderr }).toEqual({ code: exitCode, stderr: "" });
      expect(annotations[0]?.level).toBe("error");
      expect(warnings(annotations)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^The outputs could not be set: ./),
          expect.stringMatching(/^The job summary could not be written: ./),
        ]),
      );
    },
  );
});

describe("a fault of ours", () => {
  /** Breaks what a run needs, before it starts. */
  function broken(script: string): Record<string, string> {
    const path = join(action.folder, `broken-${script.length}.cjs`);
    writeFileSync(path, script);
    return { NODE_OPTIONS: `--require ${path}` };
  }

  it.each([
    [
      "in the run",
      "Date.prototype.toISOString = () => { throw new TypeError('it broke\\n::set-output::x'); };",
    ],
    [
      "beside the run",
      "setTimeout(() => { throw new TypeError('it broke\\n::set-output::x'); }, 0); const { fetch } = globalThis; globalThis.fetch = () => new Promise(() => {});",
    ],
  ])(
    "is one line, exits 3, and shows its stack with debug logging alone: %s",
    async (_where, script) => {
      const { payload } = repository.open(VISITS);
      const { code, stdout, stderr, outputs, annotations } = await repository.run(payload, {
        env: broken(script),
      });
      expect({ code, stderr, outputs }).toEqual({
        code: 3,
        stderr: "",
        outputs: { verdict: "not-judged" },
      });
      expect(annotations).toEqual([
        {
          level: "error",
          properties: { title: "DSP Lifecycle" },
          text: "a fault of this tool: TypeError: it broke ::set-output::x; run the job again with debug logging, which shows where, and report it",
        },
      ]);
      const lines = stdout.split("\n").filter((line) => line !== "");
      expect(lines.filter((line) => !/^::(?:add-mask|error|debug)[: ]/.test(line))).toEqual([
        NOT_CHECKED,
      ]);
      expect(stdout).toMatch(/^::debug::TypeError: it broke.*%0Aat /m);
    },
  );

  it("after the verdict is a warning", async () => {
    const { payload, head } = repository.open(VISITS);
    const script =
      "const { appendFileSync } = require('fs'); require('fs').appendFileSync = (path, ...rest) => { if (/-output$/.test(path)) throw new TypeError('it broke'); return appendFileSync(path, ...rest); };";
    const { code, annotations, stdout } = await repository.run(payload, { env: broken(script) });
    expect([code, state(head), warnings(annotations)]).toEqual([
      0,
      "success",
      ["The outputs could not be set: it broke"],
    ]);
    expect(stdout).toMatch(/^::debug::TypeError: it broke/m);
  });

  it("beside a verdict that was reached is a warning, and the rest is published", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    const script =
      "const { appendFileSync } = require('fs'); require('fs').appendFileSync = (...args) => { if (/-output$/.test(args[0])) setImmediate(() => { throw new TypeError('it broke'); }); return appendFileSync(...args); };";
    const run = await repository.run(payload, { env: broken(script) });
    expect([run.code, run.outputs.verdict, state(head)]).toEqual([1, "findings", "failure"]);
    expect(run.summary).toContain("**1 failure, ");
    expect(warnings(run.annotations)[0]).toMatch(/^a fault of this tool: TypeError: it broke; /);
  });
});
