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
    help: "Where the evidence stands, for those files that are not in `.dsp/`: plain paths from the root.",
  },
  ...ofPaths(),
  fail_on: {
    help: "Severity from which a check fails: notice, warning, failure (unless set) or never.",
    example: "warning",
  },
  levels: {
    help: "Rules, by id or code, whose level is not the one they come with: one level, or one for some stages.",
    example: "{ no-offline-copy: failure, X21: { live: warning } }",
  },
  stricter: {
    help: "Lets levels rise above a notice where the guidance says that something is not required yet.",
  },
  waivers: { help: "Findings that are excused for a while; they stay visible." },
  "waivers[].rule": { help: "Rule that is waived, by id or code.", example: "no-offline-copy" },
  "waivers[].target": {
    help: "Id of the store, rule, party or file that it is waived for; all of them where left out.",
    example: "bookings-db",
  },
  "waivers[].reason": { help: "Why it cannot be mended yet." },
  "waivers[].approved_by": {
    help: "Role that approved it.",
    example: "information asset owner",
  },
  owners: {
    help: "Who the stage issue is for: GitHub logins, which are assigned, and teams, which are named.",
    example: "[octocat, octo-org/visits-team]",
  },
  reminders: { help: "Whether the stage issue reminds of what is open; without it, never." },
  "reminders.every": {
    help: "How long nothing may change before the first reminder; each next one waits twice as long, and after five it is quiet.",
    example: "P14D",
  },
  commands: {
    help: "The role that the App's commands ask for, where that is more than they ask for by themselves.",
    example: "{ attest: maintain }",
  },
  ...ofCommands("commands", (name) => `Least role that may give \`/dsp ${name}\`.`),
  app_checks: {
    help: "Whether the App puts its check on pull requests: true, unless set; false leaves that to the Action.",
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
    help: "Says that the organisation has a policy, in its `.github` repository: where none can be read, nothing is judged. One that is there holds without this line, too.",
    example: ".github",
  },
  stage: {
    help: "Stage of the project: discovery, alpha, beta (or private-beta, public-beta), live, post-live.",
    example: "beta",
  },
  beta_access: { help: "Who can use the service at beta: private or public.", example: "private" },
  closing: { help: "Whether the project is being closed: then no final task may be open." },
  no_personal_data: { help: "States that the service handles no personal data at all." },
  "no_personal_data.reason": {
    help: "Why that is so.",
    example: "it publishes statistics and keeps no accounts",
  },
};

/** What each field of an organisation's policy means. */
export const ORGANISATION_POLICY_GUIDE: Guide = {
  ...COMMON,
  floor: { help: "What no repository goes below." },
  "floor.fail_on": { help: "Least strict severity from which a check fails." },
  "floor.levels": { help: "Least strict level of rules, by id or code." },
  "floor.commands": { help: "Least role that the App's commands ask for." },
  ...ofCommands("floor.commands", (name) => `Least role that may give \`/dsp ${name}\` anywhere.`),
  "floor.unwaivable": {
    help: "Rules that no repository waives.",
    example: "[irremovable-personal-data]",
  },
};
