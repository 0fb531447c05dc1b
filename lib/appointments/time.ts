import { Temporal } from "temporal-polyfill";
import { offsetAt } from "./zone.ts";

/** The zone of the machine that the app runs on: the best guess for a person until they say another. */
export function serverTimeZone(): string {
  return Temporal.Now.timeZoneId();
}

const HOUR = 3_600_000;

/** What `<input type="datetime-local">` sends and takes, `2026-11-21T09:30`; years of 1900 to 9999. */
const LOCAL = /^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Which instant is meant by a time that happens twice. */
type Twice = "compatible" | "later";

/**
 * The instant of a wall-clock time in a zone, in milliseconds since 1970, or null when it is no date or no time. A time that
 * a clock change skips is taken as the one an hour later, a time that happens twice as the first (RFC 5545 §3.3.5) unless
 * the later is asked for.
 */
export function fromLocal(
  text: string,
  timeZone: string,
  disambiguation: Twice = "compatible",
): number | null {
  if (!LOCAL.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" })
      .toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
  } catch {
    return null;
  }
}

/** The wall-clock time of an instant in a zone, as `<input type="datetime-local">` takes it. */
export function toLocal(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, -":00.000Z".length);
}

const DAY_LENGTH = "2026-11-21".length;

/** The day of a wall-clock time: of `2026-11-21T09:30` it is `2026-11-21`. */
export function dayOf(local: string): string {
  return local.slice(0, DAY_LENGTH);
}

/** The day that it is in a zone. */
export function dayAt(instant: number, timeZone: string): string {
  return dayOf(toLocal(instant, timeZone));
}

/**
 * Midnight at the start of a day, or of the day after it; of a wall-clock time its day counts. Where the clocks skip
 * midnight, the day's first moment.
 */
export function midnight(local: string, timeZone: string, daysLater: 0 | 1): number | null {
  const time = local.includes("T") ? local : `${local}T00:00`;
  if (fromLocal(time, timeZone) === null) return null;
  const day = Temporal.PlainDateTime.from(time).toPlainDate().add({ days: daysLater });
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The next full hour after an instant, in milliseconds since 1970. Of an hour that happens twice only the first is
 * taken: as text both are the same, and the first is what the text means.
 */
export function nextHour(instant: number, timeZone: string): number {
  const offset = offsetAt(instant, timeZone); // not every zone is whole hours away
  const hour = (Math.floor((instant + offset) / HOUR) + 1) * HOUR - offset;
  const isPlain = fromLocal(toLocal(hour, timeZone), timeZone) === hour;
  return isPlain ? hour : nextHour(hour, timeZone);
}

/** Why a text is no day, or no day with a time, and what to type instead. */
export function dateError(text: string, isDayEnough: boolean): string {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (day && !/^(19|[2-9])/.test(day)) return "Please choose a year from 1900 to 9999.";
  if (day && midnight(day, "UTC", 0) === null) return `There is no day ${day} in the calendar.`;
  return isDayEnough
    ? "Please enter a day, such as 2026-05-04."
    : "Please enter a date and time, such as 2026-05-04 09:30.";
}
