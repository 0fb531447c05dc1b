import type { Reader } from "@/lib/reader.ts";
import { UNTITLED } from "./days.ts";
import type { ListedAppointment } from "./store.ts";
import { dayAt, dayOf, toLocal } from "./time.ts";
import { timeOf } from "./words.ts";

/** An appointment as it stands under one of its days. */
export interface DayItem {
  readonly id: string;
  readonly title: string;
  readonly location: string;
  /** For machines: what of it is told, `2026-11-23T09:30`, or the day alone. */
  readonly moment: string;
  /** "09:30 – 10:15", "from 22:30" or "until 14:00" where it goes on beyond the day, or "all day". */
  readonly time: string;
}

interface Ranked extends DayItem {
  readonly isAllDay: boolean;
}

/**
 * Appointments under each of the days that they touch: what takes the whole day first, the rest in the order in which it
 * came. Whole days are those of the zone in which they were meant, everything else is on the reader's clocks.
 */
export function onDays(
  appointments: readonly ListedAppointment[],
  days: readonly string[],
  reader: Reader,
): Map<string, DayItem[]> {
  const found = new Map(days.map((day) => [day, [] as Ranked[]]));
  for (const appointment of appointments) {
    const span = spanOf(appointment, reader.timeZone);
    for (const day of days) {
      if (span.firstDay <= day && day <= span.lastDay) {
        found.get(day)!.push(toItem(appointment, span, day, reader.locale));
      }
    }
  }
  for (const items of found.values()) {
    items.sort((a, b) => Number(b.isAllDay) - Number(a.isAllDay));
  }
  return found;
}

interface Span {
  /** Local times: `2026-11-21T09:30` */
  readonly start: string;
  readonly end: string;
  readonly firstDay: string;
  /** The last one of which it takes a moment. */
  readonly lastDay: string;
}

function spanOf(appointment: ListedAppointment, timeZone: string): Span {
  const zone = appointment.isAllDay ? appointment.timeZone : timeZone;
  const start = toLocal(appointment.startsAt, zone);
  return {
    start,
    end: toLocal(appointment.endsAt, zone),
    firstDay: dayOf(start),
    lastDay: dayAt(appointment.endsAt - 1, zone),
  };
}

function toItem(
  { id, title, location, isAllDay }: ListedAppointment,
  span: Span,
  day: string,
  locale: string,
): Ranked {
  const part = isAllDay ? { moment: day, time: "all day" } : partOf(span, day, locale);
  const isWhole = part.moment === day;
  return { id, title: title || UNTITLED, location, ...part, isAllDay: isWhole };
}

/** What of its time is to be told under one day. */
function partOf({ start, end, firstDay, lastDay }: Span, day: string, locale: string) {
  const goesOn = lastDay > day || !end.startsWith(day);
  const hasBegun = firstDay < day || (goesOn && start === `${day}T00:00`);
  if (hasBegun && goesOn) return { moment: day, time: "all day" };
  if (hasBegun) return { moment: end, time: `until ${timeOf(end, locale)}` };
  const from = timeOf(start, locale);
  return { moment: start, time: goesOn ? `from ${from}` : `${from} – ${timeOf(end, locale)}` };
}
