import type ICAL from "ical.js";

type Parts = Readonly<Record<string, readonly (string | number)[] | undefined>>;

/** Which parts a rule may have, by how often it repeats; see {@linkcode isKnownRule}. */
const PARTS: Record<string, readonly string[]> = {
  DAILY: ["BYDAY", "BYMONTH"],
  WEEKLY: ["BYDAY", "BYMONTH"],
  MONTHLY: ["BYDAY", "BYMONTHDAY", "BYSETPOS"],
  YEARLY: ["BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"],
};

const MAX_INTERVAL = 1000;

/**
 * Whether a rule (RFC 5545 §3.3.10) is one of those that calendar programs offer. Others are refused: the library would
 * search for ever for a 30 February, or for a Monday every seven days from a Tuesday on, and nobody meets every second.
 */
export function isKnownRule(rule: ICAL.Recur): boolean {
  const parts = rule.parts as Parts;
  const allowed = PARTS[rule.freq];
  if (!allowed || !isBetween(rule.interval, 1, MAX_INTERVAL)) return false;
  if (!Object.keys(parts).every((name) => allowed.includes(name))) return false;
  return areDays(rule.freq, parts.BYDAY) && isPossible(rule, parts) &&
    all(parts.BYMONTH, (month) => isBetween(month, 1, 12)) &&
    all(parts.BYMONTHDAY, (day) => isBetween(Math.abs(Number(day)), 1, 31)) &&
    isPlace(rule, parts);
}

/** Weekdays, and where there is a month to count them in, with their number: `-1FR`. */
function areDays(frequency: string, days: Parts[string]): boolean {
  const pattern = /^[MY]/.test(frequency)
    ? /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/
    : /^(MO|TU|WE|TH|FR|SA|SU)$/;
  return all(days, (day) => pattern.test(String(day)));
}

/** What could lead the library astray: days that never come together. */
function isPossible({ freq, interval }: ICAL.Recur, parts: Parts): boolean {
  if (parts.BYDAY && parts.BYMONTHDAY) return false;
  const hasParts = Object.keys(parts).length > 0;
  if (freq === "DAILY" && hasParts) return interval === 1;
  return freq !== "YEARLY" || !hasParts || parts.BYMONTH !== undefined;
}

/** "The last working day" of a month: one place, among weekdays of which each month has so many. */
function isPlace({ freq }: ICAL.Recur, { BYDAY = [], BYMONTH, BYSETPOS }: Parts): boolean {
  if (!BYSETPOS) return true;
  const isOfOneMonth = freq === "MONTHLY" || BYMONTH?.length === 1;
  const arePlain = BYDAY.every((day) => /^[A-Z]/.test(String(day)));
  const place = Math.abs(Number(BYSETPOS[0]));
  return isOfOneMonth && arePlain && BYSETPOS.length === 1 && isBetween(place, 1, 4 * BYDAY.length);
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

function all(values: Parts[string], test: (value: string | number) => boolean): boolean {
  return values === undefined || values.every(test);
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/**
 * Whether a date is meant by its rule. Where a month has no 31st day, the library takes the day after its end, and the
 * standard takes none; and it begins with the start, also where that is in another month than the rule's.
 *
 * @param first the day of the month on which it all begins
 */
export function isMeant(rule: ICAL.Recur, first: number, { day, month, year }: ICAL.Time): boolean {
  const { BYDAY, BYMONTH, BYMONTHDAY = [first] } = rule.parts as Parts;
  if (BYMONTH && !BYMONTH.includes(month)) return false;
  if (!/^[MY]/.test(rule.freq) || BYDAY) return true;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return BYMONTHDAY.some((wanted) =>
    day === (Number(wanted) > 0 ? wanted : length + 1 + Number(wanted))
  );
}
