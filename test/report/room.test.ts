import { describe, expect, it } from "@jest/globals";
import { bytesOf, Room } from "../../src/report/room.ts";

const more = (number: number) => `+${number}`;
const itself = (item: string) => item;

describe("bytesOf", () => {
  it.each([
    ["a", 1],
    ["é", 2],
    ["漢", 3],
    ["😀", 4],
  ])("counts %s as UTF-8", (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });
});

describe("Room", () => {
  it("takes what fits and refuses what does not", () => {
    const room = new Room(4);
    expect([room.take("abc"), room.take("é"), room.take("d")]).toEqual(["abc", "", "d"]);
    expect([room.left, room.isFull]).toEqual([0, true]);
  });

  it.each([
    ["all fits", 20, 0, "H:aaabbbccc", false],
    ["the last does not", 12, 0, "H:aaabbb+1", true],
    ["none does", 4, 0, "H:+3", true],
    ["not even the heading does", 3, 0, "", true],
    ["some is kept for others", 15, 4, "H:aaabbb+1", true],
  ])("lists items where %s", (_name, bytes, reserve, text, isFull) => {
    const room = new Room(bytes);
    expect(room.list("H:", ["aaa", "bbb", "ccc"], itself, more, reserve)).toBe(text);
    expect(room.isFull).toBe(isFull);
    expect(room.left).toBe(bytes - text.length);
  });

  it("gives no heading to no items", () => {
    const room = new Room(9);
    expect([room.list("H:", [], itself, more), room.isFull]).toEqual(["", false]);
  });

  it("renders no more items than it needs to", () => {
    let rendered = 0;
    const render = (item: string) => {
      rendered++;
      return item;
    };
    new Room(8).list(
      "",
      Array.from({ length: 1000 }, () => "aaa"),
      render,
      more,
    );
    expect(rendered).toBe(2);
  });
});
