import type { Reader } from "@/lib/reader.ts";
import { hasSameTimes } from "./edit.ts";
import type { AppointmentFields } from "./form.ts";
import type { NewAppointment } from "./store.ts";
import { dayOf, fromLocal, toLocal } from "./time.ts";
import { shortDayInWords, timeOf } from "./words.ts";

const MINUTE = "2026-11-21T09:30".length;

/**
 * What a clock change has made of the typed times, in sentences; nothing on most days.
 *
 * @param before the appointment that was edited: of times that stay as they were nothing is said again
 */
export function clockChanges(
  { starts_at, ends_at }: AppointmentFields,
  appointment: NewAppointment,
  locale: string,
  before: NewAppointment | null = null,
): string[] {
  const { startsAt, endsAt, isAllDay, timeZone } = appointment;
  if (isAllDay || (before && hasSameTimes(before, appointment))) return [];
  return [
    ...oneChange(starts_at, startsAt, { timeZone, locale }, "it starts"),
    ...oneChange(ends_at, endsAt, { timeZone, locale }, "it ends"),
  ];
}

function oneChange(
  typed: string,
  at: number,
  { timeZone, locale }: Reader,
  what: string,
): string[] {
  const wanted = typed.slice(0, MINUTE);
  const saved = toLocal(at, timeZone);
  const day = (local: string) => shortDayInWords(dayOf(local), locale);
  const [time, on] = [timeOf(wanted, locale), day(wanted)];
  if (saved !== wanted) {
    const elsewhere = day(saved) === on ? "" : ` on ${day(saved)}`;
    return [
      `The clocks skip ${time} on ${on}, so ${what} at ${timeOf(saved, locale)}${elsewhere}.`,
    ];
  }
  const first = fromLocal(typed, timeZone);
  const isTwice = fromLocal(typed, timeZone, "later") !== first;
  return isTwice && first === at
    ? [`The clocks show ${time} twice on ${on}; ${what} the first time.`]
    : [];
}
