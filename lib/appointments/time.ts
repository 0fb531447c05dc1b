import { Temporal } from "temporal-polyfill";

/** The zone of the machine that the app runs on: the best guess for a person until they say another. */
export function serverTimeZone(): string {
  return Temporal.Now.timeZoneId();
}

/** What `<input type="datetime-local">` sends and takes: `2026-11-21T09:30`. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

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
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** The calendar day of an instant in a zone: `2026-11-21`. */
export function dayOf(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** Midnight at the start of a wall-clock time's day, or of the day after it. */
export function midnight(local: string, timeZone: string, daysLater: 0 | 1): number | null {
  if (fromLocal(local, timeZone) === null) return null;
  const day = Temporal.PlainDateTime.from(local).toPlainDate().add({ days: daysLater });
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The next full hour, in milliseconds since 1970: where a new appointment begins unless told. */
export function nextHour(now: number, timeZone: string): number {
  return zoned(now, timeZone).add({ hours: 1 }).round({
    smallestUnit: "hour",
    roundingMode: "floor",
  })
    .epochMilliseconds;
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}
