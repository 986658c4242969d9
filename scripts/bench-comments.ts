// What processor time it takes to read the worst comments that are read for commands.
import { callsIn } from "../app/commands/calls.ts";
import { readableComments } from "../test/support/hostile-comments.ts";

const SHOWN = 10;

const rows = readableComments().map(([name, text]) => {
  const before = process.cpuUsage();
  const { refused } = callsIn(text);
  const { user, system } = process.cpuUsage(before);
  return { name, milliseconds: (user + system) / 1000, refused };
});
const read = rows.filter(({ refused }) => refused === undefined);
process.stdout.write(
  `${rows.length} hostile comments, ${read.length} of them read; the slowest:\n`,
);
for (const { name, milliseconds } of read
  .sort((one, other) => other.milliseconds - one.milliseconds)
  .slice(0, SHOWN)) {
  process.stdout.write(`  ${milliseconds.toFixed(0).padStart(5)} ms  ${name}\n`);
}
