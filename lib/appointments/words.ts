import { formatOf, type Part, plainSpaces } from "@/lib/moment.ts";
import { DEFAULT_LOCALE } from "@/lib/reader.ts";
import type { Appointment } from "./store.ts";
import { dayOf } from "./time.ts";

/** A list names few days, each of them often. */
const names = new Map<string, string>();
const MAX_NAMES = 2000;

function named(part: Part, local: string, locale: string): string {
  const key = `${part} ${locale} ${local}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const words = plainSpaces(formatOf(part, "UTC", locale).format(dateOf(local)));
  if (names.size >= MAX_NAMES) names.clear();
  names.set(key, words);
  return words;
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
  const words = (part: Part) => named(part, `${day}T00:00`, locale);
  // From its parts, because runtimes disagree about the comma between them.
  return `${words("weekday")}, ${words("day")}`;
}

/** "Sat 21 Nov", for where there is little room and the year is plain from what stands around. */
export function shortDayInWords(day: string, locale = DEFAULT_LOCALE): string {
  const words = (part: Part) => named(part, `${day}T00:00`, locale);
  return `${words("short weekday")} ${words("short day")}`;
}

/** "Saturday" */
export function weekdayInWords(day: string, locale = DEFAULT_LOCALE): string {
  return named("weekday", `${day}T00:00`, locale);
}

/** "November 2026", of the month in which a day lies */
export function monthInWords(day: string, locale = DEFAULT_LOCALE): string {
  return named("month", `${day}T00:00`, locale);
}

/** "23–29 November 2026", or "November 22 – 28, 2026" in the United States */
export function daysInWords(first: string, last: string, locale = DEFAULT_LOCALE): string {
  const [start, end] = [first, last].map((day) => dateOf(`${day}T00:00`));
  return plainSpaces(formatOf("day", "UTC", locale).formatRange(start!, end!));
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
  const endDay = dayOf(end);
  const endTime = timeOf(end, locale);
  return dayOf(start) === endDay
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
