import { DEFAULT_LOCALE } from "@/lib/reader.ts";
import type { Appointment } from "./store.ts";

/** Making a format takes longer than using it a hundred times, and a list names few days, each of them often. */
const formats = new Map<string, Intl.DateTimeFormat>();
const names = new Map<string, string>();
const MAX_NAMES = 2000;

type Name = "day" | "short day" | "time";

const SHAPES: Record<Name, Intl.DateTimeFormatOptions> = {
  "day": { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
  "short day": { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" },
  "time": { hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
};

function named(name: Name, local: string, locale: string): string {
  const key = `${name} ${locale} ${local}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const words = format(name, local, locale);
  if (names.size >= MAX_NAMES) names.clear();
  names.set(key, words);
  return words;
}

function format(name: Name, local: string, locale: string): string {
  const key = `${name} ${locale}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, SHAPES[name]);
  formats.set(key, found);
  return found.format(new Date(`${local}Z`));
}

/**
 * "Saturday, 21 November 2026", or "Saturday, November 21, 2026" in the United States
 *
 * @param day `2026-11-21`
 */
export function dayInWords(day: string, locale = DEFAULT_LOCALE): string {
  const words = named("day", `${day}T00:00`, locale);
  // Runtimes disagree about the comma after the weekday.
  return words.replace(/^(\p{L}+) /u, "$1, ");
}

/** "Sat 21 Nov", for where there is little room and the year is plain from what stands around. */
export function shortDayInWords(day: string, locale = DEFAULT_LOCALE): string {
  return named("short day", `${day}T00:00`, locale).replace(",", "");
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

/** "09:30", or "09:30 AM" where people write it so. */
function timeOf(local: string, locale: string): string {
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
