import { EmbeddedGithub } from "../fake-github/embedded-github.ts";
import { AppProcess } from "./app-process.ts";
import { exampleFiles, withoutPart } from "./example.ts";

/** An organisation of nobody's. */
export const OWNER = "example-org";
export const REPOSITORY = `${OWNER}/custody-visits`;

const EXAMPLE = "examples/custody-visits";
const RECORD = ".dsp/project-record.yml";

/** The expectation that nobody has attested yet: that measures are tested by hand. */
export const TO_ATTEST = "DSP-BETA-6";

/** The App, the GitHub that it talks to, and the repository in which it is seen at work. */
export interface World {
  github: EmbeddedGithub;
  app: Pick<AppProcess, "hasEnded">;
  repository: string;
  stop(): Promise<void>;
}

/** Starts both on loopback; the repository has the example's evidence, and no stage yet. */
export async function startWorld(bundle: string): Promise<World> {
  const github = await EmbeddedGithub.start({ owners: [OWNER] });
  try {
    const app = await AppProcess.start(bundle, github);
    github.deliverTo(app.address);
    await github.createRepository(REPOSITORY, { files: startingFiles() });
    await github.settled();
    const stop = async () => {
      github.deliverTo(undefined);
      await app.stop();
      await github.stop();
    };
    return { github, app, repository: REPOSITORY, stop };
  } catch (error) {
    await github.stop();
    throw error;
  }
}

/** The example, less what people do in the story: to declare the stage, and to attest. */
export function startingFiles(today = new Date()): Record<string, string> {
  const { ".github/dsp.yml": _policy, ...files } = exampleFiles(EXAMPLE, today);
  const entry = new RegExp(`^.*expectation: ${TO_ATTEST},.*\\n`, "m");
  // It has no policy here, so its page lists none.
  const readme = withoutPart(files["README.md"] ?? "", /^\| `\.github\/dsp\.yml` \|.*\n/m);
  return { ...files, "README.md": readme, [RECORD]: withoutPart(files[RECORD] ?? "", entry) };
}
