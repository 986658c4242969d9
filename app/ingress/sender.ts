import { isIPv6 } from "node:net";

/**
 * Who a connection is from, as budgets count it. Of an IPv6 address only the network counts, because a sender
 * with one address has 2^64 of them. Behind a proxy all connections have the proxy's address.
 */
export function senderOf(address: string | undefined): string {
  if (address === undefined) return "unknown";
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(":")}::/64` : address;
}

/** All eight groups, those that `::` leaves out too. */
function groupsOf(address: string): string[] {
  const [before = "", after] = address.replace(/%.*$/, "").split("::");
  const head = before === "" ? [] : before.split(":");
  if (after === undefined) return head;
  const tail = after === "" ? [] : after.split(":");
  const left = Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array<string>(left).fill("0"), ...tail];
}
