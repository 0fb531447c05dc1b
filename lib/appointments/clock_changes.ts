import { hasSameTimes } from "./edit.ts";
import type { AppointmentFields } from "./form.ts";
import type { NewAppointment } from "./store.ts";
import { fromLocal, toLocal } from "./time.ts";

const MINUTE = "2026-11-21T09:30".length;
const DAY = "2026-11-21".length;

/**
 * What a clock change has made of the typed times, in sentences; nothing on most days.
 *
 * @param before the appointment that was edited: of times that stay as they were nothing is said again
 */
export function clockChanges(
  { starts_at, ends_at }: AppointmentFields,
  appointment: NewAppointment,
  before: NewAppointment | null = null,
): string[] {
  const { startsAt, endsAt, isAllDay, timeZone } = appointment;
  if (isAllDay || (before && hasSameTimes(before, appointment))) return [];
  return [
    ...oneChange(starts_at, startsAt, timeZone, "it starts"),
    ...oneChange(ends_at, endsAt, timeZone, "it ends"),
  ];
}

function oneChange(typed: string, at: number, timeZone: string, what: string): string[] {
  const [day, time] = [typed.slice(0, DAY), typed.slice(DAY + 1, MINUTE)];
  const saved = toLocal(at, timeZone);
  if (saved !== typed.slice(0, MINUTE)) {
    const [savedDay, savedTime] = saved.split("T");
    const when = savedDay === day ? savedTime : `${savedTime} on ${savedDay}`;
    return [`The clocks skip ${time} on ${day}, so ${what} at ${when}.`];
  }
  const isFirst = fromLocal(typed, timeZone) === at;
  const isTwice = fromLocal(typed, timeZone, "later") !== fromLocal(typed, timeZone);
  if (!isFirst || !isTwice) return [];
  return [`The clocks show ${time} twice on ${day}; ${what} the first time.`];
}
