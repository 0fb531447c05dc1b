import { Temporal } from "temporal-polyfill";
import { midnight, toLocal } from "./time.ts";

/** Signs of an instant. Without those of time zones in brackets: the offset is what counts. */
const INSTANT = /^[\d+\-:.,TZ ]{1,40}$/i;

/** Rough limits, so that whatever lies between them has a wall-clock time. */
const EARLIEST = Date.UTC(1899, 11, 31);
const LATEST = Date.UTC(10_000, 0, 2);

/**
 * The instant that a text in ISO 8601 names, with `Z` or an offset, in milliseconds since 1970; or null when it names none.
 * Fractions of a second are cut off.
 */
export function fromIso(text: string): number | null {
  if (!INSTANT.test(text)) return null;
  try {
    const { epochMilliseconds } = Temporal.Instant.from(text);
    const isNear = EARLIEST <= epochMilliseconds && epochMilliseconds <= LATEST;
    return isNear ? Math.floor(epochMilliseconds / 1000) * 1000 : null;
  } catch {
    return null;
  }
}

/** `2026-11-23T08:30:00Z` */
export function toIso(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Whether an instant has a wall-clock time that forms and pages know: in the years 1900 to 9999. */
export function isInBook(instant: number, timeZone: string): boolean {
  return /^(19|[2-9]\d)\d\d-/.test(toLocal(instant, timeZone));
}

/** The whole days that a span touches, from midnight to midnight in a zone. */
export function wholeDays(
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
  timeZone: string,
): { startsAt: number; endsAt: number } {
  const first = toLocal(startsAt, timeZone);
  const last = toLocal(endsAt - 1, timeZone); // an end at midnight belongs to the day before
  return {
    startsAt: midnight(first, timeZone, 0) ?? startsAt,
    endsAt: midnight(last, timeZone, 1) ?? endsAt,
  };
}
