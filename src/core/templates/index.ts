import type { ArtefactName } from "../artefacts/index.ts";
import { ARTEFACTS } from "../artefacts/index.ts";
import { PLACES, type Places } from "../home.ts";
import { POLICY_PATH } from "../policy/defaults.ts";
import { hasReached, type Stage, type StageClaim } from "../stages.ts";
import { BACKUP_CONFIG } from "./backup-config.ts";
import { DATA_MAP } from "./data-map.ts";
import { DELETION_PLAN } from "./deletion-plan.ts";
import { PROJECT_RECORD } from "./project-record.ts";
import { type Filling, renderTemplate, type Template } from "./render.ts";

const TEMPLATES: Readonly<Record<ArtefactName, { template: Template; from: Stage }>> = {
  dataMap: { template: DATA_MAP, from: "discovery" },
  deletionPlan: { template: DELETION_PLAN, from: "alpha" },
  backupConfig: { template: BACKUP_CONFIG, from: "alpha" },
  projectRecord: { template: PROJECT_RECORD, from: "discovery" },
};

/** A file that a repository starts with. */
export interface StarterFile {
  path: string;
  text: string;
}

/** Whether a stage needs an evidence file. */
export function isNeededAt(artefact: ArtefactName, stage: Stage): boolean {
  return hasReached(stage, TEMPLATES[artefact].from);
}

/** An evidence file to start from at a stage. */
export function templateOf(
  artefact: ArtefactName,
  stage: Stage,
  filling: Filling = "empty",
): string {
  return renderTemplate(TEMPLATES[artefact].template, stage, filling);
}

/** The policy to start from. */
export function policyTemplate({ stage, access }: StageClaim): string {
  const betaAccess =
    stage === "beta" ? `beta_access: ${access ?? "private"}  # private or public\n` : "";
  return `# What this repository is held to. The evidence is in .dsp/.
stage: ${stage}  # discovery, alpha, beta, live or post-live
${betaAccess}
# From which severity on a check fails: notice, warning, failure or never.
fail_on: failure

# You can waive a finding that you cannot fix yet, for a year at most:
# waivers:
#   - rule: no-offline-copy
#     target: bookings-db
#     reason: a second account is ordered
#     approved_by: information asset owner
#     expires: 2027-03-31
`;
}

/**
 * All files that a stage needs, at the paths of a policy that has not moved them. The first line of each
 * tells an editor its schema, if there is one at an address of the project's, or beside the files.
 */
export function starterFiles(
  claim: StageClaim,
  paths: Readonly<Record<ArtefactName, string>>,
  { hasSchemasBeside = false, places = PLACES }: SchemaPlace = {},
): StarterFile[] {
  const artefacts = (Object.keys(TEMPLATES) as ArtefactName[]).filter((artefact) =>
    isNeededAt(artefact, claim.stage),
  );
  const named = (path: string, schema: string, text: string) => {
    const address = schemaAddress(path, schema, { hasSchemasBeside, places });
    return { path, text: address ? `# yaml-language-server: $schema=${address}\n${text}` : text };
  };
  return [
    named(POLICY_PATH, "policy", policyTemplate(claim)),
    ...artefacts.map((artefact) =>
      named(paths[artefact], ARTEFACTS[artefact].slug, templateOf(artefact, claim.stage)),
    ),
  ];
}

/** A starter file with the service's id filled in, if the repository's name can be an id. */
export function forService(text: string, repositoryName: string): string {
  const id = repositoryName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (id === "" || id.length > LONGEST_ID) return text;
  return text.replace(/^(service:.*\n {2}id:)(?=$| {2}#)/m, `$1 ${id}`);
}

/** As the schemas have it for ids. */
const LONGEST_ID = 80;

/** The folder for the schemas in a repository, while the project has no address for them. */
export const SCHEMA_FOLDER = ".dsp/schemas";

/** The schemas that are kept there: those of the files that a repository fills in. */
export const SCHEMAS_BESIDE: readonly string[] = [
  "policy",
  ...Object.values(ARTEFACTS).map(({ slug }) => slug),
];

/** What is known of where schemas are. */
interface SchemaPlace {
  /** Whether they are written into the repository along with the files. */
  hasSchemasBeside?: boolean;
  places?: Places;
}

/** The address at which an editor finds the schema of a file; undefined if we have none. */
function schemaAddress(
  path: string,
  schema: string,
  { hasSchemasBeside, places }: Required<SchemaPlace>,
): string | undefined {
  const file = `${schema}.schema.json`;
  if (places.schemas) return `${places.schemas}/${file}`;
  return hasSchemasBeside ? relativePath(path, `${SCHEMA_FOLDER}/${file}`) : undefined;
}

/** The way from one file of a repository to another. */
function relativePath(from: string, to: string): string {
  const [above, target] = [from.split("/").slice(0, -1), to.split("/")];
  const parting = above.findIndex((folder, index) => folder !== target[index]);
  const shared = parting === -1 ? above.length : parting;
  const up = above.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...target.slice(shared)].join("/");
}
