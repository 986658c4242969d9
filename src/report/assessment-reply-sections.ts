import type { Assessment, ExpectationResult, Outcome } from "../core/assessment.ts";
import {
  attestedItem,
  isAttested,
  isForPeople,
  metItem,
  openItem,
  unreadItem,
} from "./assessment-reply-items.ts";
import { type AssessmentReplyView, permanentLinks } from "./assessment-reply-view.ts";
import { disagreements, findingItem, noteItem, waivedItem } from "./markdown-parts.ts";
import { standingAndWaived, toDoFirst } from "./order.ts";
import { bytesOf, Room } from "./room.ts";
import { laterItem, waivedIssueItem } from "./stage-issue-items.ts";
import { count, isLacking, more } from "./words.ts";

/** Returns as much of its text as fits, and keeps so many bytes free. */
export type Section = (room: Room, kept: number) => string;

const FOR_PEOPLE = `### Open, for people to settle

No file can show these. To sign one off, comment \`/dsp attest\`, tick its box on the stage issue, or add an entry to \`attestations\` in the project record. Record what a panel found under \`assessments\`.
`;

/** What the assessment found, in the order in which it is read, up to what changed. */
export function replySections(view: AssessmentReplyView): Section[] {
  const { assessment, files, notes } = view;
  const { expectations, findings } = assessment;
  const { standing, waived } = standingAndWaived(findings);
  const lacking = expectations.filter(isLacking);
  const ended = (outcome: Outcome) => expectations.filter((one) => one.outcome === outcome);
  const linkTo = permanentLinks(view);
  const unread = files.filter(({ state }) => state === "unreadable");
  return [
    listed(
      "",
      [
        ...unread.map((file) => () => unreadItem(view, file)),
        ...notes.map((note) => () => noteItem(note)),
        ...assessment.stageSource.disagreeing.map((one) => () => disagreement(assessment, one)),
      ],
      "note",
    ),
    listed(
      "### Failing\n\n",
      toDoFirst(
        standing.filter(({ level }) => level === "failure"),
        standing.length,
      ).map((one) => () => findingItem(one, linkTo)),
      "failure",
    ),
    listed(
      "### Open, for the files to show\n\n",
      lacking.filter((one) => !isForPeople(one)).map((one) => () => openItem(view, standing, one)),
    ),
    listed(
      `${FOR_PEOPLE}\n`,
      lacking.filter(isForPeople).map((one) => () => openItem(view, standing, one)),
    ),
    orNone(
      "### Sign-offs in force\n\n",
      "None.",
      expectations
        .filter((one) => isAttested(view, one))
        .map((one) => () => attestedItem(view, one)),
    ),
    orNone(
      "### Waivers\n\n",
      "No waiver applies here.",
      [
        ...waived.map((one) => () => waivedItem(one, linkTo)),
        ...ended("waived").map((one) => () => waivedIssueItem(waived, one)),
      ],
      "waived thing",
    ),
    listed("### What the guidance allows later\n\n", ended("allowed-later").map(later)),
    listed("### Not due yet\n\n", ended("not-yet").map(later)),
    listed(
      "### Warnings and notices\n\n",
      standing
        .filter(({ level }) => level !== "failure")
        .map((one) => () => findingItem(one, linkTo)),
      "finding",
    ),
  ];
}

/** Everything met, folded away. */
export function metSection({ assessment }: AssessmentReplyView): Section {
  const met = assessment.expectations.filter(({ outcome }) => outcome === "met");
  const inner = listed(
    "",
    met.map((one) => () => metItem(one)),
  );
  const folded = (text: string) =>
    `<details><summary>${count(met.length, "expectation")} met</summary>\n\n${text}\n</details>\n`;
  return (room, kept) => {
    // The marks of the fold are written first, so that no fold is left open.
    if (met.length === 0 || room.take(folded("")) === "") return "";
    const text = inner(room, kept);
    return text === "" ? "" : folded(text);
  };
}

/**
 * The texts of sections, in order. Each leaves the later ones an equal part of the room, as far as
 * they need it, so that one long list does not push out the others.
 */
export function fill(all: readonly Section[], room: Room): string[] {
  const part = Math.floor(room.left / all.length);
  const wanted = all.map((section) => Math.min(part, bytesOf(section(new Room(room.left), 0))));
  return all.map((section, index) => {
    const kept = wanted.slice(index + 1).reduce((sum, bytes) => sum + bytes, 0);
    return section(room, kept);
  });
}

function disagreement(assessment: Assessment, disagreeing: string): string {
  const stageSource = { ...assessment.stageSource, disagreeing: [disagreeing] };
  return disagreements({ ...assessment, stageSource });
}

function later(result: ExpectationResult): () => string {
  return () => laterItem(result);
}

function listed(heading: string, items: readonly (() => string)[], noun = "expectation"): Section {
  return (room, kept) =>
    room.list(heading, items, (item) => withoutCommands(item()), more(noun), kept);
}

/** As `listed`, but it says so if there are no items. */
function orNone(
  heading: string,
  none: string,
  items: readonly (() => string)[],
  noun?: string,
): Section {
  if (items.length === 0) return (room) => room.take(`${heading}${none}\n`);
  return listed(heading, items, noun);
}

/** So that a line of ours is no command when somebody copies or quotes it. */
function withoutCommands(text: string): string {
  return text.replace(/^([\s>*+.\d-]*)\/(?=dsp)/gim, "$1&#47;");
}
