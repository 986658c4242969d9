import { afterEach, describe, expect, it } from "@jest/globals";
import { createCrowd } from "../../app/ingress/crowd.ts";
import { senderOf } from "../../app/ingress/sender.ts";
import { type StartedIngress, startIngress } from "../support/ingress.ts";
import { deliver } from "../support/webhooks.ts";

let ingress: StartedIngress;
afterEach(() => ingress?.close());

const ping = { event: "ping", payload: {} };
const wrong = { ...ping, secret: "another" };

interface Line {
  message: string;
  status?: number;
  count?: number;
}

const lines = (): Line[] =>
  ingress
    .logged()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
const refused = () =>
  lines()
    .filter(({ message }) => message === "a request was refused")
    .map(({ status, count }) => [status, count]);

describe("a flood of wrong signatures", () => {
  it("is told by its first, and then by its number, each minute that it lasts", async () => {
    let pass = () => {};
    ingress = await startIngress({
      tellAgain: (work) => {
        pass = work;
        return () => {};
      },
    });
    for (let time = 0; time < 50; time++) await deliver(ingress.url, wrong);
    expect(refused()).toEqual([[401, 1]]);
    pass();
    expect(refused()).toEqual([
      [401, 1],
      [401, 49],
    ]);
    await deliver(ingress.url, wrong);
    expect(refused()).toHaveLength(2);
    pass();
    expect(refused().at(-1)).toEqual([401, 1]);
    // A minute without any: the next one is told at once.
    pass();
    expect(refused()).toHaveLength(3);
    await deliver(ingress.url, wrong);
    expect(refused()).toHaveLength(4);
  });

  it("hides no refusal of another kind, and what is counted is told at the end", async () => {
    ingress = await startIngress({ tellAgain: () => () => {} });
    for (let time = 0; time < 3; time++) {
      await deliver(ingress.url, wrong);
      await deliver(`${ingress.origin}/other`, ping);
    }
    expect(refused()).toEqual([
      [401, 1],
      [404, 1],
    ]);
    await ingress.close();
    expect(refused().slice(2)).toEqual([
      [401, 2],
      [404, 2],
    ]);
  });
});

describe("a crowd", () => {
  it("loses the oldest of the sender that takes most", () => {
    const crowd = createCrowd<string>();
    crowd.add("a", "a1", 1);
    crowd.add("b", "b1", 1);
    crowd.add("b", "b2", 1);
    expect(crowd.oldestOfMost()).toBe("b1");
    crowd.add("a", "a1", 5);
    expect([crowd.weight, crowd.oldestOfMost()]).toEqual([8, "a1"]);
    crowd.remove("a", "a1");
    crowd.remove("a", "a1");
    crowd.remove("c", "c1");
    expect([crowd.weight, crowd.oldestOfMost()]).toEqual([2, "b1"]);
  });
});

describe("a sender", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    [undefined, "unknown"],
  ])("of %s is %s", (address, sender) => expect(senderOf(address)).toBe(sender));
});
