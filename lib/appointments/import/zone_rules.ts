import type ICAL from "ical.js";

type Parts = Readonly<Record<string, readonly (string | number)[] | undefined>>;

/**
 * Whether a rule may tell when the clocks of a zone change: every year in a month, on a day of it or on a weekday, as all
 * programs write it. The library works out such rules for centuries; with others it would search for ever.
 */
export function isZoneRule(rule: ICAL.Recur): boolean {
  const { BYMONTH, BYDAY, BYMONTHDAY, ...others } = rule.parts as Parts;
  if (rule.freq !== "YEARLY" || rule.interval !== 1 || !BYMONTH) return false;
  if (Object.keys(others).length > 0 || !BYMONTH.every((month) => isBetween(month, 12))) {
    return false;
  }
  if (!BYMONTHDAY) return all(BYDAY, /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/);
  return BYMONTHDAY.every((day) => isBetween(day, 28)) && all(BYDAY, /^(MO|TU|WE|TH|FR|SA|SU)$/);
}

function isBetween(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
}

function all(values: Parts[string], pattern: RegExp): boolean {
  return values === undefined || values.every((value) => pattern.test(String(value)));
}

/** How many dates a year a yearly rule has at most, if it is a known one. */
export function datesInYear(rule: ICAL.Recur): number {
  const { BYMONTH = [0], BYDAY = [], BYMONTHDAY = [] } = rule.parts as Parts;
  const weekdays = BYDAY.map((day) =>
    BYMONTHDAY.length > 0 ? mostOnOneWeekday(BYMONTHDAY) : /\d/.test(String(day)) ? 1 : 5
  );
  const inMonth = BYDAY.length > 0 ? weekdays.reduce((a, b) => a + b) : BYMONTHDAY.length;
  return BYMONTH.length * Math.max(1, inMonth);
}

/** Of days of a month, counted from its beginning or its end, those that may fall on the same day of the week. */
function mostOnOneWeekday(days: readonly (string | number)[]): number {
  const alike = Map.groupBy(days, (day) => Number(day) % 7);
  return 2 * Math.max(...[...alike.values()].map(({ length }) => length));
}
