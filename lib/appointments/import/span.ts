import { LATEST_END } from "../limits.ts";
import { dayOf, midnight } from "../time.ts";
import { type FileEvent, type FileTime, LeftOut } from "./event.ts";

/** When something is, in milliseconds since 1970; its end is exclusive. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Whether it has no length in the file. */
  readonly isMoment?: boolean;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Why an event cannot be in the book. */
export const OUTSIDE = "Its start or its end is no date of the years 1900 to 9999.";

/** The instant of a time in a file, or of the midnight at which its day begins; null where the book ends. */
export function instantOf({ day, time, zone }: FileTime): number | null {
  return zone.toInstant(`${day}T${time ?? "00:00:00"}`);
}

/** What names one of several dates, whatever zone it is told in (RFC 5545 §3.8.4.4): `20261121`, `20261121T083000Z`. */
export function dateName(at: FileTime): string {
  const instant = at.time === null ? null : instantOf(at);
  if (instant === null) return at.day.replaceAll("-", "");
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "");
}

/**
 * How long an event is on one of its dates (RFC 5545 §3.6.1): until its end, for its duration, or, where neither is told,
 * a day or no time at all. What has no length, which the book does not know, gets a minute.
 *
 * @param start one of its dates
 * @param days the zone in which whole days are meant
 * @throws {LeftOut} when it ends before it starts, or outside of the book
 */
export function spanOn(event: FileEvent, start: FileTime, days: string): Span {
  const span = start.time === null ? wholeDays(event, start, days) : timed(event, start);
  if (span.endsAt > LATEST_END) throw new LeftOut(OUTSIDE);
  return span;
}

function wholeDays(event: FileEvent, start: FileTime, timeZone: string): Span {
  const count = Math.max(1, lengthInDays(event));
  if (lengthInDays(event) < 0) throw new LeftOut("It ends before it starts.");
  const last = new Date(Date.parse(start.day) + (count - 1) * DAY);
  const lastDay = Number.isNaN(last.getTime()) ? "" : dayOf(last.toISOString());
  const startsAt = midnight(`${start.day}T00:00`, timeZone, 0);
  const endsAt = midnight(`${lastDay}T00:00`, timeZone, 1);
  if (startsAt === null || endsAt === null) throw new LeftOut(OUTSIDE);
  return { startsAt, endsAt };
}

function lengthInDays({ start, end, duration }: FileEvent): number {
  if (end) return Math.round((Date.parse(end.day) - Date.parse(start.day)) / DAY);
  return duration ? Math.round(duration.toSeconds() * 1000 / DAY) : 1;
}

function timed(event: FileEvent, start: FileTime): Span {
  const startsAt = instantOf(start);
  const first = instantOf(event.start);
  if (startsAt === null || first === null) throw new LeftOut(OUTSIDE);
  const endsAt = event.end ? exactEnd(event.end, startsAt - first) : nominalEnd(event, start);
  if (endsAt === null || !Number.isFinite(endsAt)) throw new LeftOut(OUTSIDE);
  if (endsAt < startsAt) throw new LeftOut("It ends before it starts.");
  return endsAt > startsAt
    ? { startsAt, endsAt }
    : { startsAt, endsAt: startsAt + MINUTE, isMoment: true };
}

/** With an end, each date lasts as long as the first (RFC 5545 §3.8.5.3). */
function exactEnd(end: FileTime, later: number): number | null {
  const at = instantOf(end);
  return at === null ? null : at + later;
}

/** With a duration, days are those of the calendar, which have 23 to 25 hours (RFC 5545 §3.3.6). */
function nominalEnd({ duration }: FileEvent, start: FileTime): number | null {
  if (!duration) return instantOf(start);
  const { weeks, days, hours, minutes, seconds } = duration;
  const sign = duration.isNegative ? -1 : 1;
  const day = new Date(Date.parse(start.day) + sign * (weeks * 7 + days) * DAY);
  if (Number.isNaN(day.getTime())) return null;
  const at = instantOf({ ...start, day: day.toISOString().slice(0, start.day.length) });
  return at === null ? null : at + sign * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
