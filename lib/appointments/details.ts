import type { Reader } from "@/lib/reader.ts";
import { type AppointmentInWords, inWords } from "./days.ts";
import type { DatedAppointment } from "./store.ts";
import { dayAt, toLocal } from "./time.ts";
import { dayInWords } from "./words.ts";

/** All that an appointment's own page says of it. */
export interface AppointmentDetails extends AppointmentInWords {
  readonly description: string;
  /** On whose clocks the times are. */
  readonly timeZone: string;
  /** When it is in the zone in which it was meant, where the clocks of that one show something else. */
  readonly meant: string | null;
}

export function detailsOf(appointment: DatedAppointment, reader: Reader): AppointmentDetails {
  const words = inWords(appointment, reader);
  const { description, isAllDay } = appointment;
  return {
    ...words,
    time: isAllDay ? daysWords(appointment, reader) : words.time,
    description,
    timeZone: isAllDay ? appointment.timeZone : reader.timeZone,
    meant: meantWords(appointment, reader),
  };
}

/** "All day", or until which day. */
function daysWords({ startsAt, endsAt, timeZone }: DatedAppointment, { locale }: Reader): string {
  const [first, last] = [dayAt(startsAt, timeZone), dayAt(endsAt - 1, timeZone)];
  return first === last ? "All day" : `all day, until ${dayInWords(last, locale)}`;
}

/**
 * In which other zone an appointment was meant, in a sentence; null where that makes no difference. Of one that lasts all
 * day the days are the same everywhere, but not when they begin.
 */
export function meantWords(appointment: DatedAppointment, reader: Reader): string | null {
  const { timeZone, startsAt, endsAt, isAllDay } = appointment;
  const isSame = [startsAt, endsAt].every((at) =>
    toLocal(at, timeZone) === toLocal(at, reader.timeZone)
  );
  if (isSame) return null;
  if (isAllDay) return `The days are those of ${timeZone}.`;
  const { day, time } = inWords(appointment, { ...reader, timeZone });
  return `It was meant in ${timeZone}: ${day}, ${time}.`;
}
