/** An ISO 8601 duration that a text means, for example "7 years"; undefined if it means none. */
export function durationMeant(found: unknown): string | undefined {
  if (typeof found !== "string") return undefined;
  const plain = /^\s*(\d{1,4})\s*(year|month|week|day|hour|minute)s?\s*$/i.exec(found);
  if (plain) {
    const [, count, unit = ""] = plain;
    const letter = unit.charAt(0).toUpperCase();
    return /^[hm]i|^h/i.test(unit) ? `PT${count}${letter}` : `P${count}${letter}`;
  }
  const short = /^\s*(\d{1,4})\s*([ymwdh])\s*$/i.exec(found);
  if (!short) return undefined;
  const letter = short[2]?.toUpperCase() ?? "";
  return letter === "H" ? `PT${short[1]}H` : `P${short[1]}${letter}`;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day as YYYY-MM-DD that a text means, for example "1 January 2027" or "23/11/2026", day before month. */
export function dayMeant(found: unknown): string | undefined {
  if (typeof found !== "string") return undefined;
  const numbers = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(found);
  if (numbers) return day(numbers[3], Number(numbers[2]), numbers[1]);
  const words = /^\s*(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\s+(\d{4})\s*$/i.exec(found);
  if (!words) return undefined;
  return day(words[3], MONTHS.indexOf(words[2]?.slice(0, 3).toLowerCase() ?? "") + 1, words[1]);
}

function day(year = "", month = 0, date = ""): string | undefined {
  if (month < 1 || month > 12) return undefined;
  const pad = (part: number | string) => `${part}`.padStart(2, "0");
  return `${year}-${pad(month)}-${pad(date)}`;
}
