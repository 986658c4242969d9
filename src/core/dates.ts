/** A calendar day, `YYYY-MM-DD`. Two of them compare as strings. */
export type IsoDate = string;

/** Days that exist, as a regular expression: leap days in leap years alone. */
export const DAY_PATTERN =
  "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|" +
  "02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";

const DAY = new RegExp(DAY_PATTERN);

const MS_PER_DAY = 86_400_000;

/** Whether the text is a day that exists: `2026-02-29` and `2026-13-01` are not. */
export function isIsoDate(text: string): boolean {
  return DAY.test(text);
}

/** Days since 1970-01-01 of a valid date. */
export function dayNumber(date: IsoDate): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
    MS_PER_DAY
  );
}

/** Whole days from one date to another; negative if `to` is the earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day of an instant, in UTC. */
export function isoDateOf(instant: Date): IsoDate {
  return instant.toISOString().slice(0, 10);
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** A valid date as people write it: `1 January 2020`. */
export function dayInWords(date: IsoDate): string {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** How many days a month has; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
