import { isStageLabel, isStageTopic } from "../../src/core/stage-sources.ts";
import type { Overview, RepositoryLabel } from "../../src/github/overview.ts";
import type { Account } from "../account.ts";
import { LABEL_DESCRIPTION } from "../marks.ts";

/** A label of the repository, and what it shows. */
export interface SeenLabel {
  name: string;
  /** Whether its name is that of a stage, also if people made it. */
  namesStage: boolean;
  /** Whether people declare a stage by it: they have made it, or put it on an issue of their own. */
  declaresStage: boolean;
  /** Whether the App has made it, as its description says. */
  isMadeByUs: boolean;
  /** Whether an open issue of the App's bears it. */
  isOnOurIssue: boolean;
}

/**
 * What a label shows. One that the App makes for its issues declares nothing: else what a topic once
 * said would hold for ever.
 */
export function seenLabel(
  { name, description, openedBy }: RepositoryLabel,
  { slug }: Account,
): SeenLabel {
  const namesStage = isStageLabel(name);
  const isMadeByUs = description === LABEL_DESCRIPTION;
  const isOnOthers = openedBy.some((login) => login !== slug);
  return {
    name,
    namesStage,
    declaresStage: namesStage && (!isMadeByUs || isOnOthers),
    isMadeByUs,
    isOnOurIssue: openedBy.includes(slug),
  };
}

/** Whether a topic or a label may say at which stage a repository is. */
export function mayDeclareStage(
  topics: Overview["topics"],
  labels: readonly Pick<SeenLabel, "namesStage">[],
): boolean {
  return topics.some(isStageTopic) || labels.some(({ namesStage }) => namesStage);
}
