import type { Appointment } from "./store.ts";

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** A list names few days, and each of them often. */
const dayNames = new Map<string, string>();
const MAX_DAY_NAMES = 1000;

/**
 * "Saturday, 21 November 2026"
 *
 * @param day `2026-11-21`
 */
export function dayInWords(day: string): string {
  const known = dayNames.get(day);
  if (known) return known;
  // From its parts, because runtimes disagree about the comma.
  const parts = dayFormat.formatToParts(new Date(day));
  const part = (type: string) => parts.find((part) => part.type === type)?.value;
  const name = `${part("weekday")}, ${part("day")} ${part("month")} ${part("year")}`;
  if (dayNames.size >= MAX_DAY_NAMES) dayNames.clear();
  dayNames.set(day, name);
  return name;
}

const shortFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** "Sat 21 Nov", for where there is little room and the year is plain from what stands around. */
export function shortDayInWords(day: string): string {
  return shortFormat.format(new Date(day)).replace(",", "");
}

/**
 * "09:30 – 10:00", with the day where it ends on another one.
 *
 * @param start,end local times: `2026-11-21T09:30`
 */
export function timeInWords(start: string, end: string, nameDay = dayInWords): string {
  const [startDay, startTime] = start.split("T");
  const [endDay = "", endTime] = end.split("T");
  return startDay === endDay
    ? `${startTime} – ${endTime}`
    : `${startTime} – ${nameDay(endDay)}, ${endTime}`;
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
