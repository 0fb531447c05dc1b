import type ICAL from "ical.js";

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** How something repeats (RFC 5545 §3.3.10), as far as it is by days. */
export interface Rule {
  readonly frequency: typeof FREQUENCIES[number];
  readonly interval: number;
  /** How many dates there are in all; null where it goes on. */
  readonly count: number | null;
  readonly months: readonly number[] | null;
  /** Counted from the end where below zero. */
  readonly monthDays: readonly number[] | null;
  readonly weekdays: readonly Weekday[] | null;
  /** Which ones of those that fall on one day, week, month or year; counted from the end where below zero. */
  readonly places: readonly number[] | null;
  /** The day on which weeks begin. */
  readonly weekStart: number;
}

interface Weekday {
  /** 0 is Sunday. */
  readonly day: number;
  /** Which one of a month or a year; 0 is each. */
  readonly nth: number;
}

type Parts = Readonly<Record<string, readonly (string | number)[] | undefined>>;

const KNOWN = ["BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"];

/** A rule that can be worked out by days, or null: by the second nobody meets, and by the number of the week hardly. */
export function toRule(recur: ICAL.Recur): Rule | null {
  const parts = recur.parts as Parts;
  const { freq, interval, count, wkst } = recur;
  const frequency = FREQUENCIES.find((name) => name === freq);
  if (!frequency || !Number.isInteger(interval) || interval < 1) return null;
  if (!Object.keys(parts).every((name) => KNOWN.includes(name))) return null;
  const numbers = {
    months: parts.BYMONTH?.map(Number) ?? null,
    monthDays: parts.BYMONTHDAY?.map(Number) ?? null,
    places: parts.BYSETPOS?.map(Number) ?? null,
  };
  const weekdays = parts.BYDAY?.map((text) => toWeekday(String(text))) ?? null;
  const isCounted = frequency === "MONTHLY" || frequency === "YEARLY";
  const areKnown = weekdays?.every((one) => one && (isCounted || one.nth === 0)) ?? true;
  const areNumbers = areWithin(numbers.months, 1, 12) && areWithin(numbers.monthDays, -31, 31) &&
    areWithin(numbers.places, -366, 366);
  if (!areKnown || !areNumbers) return null;
  // The library counts them from 1.
  const rest = { count: count ?? null, weekStart: (Number(wkst) + 6) % 7 };
  return { frequency, interval, ...numbers, weekdays: weekdays as Weekday[] | null, ...rest };
}

function toWeekday(text: string): Weekday | null {
  const [, nth, name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const day = WEEKDAYS.indexOf(name);
  const isKnown = day !== -1 && (nth === undefined || areWithin([Number(nth)], -53, 53));
  return isKnown ? { day, nth: Number(nth ?? 0) } : null;
}

/** None of them is zero. */
function areWithin(values: readonly number[] | null, least: number, most: number): boolean {
  return values?.every((value) =>
    Number.isInteger(value) && value !== 0 && value >= least && value <= most
  ) ?? true;
}
