import { Temporal } from "temporal-polyfill";
import { dayOf } from "./time.ts";

/** Days are texts, `2026-11-23`, which are in order as they stand; the book knows those of 1900 to 9999. */
const DAY = /^(?:19|[2-9]\d)\d\d-\d\d-\d\d$/;

/** The day that an address names, `2026-11-23`, or the first one of a month, `2026-11`; null when there is none. */
export function readDay(text: string): string | null {
  const day = /^\d{4}-\d\d$/.test(text) ? `${text}-01` : text;
  if (!DAY.test(day)) return null;
  try {
    return Temporal.PlainDate.from(day, { overflow: "reject" }).toString();
  } catch {
    return null;
  }
}

/** So many days later, or earlier; null when that is outside of the book. */
export function shifted(day: string, days: number): string | null {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const text = dayOf(date.toISOString());
  return DAY.test(text) ? text : null;
}

/** The day with which weeks begin where people write dates so: 1 is Monday, 7 is Sunday. */
export function firstWeekday(locale: string): number {
  // Not in all runtimes, and not in TypeScript's types yet (ECMA-402, Intl Locale Info).
  const { getWeekInfo } = Intl.Locale.prototype as { getWeekInfo?(): { firstDay: number } };
  return getWeekInfo?.call(new Intl.Locale(locale)).firstDay ?? 1;
}

/** The seven days of a week; null stands for those outside of the book. */
export function weekOf(day: string, first: number): (string | null)[] {
  const behind = (weekday(day) - first + 7) % 7;
  return Array.from({ length: 7 }, (_, i) => shifted(day, i - behind));
}

/** The weeks of a month; null stands for days of other months. */
export function monthOf(day: string, first: number): (string | null)[][] {
  const month = day.slice(0, "2026-11".length);
  const weeks: (string | null)[][] = [];
  for (let start: string | null = `${month}-01`; start?.startsWith(month);) {
    const week = weekOf(start, first);
    weeks.push(week.map((day) => day?.startsWith(month) ? day : null));
    start = shifted(start, 7 - (weekday(start) - first + 7) % 7);
  }
  return weeks;
}

/** The first day of the month that comes so many months later; null when that is outside of the book. */
export function monthLater(day: string, months: number): string | null {
  const [year, month] = day.split("-").map(Number);
  return readDay(dayOf(new Date(Date.UTC(year!, month! - 1 + months, 1)).toISOString()));
}

/** The number of a week that begins on a Monday (ISO 8601 §4.4, by its Thursday). */
export function weekNumber(day: string): number {
  return Temporal.PlainDate.from(day).weekOfYear!;
}

/** 1 is Monday, 7 is Sunday. */
function weekday(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay() || 7;
}
