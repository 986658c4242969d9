import { describe, expect, it } from "@jest/globals";
import {
  callsIn,
  DEEPEST,
  MOST_CHARACTERS,
  MOST_LINES,
  mayCall,
} from "../../../app/commands/calls.ts";
import { readCommands } from "../../../app/commands/parse.ts";
import { hostileComments, readableComments } from "../../support/hostile-comments.ts";

/** `npm run bench` prints how long these take; here it is held that no more than that is read. */
describe("the work on a comment is bounded", () => {
  it.each(readableComments())("%s: as much as is read", (_name, text) => {
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(text.split(/\r\n|\n|\r/).length).toBeLessThanOrEqual(MOST_LINES);
    expect(readCommands(text).length).toBeLessThanOrEqual(6);
    expect(mayCall(text)).toBe(true);
  });

  it.each(hostileComments(2 * MOST_CHARACTERS))("%s: more is not read", (_name, text) => {
    expect(callsIn(text).refused).toBe(
      `the comment has ${text.length} characters, more than ${MOST_CHARACTERS}`,
    );
    expect(readCommands(text)).toHaveLength(1);
  });

  it("many of them are as much as is read", () => {
    const read = readableComments().filter(([, text]) => callsIn(text).refused === undefined);
    expect(read.length).toBeGreaterThan(80);
    expect(DEEPEST).toBe(16);
  });
});
