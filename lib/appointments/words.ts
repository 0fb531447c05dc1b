import { plainSpaces, timeShape } from "@/lib/moment.ts";
import { DEFAULT_LOCALE } from "@/lib/reader.ts";
import type { Appointment } from "./store.ts";

type Name = "weekday" | "date" | "short weekday" | "short date" | "month" | "time";

const UTC = { timeZone: "UTC" } as const;

const SHAPES: Record<Name, (locale: string) => Intl.DateTimeFormatOptions> = {
  "weekday": () => ({ weekday: "long" }),
  "date": () => ({ day: "numeric", month: "long", year: "numeric" }),
  "short weekday": () => ({ weekday: "short" }),
  "short date": () => ({ day: "numeric", month: "short" }),
  "month": () => ({ month: "long", year: "numeric" }),
  "time": timeShape,
};

/** Making a format takes longer than using it a hundred times, and a list names few days, each of them often. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 500;
const names = new Map<string, string>();
const MAX_NAMES = 2000;

function named(name: Name, local: string, locale: string): string {
  const key = `${name} ${locale} ${local}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const words = plainSpaces(formatOf(name, locale).format(dateOf(local)));
  if (names.size >= MAX_NAMES) names.clear();
  names.set(key, words);
  return words;
}

function formatOf(name: Name, locale: string): Intl.DateTimeFormat {
  const key = `${name} ${locale}`;
  const found = formats.get(key) ??
    new Intl.DateTimeFormat(locale, { ...SHAPES[name](locale), ...UTC });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(key, found);
  return found;
}

/** A local time as if it were one in UTC, where every clock stands as it says. */
function dateOf(local: string): Date {
  return new Date(`${local}Z`);
}

/**
 * "Saturday, 21 November 2026", or "Saturday, November 21, 2026" in the United States
 *
 * @param day `2026-11-21`
 */
export function dayInWords(day: string, locale = DEFAULT_LOCALE): string {
  const part = (name: Name) => named(name, `${day}T00:00`, locale);
  // From its parts, because runtimes disagree about the comma between them.
  return `${part("weekday")}, ${part("date")}`;
}

/** "Sat 21 Nov", for where there is little room and the year is plain from what stands around. */
export function shortDayInWords(day: string, locale = DEFAULT_LOCALE): string {
  return `${weekdayInWords(day, locale, "short")} ${shortDateInWords(day, locale)}`;
}

/** "21 Nov", or "Nov 21" */
export function shortDateInWords(day: string, locale = DEFAULT_LOCALE): string {
  return named("short date", `${day}T00:00`, locale);
}

/** "Saturday", or shortly "Sat" */
export function weekdayInWords(
  day: string,
  locale = DEFAULT_LOCALE,
  width: "long" | "short" = "long",
): string {
  return named(width === "long" ? "weekday" : "short weekday", `${day}T00:00`, locale);
}

/** "November 2026", of the month in which a day lies */
export function monthInWords(day: string, locale = DEFAULT_LOCALE): string {
  return named("month", `${day}T00:00`, locale);
}

/** "23–29 November 2026", or "November 22 – 28, 2026" in the United States */
export function daysInWords(first: string, last: string, locale = DEFAULT_LOCALE): string {
  const [start, end] = [first, last].map((day) => dateOf(`${day}T00:00`));
  return plainSpaces(formatOf("date", locale).formatRange(start!, end!));
}

/**
 * "09:30 – 10:00", with the day where it ends on another one.
 *
 * @param start,end local times: `2026-11-21T09:30`
 */
export function timeInWords(
  start: string,
  end: string,
  locale = DEFAULT_LOCALE,
  nameDay = dayInWords,
): string {
  const [startDay] = start.split("T");
  const [endDay = ""] = end.split("T");
  const endTime = timeOf(end, locale);
  return startDay === endDay
    ? `${timeOf(start, locale)} – ${endTime}`
    : `${timeOf(start, locale)} – ${nameDay(endDay, locale)}, ${endTime}`;
}

/** "09:30", or "9:30 AM" where people write it so. */
export function timeOf(local: string, locale: string): string {
  return named("time", `1970-01-01T${local.split("T")[1]}`, locale);
}

type Length = Pick<Appointment, "startsAt" | "endsAt" | "isAllDay">;

const UNITS = [["day", 1440], ["hour", 60], ["minute", 1]] as const;

/** "1 hour, 30 minutes" */
export function durationInWords({ startsAt, endsAt, isAllDay }: Length): string {
  // Days, not hours: the day on which the clocks change is one of 23 or 25.
  const days = Math.round((endsAt - startsAt) / 86_400_000);
  let minutes = isAllDay ? days * 1440 : Math.round((endsAt - startsAt) / 60_000);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.join(", ") || "less than a minute";
}
