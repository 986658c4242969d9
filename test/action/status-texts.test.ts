import { describe, expect, it } from "@jest/globals";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import { edited, VISITS } from "../support/visits.ts";

const server = await githubServer();
const repository = repositoryOn(server, builtAction());

const statuses = (sha: string) =>
  Object.entries(server.statuses("moj/visits", sha)).map(
    ([context, { state, description }]) => `${context} ${state}: ${description}`,
  );

const inFolder = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

describe("statuses are posted, for GitHub takes their texts", () => {
  it.each([
    ["an emoji in a folder's name", "services/🚀", "dsp/lifecycle (services/\\u{1f680}) "],
    [
      "a folder that fills the name",
      `services/${"bookings-".repeat(28)}x`,
      "dsp/lifecycle (services/bookings-",
    ],
  ])("with %s", async (_name, folder, start) => {
    const broken = edited(".dsp/data-map.yml", "id: access-log", "id: access-log-🚀");
    const { payload, head } = repository.open(inFolder(folder, broken), inFolder(folder, VISITS));
    const inputs = { "working-directory": folder, statuses: "always" };
    const { stdout } = await repository.run(payload, { inputs });
    expect(stdout).not.toContain("could not be posted");
    const posted = statuses(head);
    expect(posted).toHaveLength(4);
    expect(posted.filter((line) => line.startsWith(start))).toHaveLength(1);
    // A path is a path, at the start of a line, too.
    expect(posted.join("\n")).not.toContain("Services/");
  });
});

it("no artefact passes that was compared with what cannot be read", async () => {
  const broken = { ...VISITS, ".dsp/data-map.yml": "stores: [\n" };
  const { payload, head } = repository.open(broken);
  expect((await repository.run(payload)).outputs.verdict).toBe("unreadable");
  expect(statuses(head).map((line) => line.split(":")[0])).toEqual(
    expect.arrayContaining([
      "dsp/lifecycle failure",
      "dsp/data-map failure",
      "dsp/deletion-plan error",
      "dsp/backup-config error",
    ]),
  );
});

describe("a file above the cap", () => {
  const large = {
    ...VISITS,
    ".dsp/data-map.yml": `${VISITS[".dsp/data-map.yml"]}# ${"x".repeat(300_000)}\n`,
  };

  it("is read where the input says so, and names it where it does not", async () => {
    const { payload } = repository.open(large);
    const { annotations, code } = await repository.run(payload);
    expect([code, annotations.map(({ text }) => text)]).toEqual([
      1,
      expect.arrayContaining([
        expect.stringContaining(
          "the file is larger than 262144 bytes\nfix: shorten it; the command line (`--max-bytes`) and the Action (input `max-bytes`) can raise the cap",
        ),
      ]),
    ]);
    const inputs = { "max-bytes": "400000" };
    expect((await repository.run(payload, { inputs })).outputs.verdict).toBe("findings");
  });

  it.each(["0", "1e6", "many"])("needs a number that is one: %s", async (given) => {
    const { payload } = repository.open(VISITS);
    const { code, annotations } = await repository.run(payload, {
      inputs: { "max-bytes": given },
    });
    expect([code, annotations[0]?.text]).toEqual([
      2,
      `input \`max-bytes\` is "${given}"; write a number of bytes, for example 1048576`,
    ]);
  });
});
