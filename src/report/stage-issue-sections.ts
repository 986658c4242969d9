import type { ExpectationResult, Outcome } from "../core/assessment.ts";
import { hasReached } from "../core/stages.ts";
import { findingItem, waivedItem } from "./markdown-parts.ts";
import { standingAndWaived } from "./order.ts";
import type { Room } from "./room.ts";
import { howThisWorks } from "./stage-issue-bottom.ts";
import {
  boxItem,
  lackingIssueItem,
  laterItem,
  metIssueItem,
  needsOnlyATick,
  reviewItem,
  waivedIssueItem,
} from "./stage-issue-items.ts";
import { doNext, further } from "./stage-issue-top.ts";
import { mendedAt, type StageIssueView } from "./stage-issue-view.ts";
import { count, isLacking, more } from "./words.ts";

const FOR_FILES = "### Open, for the files to show\n";

const TO_ATTEST = `### Open, for people to sign off

No file can show these. When a sentence is true, tick its box to sign it off. You need write access to this repository. If an item names a role, tick it only if that is your role. The App records your name. If you have evidence, comment \`/dsp attest <expectation> <evidence>\` instead, or add an entry to the project record: both record the evidence too.
`;

const CARRIED_OVER = `### Carried over from earlier stages

Due at an earlier stage, and still open.
`;

const NOTHING_NEXT = `### Do next

Nothing for now: everything that is due at this stage is met or waived.
`;

/** Everything between the opening and the end, in the order to read; the most useful ones get room first. */
export function issueSections(view: StageIssueView, room: Room): string[] {
  const { expectations, findings } = view.assessment;
  const { standing, waived } = standingAndWaived(findings);
  const linkTo = (file: string, line: number | undefined) => mendedAt(view, file, line);
  const lacking = expectations.filter(isLacking);
  const carried = lacking.filter((one) => isCarriedOver(view, one));
  const now = lacking.filter((one) => !isCarriedOver(view, one));
  const ended = (outcome: Outcome) => expectations.filter((one) => one.outcome === outcome);
  const open = (one: ExpectationResult) =>
    needsOnlyATick(one) ? boxItem(one) : lackingIssueItem(view, one);
  const list = lister(room);
  const fold = folder(room);

  const steps = doNext(view, standing);
  const next =
    steps.length > 0
      ? list("### Do next\n", steps, (one) => one, "thing")
      : room.take(NOTHING_NEXT);
  const toAttest = list(TO_ATTEST, now.filter(needsOnlyATick), boxItem);
  const works = room.take(howThisWorks(view));
  const forFiles = list(
    FOR_FILES,
    now.filter((one) => !needsOnlyATick(one)),
    (one) => lackingIssueItem(view, one),
  );
  const over = list(CARRIED_OVER, carried, open);
  return [
    next,
    forFiles,
    toAttest,
    over,
    list("### Waived\n", ended("waived"), (one) => waivedIssueItem(waived, one)),
    list("### Allowed later\n", ended("allowed-later"), laterItem),
    list("### Not due yet\n", ended("not-yet"), laterItem),
    list("### Reviews due soon\n", view.due, (one) => reviewItem(view, one), "review"),
    fold("further finding", further(standing), (one) => findingItem(one, linkTo)),
    fold("waived finding", waived, (one) => waivedItem(one, linkTo)),
    fold("expectation", ended("met"), (one) => metIssueItem(view, one), " met"),
    works,
  ];
}

/** Whether it is of an earlier stage, and still holds. */
function isCarriedOver({ assessment }: StageIssueView, { stage }: ExpectationResult): boolean {
  return stage !== "all" && stage !== assessment.stage && hasReached(assessment.stage, stage);
}

function lister(room: Room) {
  return <T>(
    heading: string,
    items: readonly T[],
    render: (item: T) => string,
    noun = "expectation",
  ): string => room.list(`${heading}\n`, items, render, more(noun));
}

/** The marks of a fold are written before its items, so that no fold is left open. */
function folder(room: Room) {
  return <T>(
    noun: string,
    items: readonly T[],
    render: (item: T) => string,
    suffix = "",
  ): string => {
    const folded = (inner: string) =>
      `<details><summary>${count(items.length, noun)}${suffix}</summary>\n\n${inner}\n</details>\n`;
    if (items.length === 0 || room.take(folded("")) === "") return "";
    const inner = room.list("", items, render, more(noun));
    return inner === "" ? "" : folded(inner);
  };
}
