import type { ListedAppointment } from "./store.ts";
import { toLocal } from "./time.ts";
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

const UNTITLED = "(untitled)";
const DATE_LENGTH = "2026-11-21".length;

/** @param nameDay names the day of an end on another day */
export function inWords(
  appointment: ListedAppointment,
  timeZone: string,
  nameDay = dayInWords,
): AppointmentInWords {
  const { id, title, location, startsAt, endsAt, isAllDay } = appointment;
  const start = toLocal(startsAt, timeZone);
  const day = start.slice(0, DATE_LENGTH);
  return {
    id,
    title: title || UNTITLED,
    location,
    start: isAllDay ? day : start,
    day: dayInWords(day),
    time: isAllDay ? "All day" : timeInWords(start, toLocal(endsAt, timeZone), nameDay),
    duration: durationInWords(appointment),
  };
}

/** Appointments under the day on which they begin, in the order in which they came. */
export function byDay(appointments: readonly ListedAppointment[], timeZone: string): Day[] {
  const days = new Map<string, Day>();
  for (const appointment of appointments) {
    const item = inWords(appointment, timeZone, shortDayInWords);
    const iso = item.start.slice(0, DATE_LENGTH);
    const day = days.get(iso) ?? { heading: item.day, iso, items: [] };
    day.items.push(item);
    days.set(iso, day);
  }
  return [...days.values()];
}
