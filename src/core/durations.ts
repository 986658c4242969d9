import { daysInMonth, type IsoDate } from "./dates.ts";

/** An ISO 8601 duration. Years and months have no fixed length, so the three parts stay apart. */
export interface Duration {
  years: number;
  months: number;
  /** Weeks, days, hours, minutes and seconds, in seconds. */
  seconds: number;
}

const SHAPE =
  /^P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;
const SECONDS_PER_DAY = 86_400;

/** Takes `P2Y`, `P8W`, `PT4H` and the like, whole numbers only. Returns undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  return {
    years,
    months,
    seconds: (weeks * 7 + days) * SECONDS_PER_DAY + hours * 3600 + minutes * 60 + seconds,
  };
}

/** As `parseDuration`, for text that a schema has already let through. */
export function duration(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed) throw new TypeError(`not a duration: ${JSON.stringify(text)}`);
  return parsed;
}

/** The sum, part by part. */
export function plus(one: Duration, other: Duration): Duration {
  return {
    years: one.years + other.years,
    months: one.months + other.months,
    seconds: one.seconds + other.seconds,
  };
}

/** A duration so many times over. */
export function times(count: number, one: Duration): Duration {
  return { years: one.years * count, months: one.months * count, seconds: one.seconds * count };
}

/**
 * Whether `one` is surely no longer than `other`. It compares the longest that `one` can last (a year
 * of 366 days, a month of 31) with the shortest that `other` can (365 and 28). Durations in the same
 * unit compare exactly; twelve months are a year. Source: `domain.md` section 2.
 */
export function isNoLonger(one: Duration, other: Duration): boolean {
  const inMonths = one.seconds === 0 && other.seconds === 0;
  if (inMonths) return one.years * 12 + one.months <= other.years * 12 + other.months;
  return inSeconds(one, 366, 31) <= inSeconds(other, 365, 28);
}

/** Whether two durations are written in different words for the same length: `P1Y` and `P12M`. */
export function isSameLength(one: Duration, other: Duration): boolean {
  return (
    one.years * 12 + one.months === other.years * 12 + other.months && one.seconds === other.seconds
  );
}

/** The longest of some durations, by their longest possible length; undefined for none. */
export function longest(durations: Iterable<Duration>): Duration | undefined {
  let best: Duration | undefined;
  for (const candidate of durations) {
    if (!best || inSeconds(candidate, 366, 31) > inSeconds(best, 366, 31)) best = candidate;
  }
  return best;
}

/** The day a duration after another: months first (a 31st becomes the month's last day), then days. */
export function addTo(date: IsoDate, span: Duration): IsoDate {
  const months = Number(date.slice(5, 7)) - 1 + span.months;
  const year = Number(date.slice(0, 4)) + span.years + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  // Beyond these a date no longer has four digits, and nothing that far off can be due.
  if (year > 9999) return "9999-12-31";
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  const start = Date.UTC(year, month - 1, day);
  const end = start + Math.floor(span.seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY * 1000;
  return end > Date.UTC(9999, 11, 31) ? "9999-12-31" : new Date(end).toISOString().slice(0, 10);
}

/** Writes a duration the ISO way: `P1Y2M`, `P12W`, `PT4H`; weeks if the days are whole weeks. */
export function formatDuration(span: Duration): string {
  const days = Math.floor(span.seconds / SECONDS_PER_DAY);
  const rest = span.seconds % SECONDS_PER_DAY;
  const part = (count: number, unit: string) => (count === 0 ? "" : `${count}${unit}`);
  const inDays = days % 7 === 0 ? part(days / 7, "W") : part(days, "D");
  const date = part(span.years, "Y") + part(span.months, "M") + inDays;
  const time =
    part(Math.floor(rest / 3600), "H") +
    part(Math.floor((rest % 3600) / 60), "M") +
    part(rest % 60, "S");
  if (date === "" && time === "") return "P0D";
  return `P${date}${time === "" ? "" : `T${time}`}`;
}

function inSeconds(span: Duration, daysPerYear: number, daysPerMonth: number): number {
  return (span.years * daysPerYear + span.months * daysPerMonth) * SECONDS_PER_DAY + span.seconds;
}
