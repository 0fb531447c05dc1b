import type { Reader } from "@/lib/reader.ts";
import type { ListedAppointment } from "./store.ts";
import { dayAt, dayOf, toLocal } from "./time.ts";
import { dayInWords, durationInWords, shortDayInWords, timeInWords } from "./words.ts";

/** What lists and pages say of an appointment, in the reader's time zone. */
export interface AppointmentInWords {
  readonly id: string;
  readonly title: string;
  readonly location: string;
  /** When it begins, for machines: `2026-11-21T09:30`, or the day alone. */
  readonly start: string;
  /** The day on which it begins. */
  readonly day: string;
  readonly time: string;
  readonly duration: string;
}

/** One day of a list. */
export interface Day {
  readonly heading: string;
  /** `2026-11-21` */
  readonly iso: string;
  readonly items: AppointmentInWords[];
}

export const UNTITLED = "(untitled)";

/**
 * An appointment as its reader sees it. Whole days are those of the zone in which they were meant: a birthday stays on its
 * day, wherever it is read.
 *
 * @param nameDay names the day of an end on another day
 */
export function inWords(
  appointment: ListedAppointment,
  reader: Reader,
  nameDay = dayInWords,
): AppointmentInWords {
  const { id, title, location, startsAt, endsAt, isAllDay } = appointment;
  const timeZone = isAllDay ? appointment.timeZone : reader.timeZone;
  const start = toLocal(startsAt, timeZone);
  const day = dayOf(start);
  return {
    id,
    title: title || UNTITLED,
    location,
    start: isAllDay ? day : start,
    day: dayInWords(day, reader.locale),
    time: isAllDay
      ? "All day"
      : timeInWords(start, toLocal(endsAt, timeZone), reader.locale, nameDay),
    duration: durationInWords(appointment),
  };
}

/** "Saturday, 21 November 2026": the day that it is for its reader. */
export function todayInWords(now: number, { timeZone, locale }: Reader): string {
  return dayInWords(dayAt(now, timeZone), locale);
}

/**
 * Appointments under the day on which they begin, in the order in which they came.
 *
 * @param latestFirst whether the days go backwards, as the appointments do
 */
export function byDay(
  appointments: readonly ListedAppointment[],
  reader: Reader,
  latestFirst = false,
): Day[] {
  const days = new Map<string, Day>();
  for (const appointment of appointments) {
    const item = inWords(appointment, reader, shortDayInWords);
    const iso = dayOf(item.start);
    const day = days.get(iso) ?? { heading: item.day, iso, items: [] };
    day.items.push(item);
    days.set(iso, day);
  }
  // Those of another zone's whole days may have come before their day.
  const sorted = [...days.values()].sort((a, b) => a.iso < b.iso ? -1 : 1);
  return latestFirst ? sorted.reverse() : sorted;
}
