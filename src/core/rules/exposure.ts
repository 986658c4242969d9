import { ARTEFACT_NAMES, type ArtefactName } from "../artefacts/index.ts";
import { formatPath, type Path } from "../documents/place.ts";
import type { Dossier } from "../dossier.ts";
import { isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name } from "../quote.ts";
import { defineRule } from "../rule.ts";

export const personalDataInTest = defineRule({
  id: "personal-data-in-test",
  code: "X45",
  summary: "Personal data stays in production, unless there is an approved exception with an end.",
  why: "Other environments have weaker controls, more readers and no retention. Live data in them is a breach waiting to happen.",
  source: "POL.TCP.008; MoJ guidance on live data for testing; UK GDPR Art 5(1)(f) and 32",
  mend: "Use made-up or anonymised data, or record who approved live data, why and until when.",
  example: `# data-map.yml
stores:
  - id: staging-db
    environment: pre-production
    data_categories: [name, contact]
    live_data_exception: { reason: load test before private beta, approved_by: information asset owner, expires: 2026-12-31 }`,
  levels: byStage("none", "warning", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap, today }) =>
    dataMap.stores.flatMap((store, index) => {
      const { environment, live_data_exception: exception } = store;
      if (!isPersonal(store) || environment === "production") return [];
      if (exception && exception.expires >= today) return [];
      const said = `store ${name(store.id)} holds personal data in the \`${environment}\` environment`;
      return {
        in: "dataMap",
        at: [
          "stores",
          index,
          ...(exception ? ["live_data_exception", "expires"] : ["environment"]),
        ],
        message: exception
          ? `${said}, and the exception for it ended on ${exception.expires}`
          : `${said} without an approved exception`,
        fix: exception
          ? "remove the data, or get the exception approved again and set its `expires`"
          : "replace the data with made-up or anonymised data, or record the approval as `live_data_exception` with `reason`, `approved_by` and `expires`",
        about: [store.id],
      };
    }),
});

export const personNamedInPublic = defineRule({
  id: "person-named-in-public",
  code: "X48",
  summary: "Contacts in a repository that others can read are role mailboxes, not people.",
  why: "Keep personal data in these files to what is needed. A person's mailbox stays in the history for ever, invites phishing, and is wrong as soon as the person moves on.",
  source: "UK GDPR Art 5(1)(c); domain specification, finding 10",
  mend: "Write the mailbox of a role or a team.",
  example: `# data-map.yml
controller:
  name: Department of Custody Services (fictional)
  contact: privacy@custody.example
  dpo: dpo@custody.example`,
  levels: byStage("notice", "notice", "warning", "warning", "warning"),
  needs: [],
  check: ({ dossier, visibility }) => {
    if (visibility === "private") return [];
    return contacts(dossier).flatMap(({ in: artefact, at, value, about }) =>
      value === undefined || !namesPerson(value)
        ? []
        : {
            in: artefact,
            at,
            // The address itself stays out of the message, which ends up in reports and comments.
            message: `\`${formatPath(at)}\` looks like the mailbox of one person, in a file that others may be able to read`,
            fix: "write the mailbox of a role or a team instead, for example one that starts with `privacy@` or `dpo@`",
            about: about === undefined ? [] : [about],
          },
    );
  },
});

interface Contact {
  in: ArtefactName;
  at: Path;
  value: string | undefined;
  /** The id of the element that holds it, if it has one. */
  about?: string;
}

/** Every field of the readable files that can hold a contact. */
function contacts(dossier: Dossier): Contact[] {
  const found: Contact[] = [];
  const note = (where: ArtefactName, at: Path, value: string | undefined, about?: string) =>
    found.push({ in: where, at, value, about });
  for (const artefact of ARTEFACT_NAMES) {
    const reading = dossier[artefact];
    if (reading.state !== "read") continue;
    note(artefact, ["review", "owner"], reading.value.review?.owner);
  }
  if (dossier.dataMap.state === "read") {
    const { controller, joint_controllers, systems, information_asset_owner } =
      dossier.dataMap.value;
    note("dataMap", ["controller", "contact"], controller?.contact);
    note("dataMap", ["controller", "dpo"], controller?.dpo);
    for (const [index, { contact, dpo }] of joint_controllers.entries()) {
      note("dataMap", ["joint_controllers", index, "contact"], contact);
      note("dataMap", ["joint_controllers", index, "dpo"], dpo);
    }
    note("dataMap", ["information_asset_owner"], information_asset_owner);
    for (const [index, { id, owner }] of systems.entries()) {
      note("dataMap", ["systems", index, "owner"], owner, id);
    }
  }
  if (dossier.projectRecord.state === "read") {
    const { issues, considerations, attestations } = dossier.projectRecord.value;
    for (const [index, { id, owner }] of issues.entries()) {
      note("projectRecord", ["issues", index, "owner"], owner, id);
    }
    for (const [index, { id, owner }] of considerations.entries()) {
      note("projectRecord", ["considerations", index, "owner"], owner, id);
    }
    for (const [index, { by, expectation }] of attestations.entries()) {
      note("projectRecord", ["attestations", index, "by"], by, expectation);
    }
  }
  return found;
}

/** Words that only the mailbox of a role has. */
const ROLE_WORDS: ReadonlySet<string> = new Set(
  (
    "admin administration and architects assurance board casework complaints contact controller " +
    "cyber data deputy desk developers development digital director dpo engineering enquiries enquiry " +
    "feedback finance foi for governance group help helpdesk iao ico incident incidents info " +
    "information it lead legal mailbox manager no of office officer online operations ops privacy " +
    "product programme project protection queries records reply reports requests risk sars secretary " +
    "security service services shared siro sro staff support team teams tech technical technology the"
  ).split(" "),
);

/** Whether the text holds an e-mail address whose local part looks like `jane.doe`, not like a role's. */
function namesPerson(text: string): boolean {
  return text.split(/[\s<>,;:()[\]"]/).some((token) => {
    const [local, domain, ...rest] = token.split("@");
    return !!local && !!domain && rest.length === 0 && isPersonsName(local);
  });
}

function isPersonsName(local: string): boolean {
  // What follows a plus sign is a tag of the same mailbox.
  const [mailbox = ""] = local.toLowerCase().split("+");
  const words = mailbox.split(/[._-]/);
  if (words.length < 2 || words.some((word) => ROLE_WORDS.has(word))) return false;
  return words.every((word, index) =>
    index === words.length - 1 ? /^\p{L}[\p{L}'’]*\d*$/u.test(word) : /^[\p{L}'’]+$/u.test(word),
  );
}
