// Holds a text against the rules of plain English.
import { toString as textOf } from "nlcst-to-string";
import retextEnglish from "retext-english";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Text } from "./texts.ts";
import { AVOIDED, BACK_POINTING, LONGEST_SENTENCE } from "./words.ts";

/** What a sentence does that a reader stumbles over. */
export interface EnglishFault {
  line: number;
  rule: "word" | "long" | "back";
  sentence: string;
  advice: string;
}

const parser = unified().use(retextEnglish);

/** The faults of a text, sentence by sentence. */
export function faultsIn({ line, kind, prose }: Text): EnglishFault[] {
  return sentencesOf(prose).flatMap(({ sentence, words }): EnglishFault[] => {
    const found: EnglishFault[] = AVOIDED.filter(
      ({ find, unless }) => find.test(sentence) && !unless?.test(sentence),
    ).map(({ find, instead }) => ({
      line,
      rule: "word",
      sentence,
      advice: `"${find.exec(sentence)?.[0]}": write ${instead}`,
    }));
    if (BACK_POINTING.test(sentence)) {
      found.push({ line, rule: "back", sentence, advice: "points back: name the thing" });
    }
    if (words > LONGEST_SENTENCE[kind]) {
      const advice = `${words} words: use ${LONGEST_SENTENCE[kind]} at most`;
      found.push({ line, rule: "long", sentence, advice });
    }
    return found;
  });
}

function sentencesOf(prose: string): { sentence: string; words: number }[] {
  const sentences: { sentence: string; words: number }[] = [];
  visit(parser.parse(prose), "SentenceNode", (node) => {
    let words = 0;
    visit(node, "WordNode", () => {
      words += 1;
    });
    sentences.push({ sentence: textOf(node), words });
  });
  return sentences;
}
