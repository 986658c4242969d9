import type { Guide } from "../artefacts/guide.ts";
import { ARTEFACTS } from "../artefacts/index.ts";
import { RAISABLE_COMMANDS } from "./commands.ts";

/** The same of each command. */
function ofCommands(path: string, help: (name: string) => string): Guide {
  return Object.fromEntries(
    RAISABLE_COMMANDS.map((name) => [`${path}.${name}`, { help: help(name) }]),
  );
}

/** The path of each evidence file; the first has an example. */
function ofPaths(): Guide {
  return Object.fromEntries(
    Object.values(ARTEFACTS).map(({ pathKey, title, defaultPath }, index) => [
      `paths.${pathKey}`,
      {
        help: `Path of the ${title}.`,
        ...(index === 0 && { example: defaultPath.replace(/^.dsp/, "privacy") }),
      },
    ]),
  );
}

const COMMON: Guide = {
  schema: { help: "Edition of the format that the file follows.", example: "dsp/policy@1" },
  paths: {
    help: "Paths of the evidence files that are not in `.dsp/`: plain paths from the root.",
  },
  ...ofPaths(),
  fail_on: {
    help: "Severity from which a check fails: notice, warning, failure (the default) or never.",
    example: "warning",
  },
  levels: {
    help: "Rules, by id or code, whose default level you change: one level, or one for some stages.",
    example: "{ no-offline-copy: failure, X21: { live: warning } }",
  },
  stricter: {
    help: "Lets levels rise above a notice if the guidance says that something is not required yet.",
  },
  waivers: { help: "Findings that you excuse for a while. They stay visible." },
  "waivers[].rule": { help: "Rule that is waived, by id or code.", example: "no-offline-copy" },
  "waivers[].target": {
    help: "Id of the store, rule, party or file that the waiver is for. If you leave it out: all of them.",
    example: "bookings-db",
  },
  "waivers[].reason": { help: "Why you cannot fix it yet." },
  "waivers[].approved_by": {
    help: "Role that approved it.",
    example: "information asset owner",
  },
  owners: {
    help: "Who the stage issue is for: GitHub logins, which are assigned, and teams, which are named.",
    example: "[octocat, octo-org/visits-team]",
  },
  reminders: { help: "Whether the stage issue reminds you of what is open. Without it, never." },
  "reminders.every": {
    help: "How long nothing may change before the first reminder. Each next one waits twice as long, and there are at most five.",
    example: "P14D",
  },
  commands: {
    help: "The role that you need for the App's commands, if it is more than the default.",
    example: "{ attest: maintain }",
  },
  ...ofCommands("commands", (name) => `Least role that may use \`/dsp ${name}\`.`),
  app_checks: {
    help: "Whether the App checks pull requests: true by default. Set false if the Action checks them.",
    example: "false",
  },
  "waivers[].expires": {
    help: "Last day of the waiver, a year from now at most.",
    example: "2027-03-31",
  },
};

/** What each field of a repository's policy means. */
export const REPOSITORY_POLICY_GUIDE: Guide = {
  ...COMMON,
  _extends: {
    help: "Says that the organisation has a policy, in its `.github` repository. If that policy cannot be read, nothing is checked. An organisation's policy also applies without this line.",
    example: ".github",
  },
  stage: {
    help: "Stage of the project: discovery, alpha, beta (or private-beta, public-beta), live, post-live.",
    example: "beta",
  },
  beta_access: { help: "Who can use the service at beta: private or public.", example: "private" },
  closing: { help: "Whether the project is closing. If so, no final task may be open." },
  no_personal_data: { help: "States that the service handles no personal data at all." },
  "no_personal_data.reason": {
    help: "Why there is no personal data.",
    example: "it publishes statistics and keeps no accounts",
  },
};

/** What each field of an organisation's policy means. */
export const ORGANISATION_POLICY_GUIDE: Guide = {
  ...COMMON,
  floor: { help: "The minimum for every repository." },
  "floor.fail_on": { help: "Least strict severity from which a check fails." },
  "floor.levels": { help: "Least strict level of rules, by id or code." },
  "floor.commands": { help: "Least role that you need for the App's commands." },
  ...ofCommands("floor.commands", (name) => `Least role that may use \`/dsp ${name}\` anywhere.`),
  "floor.unwaivable": {
    help: "Rules that no repository may waive.",
    example: "[irremovable-personal-data]",
  },
};
