import { Temporal } from "temporal-polyfill";
import { offsetAt } from "./zone.ts";

/** The zone of the machine that the app runs on: the best guess for a person until they say another. */
export function serverTimeZone(): string {
  return Temporal.Now.timeZoneId();
}

const HOUR = 3_600_000;

/** What `<input type="datetime-local">` sends and takes, `2026-11-21T09:30`; years of 1900 to 9999. */
const LOCAL = /^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * The instant of a wall-clock time in a zone, in milliseconds since 1970, or null when it is no date or no time. A time that
 * a clock change skips is taken as the one an hour later, a time that happens twice as the first (RFC 5545 §3.3.5).
 */
export function fromLocal(text: string, timeZone: string): number | null {
  if (!LOCAL.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" })
      .toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** The wall-clock time of an instant in a zone, as `<input type="datetime-local">` takes it. */
export function toLocal(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, -":00.000Z".length);
}

/** Midnight at the start of a wall-clock time's day, or of the day after it. */
export function midnight(local: string, timeZone: string, daysLater: 0 | 1): number | null {
  if (fromLocal(local, timeZone) === null) return null;
  const day = Temporal.PlainDateTime.from(local).toPlainDate().add({ days: daysLater });
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
