import { isInForce } from "../../src/core/attestations.ts";
import { EXPECTATION_BY_ID } from "../../src/core/catalogue/expectations.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { commandEntryMarker } from "../../src/core/ledger.ts";
import { editPage } from "../../src/report/edit-links.ts";
import { code } from "../../src/report/escape.ts";
import { revokedText } from "../../src/report/ledger-reply.ts";
import { seenAt } from "../../src/report/stage-issue-view.ts";
import type { Judged } from "../state/situation.ts";
import { ledgerOf } from "../state/verdict.ts";
import type { Asking, Reply } from "./asking.ts";
import { standingWith } from "./attest.ts";
import { unknownId } from "./explain.ts";
import { onStageIssue } from "./stage-issue.ts";

/** The answer to `/dsp revoke <expectation>`: an entry that withdraws the one before, or why there is nothing to withdraw. */
export function revoked(asking: Asking, id: string): Reply | string {
  const expectation = id.toUpperCase();
  if (!EXPECTATION_BY_ID.has(expectation)) {
    return `You can only withdraw the sign-off of an expectation. ${unknownId(id)}`;
  }
  return onStageIssue(asking, (judged) => takenBack(asking, judged, expectation));
}

function takenBack(asking: Asking, judged: Judged, expectation: string): Reply | string {
  const { facts } = judged;
  const { comment, login: by, now } = asking;
  const entry = ledgerOf(facts).find((one) => one.expectation === expectation);
  const recorded = recordedText(judged, expectation);
  if (!entry || !isInForce(entry, isoDateOf(now))) {
    const none = `Nobody signed off **${expectation}** in the comments of the stage issue, so there is nothing to withdraw here.`;
    return `${none}${recorded === undefined ? "" : ` ${recorded}`}\n`;
  }
  const marker = commandEntryMarker({ did: "revoke", expectation, by, from: comment.id });
  const standing = standingWith(asking, facts, expectation, marker);
  return { text: `${marker}\n${revokedText(by, entry, { standing, recorded })}`, isEntry: true };
}

/** The place of its sign-off in the project record, and how to remove it; undefined if it is not in there. */
function recordedText(
  { facts: { repository }, verdict }: Judged,
  expectation: string,
): string | undefined {
  const record = verdict.dossier.projectRecord;
  if (record.state !== "read") return undefined;
  const { file, document, value } = record;
  const places = value.attestations.flatMap((one, index) => {
    if (one.expectation !== expectation) return [];
    const { line } = document.locate(["attestations", index]);
    const view = { repositoryUrl: repository.url, sha: repository.head };
    return `[${code(`${file}:${line}`)}](${seenAt(view, file, line)})`;
  });
  if (places.length === 0) return undefined;
  return `The project record signs it off: ${places.join(", ")}. To withdraw that, [open ${code(file)} for editing](${editPage(repository, file)}) and delete the entry under \`attestations\`.`;
}
