import type { Assessment, ExpectationResult, Outcome } from "../core/assessment.ts";
import { oneLine } from "./escape.ts";
import type { Paint } from "./paint.ts";
import {
  capitalised,
  lackingIn,
  metInWords,
  OUTCOME_WORDS,
  ofStage,
  othersInWords,
  ruleList,
  statementOf,
} from "./words.ts";
import { wrap } from "./wrap.ts";

interface Layout {
  verbose: boolean;
  width: number;
  paint: Paint;
}

/** Outcomes of which a line each is enough, in the order that they are shown. */
const BRIEF: readonly Outcome[] = ["allowed-later", "not-yet"];
const ONLY_VERBOSE: readonly Outcome[] = ["met", "not-applicable"];

/** The expectations as blocks of lines: first those that are not met, then the others in a line each. */
export function expectationLines(assessment: Assessment, layout: Layout): string[][] {
  const { expectations, stage } = assessment;
  if (expectations.length === 0) return [];
  const { verbose, paint } = layout;
  const others = othersInWords(expectations);
  const met = metInWords(expectations).replace(/ expectations?/, "");
  const title = `Expectations ${ofStage(stage)}: ${met}`;
  const lacking = expectations.filter(
    ({ outcome }) => outcome === "open" || outcome === "unreadable" || outcome === "waived",
  );
  return [
    [
      paint("strong", others ? `${title}, ${others}` : title),
      ...lacking.flatMap((one) => lackingLines(one, layout)),
    ],
    ...[...BRIEF, ...(verbose ? ONLY_VERBOSE : [])].map((outcome) =>
      briefLines(outcome, expectations, layout),
    ),
  ];
}

function lackingLines(result: ExpectationResult, { width, paint }: Layout): string[] {
  const word = OUTCOME_WORDS[result.outcome];
  const [first = "", ...rest] = wrap(statementOf(result), `  ${result.id} ${word}: `, width);
  return [
    first.replace(`${result.id} ${word}`, paint("strong", `${result.id} ${word}`)),
    ...rest.map((line) => `    ${line.trimStart()}`),
    ...lackingIn(result).flatMap(({ detail, rules }) => {
      const named = rules.length > 0 ? ` [${ruleList(rules.map((rule) => oneLine(rule)))}]` : "";
      return wrap(`${oneLine(detail, 600)}${named}`, "    - ", width);
    }),
  ];
}

function briefLines(
  outcome: Outcome,
  expectations: readonly ExpectationResult[],
  { width }: Layout,
): string[] {
  const ones = expectations.filter((one) => one.outcome === outcome);
  if (ones.length === 0) return [];
  return [
    `${capitalised(OUTCOME_WORDS[outcome])}:`,
    ...ones.flatMap((one) => wrap(statementOf(one), `  ${one.id.padEnd(11)}  `, width)),
  ];
}
