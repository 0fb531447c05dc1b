import type { Appointment } from "./store.ts";
import { dayOf, toLocal } from "./time.ts";
import { dayInWords, durationInWords, timeInWords } from "./words.ts";

/** One day of a list, as `AppointmentList` shows it. */
export interface Day {
  readonly heading: string;
  /** `2026-11-21` */
  readonly iso: string;
  readonly items: DayItem[];
}

export interface DayItem {
  readonly id: string;
  readonly title: string;
  readonly time: string;
  readonly duration: string;
  readonly location: string;
}

/** Appointments under the day on which they begin, in the order in which they came. */
export function byDay(appointments: readonly Appointment[], timeZone: string): Day[] {
  const days = new Map<string, Day>();
  for (const appointment of appointments) {
    const iso = dayOf(appointment.startsAt, timeZone);
    const heading = dayInWords(appointment.startsAt, timeZone);
    const day = days.get(iso) ?? { heading, iso, items: [] };
    day.items.push(toItem(appointment, timeZone));
    days.set(iso, day);
  }
  return [...days.values()];
}

/** The words for an appointment that has no title. */
export const UNTITLED = "(untitled)";

function toItem(appointment: Appointment, timeZone: string): DayItem {
  const { id, title, location } = appointment;
  const inZone = { ...appointment, timeZone };
  const time = timeInWords(inZone);
  return { id, title: title || UNTITLED, location, time, duration: durationInWords(inZone) };
}

/** What the page of one appointment shows. */
export function inWords(appointment: Appointment, timeZone: string) {
  return {
    ...toItem(appointment, timeZone),
    day: dayInWords(appointment.startsAt, timeZone),
    start: toLocal(appointment.startsAt, timeZone),
    description: appointment.description,
  };
}
