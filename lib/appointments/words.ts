import { dayOf } from "./time.ts";
import type { Appointment } from "./store.ts";

const LOCALE = "en-GB";

/** Making one is slow, and there are only as many as there are time zones in use. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, kind: "day" | "time"): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions = kind === "day"
    ? { weekday: "long", day: "numeric", month: "long", year: "numeric" }
    : { hour: "2-digit", minute: "2-digit" };
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
  formats.set(key, made);
  return made;
}

/** "Saturday, 21 November 2026" */
export function dayInWords(instant: number, timeZone: string): string {
  // From its parts, because runtimes disagree about the comma.
  const parts = format(timeZone, "day").formatToParts(instant);
  const part = (type: string) => parts.find((part) => part.type === type)?.value;
  return `${part("weekday")}, ${part("day")} ${part("month")} ${part("year")}`;
}

type Span = Pick<Appointment, "startsAt" | "endsAt" | "isAllDay" | "timeZone">;

/** "09:30 – 10:00", "All day"; with the day where it ends on another one. */
export function timeInWords({ startsAt, endsAt, isAllDay, timeZone }: Span): string {
  if (isAllDay) return "All day";
  const time = (instant: number) => format(timeZone, "time").format(instant);
  const isSameDay = dayOf(startsAt, timeZone) === dayOf(endsAt, timeZone);
  const end = isSameDay ? time(endsAt) : `${dayInWords(endsAt, timeZone)}, ${time(endsAt)}`;
  return `${time(startsAt)} – ${end}`;
}

const UNITS = [["day", 1440], ["hour", 60], ["minute", 1]] as const;

/** "1 hour, 30 minutes" */
export function durationInWords({ startsAt, endsAt, isAllDay }: Omit<Span, "timeZone">): string {
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
