import { quote } from "../../src/core/quote.ts";
import { md } from "../../src/report/escape.ts";
import { explanationOf, nearestId } from "../../src/report/explain-id.ts";

/** The answer to `/dsp explain <id>`. */
export function explainReply(id: string): string {
  const text = explanationOf(id);
  // The catalogue's own words: nothing in them ends the fence.
  if (text !== undefined) return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  return unknownId(id);
}

/** What is said where nothing is called so. */
export function unknownId(id: string): string {
  const near = nearestId(id);
  const hint = near
    ? `Did you mean \`${near}\`?`
    : "Rules are called like `X13` or `backup-outlives-data`, expectations like `DSP-BETA-11`, considerations like `C06`.";
  return `There is no rule, expectation, consideration, field or glossary word called ${md(quote(id))}. ${hint}\n`;
}
