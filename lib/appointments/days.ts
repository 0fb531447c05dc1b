import type { Appointment } from "./store.ts";
import { toLocal } from "./time.ts";
import { dayInWords, durationInWords, timeInWords } from "./words.ts";

/** An appointment as lists and pages show it, in the reader's time zone. */
export interface AppointmentInWords {
  readonly id: string;
  readonly title: string;
  readonly location: string;
  readonly description: string;
  /** Local time for machines: `2026-11-21T09:30`. */
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

export function inWords(appointment: Appointment, timeZone: string): AppointmentInWords {
  const { id, title, location, description, startsAt, endsAt, isAllDay } = appointment;
  const start = toLocal(startsAt, timeZone);
  return {
    id,
    title: title || UNTITLED,
    location,
    description,
    start,
    day: dayInWords(start.slice(0, DATE_LENGTH)),
    time: isAllDay ? "All day" : timeInWords(start, toLocal(endsAt, timeZone)),
    duration: durationInWords(appointment),
  };
}

/** Appointments under the day on which they begin, in the order in which they came. */
export function byDay(appointments: readonly Appointment[], timeZone: string): Day[] {
  const days = new Map<string, Day>();
  for (const appointment of appointments) {
    const item = inWords(appointment, timeZone);
    const iso = item.start.slice(0, DATE_LENGTH);
    const day = days.get(iso) ?? { heading: item.day, iso, items: [] };
    day.items.push(item);
    days.set(iso, day);
  }
  return [...days.values()];
}
