import type { ArtefactName } from "../artefacts/index.ts";
import { ARTEFACTS } from "../artefacts/index.ts";
import { POLICY_PATH } from "../policy/defaults.ts";
import { hasReached, type Stage, type StageClaim } from "../stages.ts";
import { PACKAGE, VERSION } from "../version.ts";
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

/** Whether a stage asks for an evidence file at all. */
export function isNeededAt(artefact: ArtefactName, stage: Stage): boolean {
  return hasReached(stage, TEMPLATES[artefact].from);
}

/** An evidence file to start from at a stage. */
export function templateOf(
  artefact: ArtefactName,
  stage: Stage,
  filling: Filling = "empty",
): string {
  const { slug } = ARTEFACTS[artefact];
  return schemaLine(slug) + renderTemplate(TEMPLATES[artefact].template, stage, filling);
}

/** The policy to start from. */
export function policyTemplate({ stage, access }: StageClaim): string {
  const betaAccess =
    stage === "beta" ? `beta_access: ${access ?? "private"}  # private or public\n` : "";
  return `${schemaLine("policy")}# What this repository is held to. The evidence stands in .dsp/.
stage: ${stage}  # discovery, alpha, beta, live or post-live
${betaAccess}
# From which severity on a check fails: notice, warning, failure or never.
fail_on: failure

# A finding that cannot be mended yet can be waived, for a year at most:
# waivers:
#   - rule: no-offline-copy
#     target: bookings-db
#     reason: a second account is ordered
#     approved_by: information asset owner
#     expires: 2027-03-31
`;
}

/** All files that a stage asks for, at the paths of a policy that has not moved them. */
export function starterFiles(
  claim: StageClaim,
  paths: Readonly<Record<ArtefactName, string>>,
): StarterFile[] {
  const artefacts = (Object.keys(TEMPLATES) as ArtefactName[]).filter((artefact) =>
    isNeededAt(artefact, claim.stage),
  );
  return [
    { path: POLICY_PATH, text: policyTemplate(claim) },
    ...artefacts.map((artefact) => ({
      path: paths[artefact],
      text: templateOf(artefact, claim.stage),
    })),
  ];
}

/** A starter file with the service's id filled in, where the repository's name can be one. */
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

/** Lets an editor complete and check the file. The schemas are part of the published package. */
function schemaLine(schema: string): string {
  const [major, minor] = VERSION.split(".");
  return `# yaml-language-server: $schema=https://unpkg.com/${PACKAGE}@${major}.${minor}/schemas/${schema}.schema.json\n`;
}
