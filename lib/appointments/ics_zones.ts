import { fromLocal } from "./time.ts";
import { offsetAt } from "./zone.ts";

/** A time zone as a calendar file describes it (RFC 5545 §3.6.5). */
export interface FileZone {
  /** Lines that end with CRLF. */
  readonly block: string;
  /** Whether every program takes the wall-clock time of this instant, with the zone's name, for this instant. */
  tells(instant: number): boolean;
}

const known = new Map<string, Promise<FileZone | null>>();

/** No block says more of these than that they are UTC, or so many hours away from it. */
const PLAIN = /^(UTC|GMT|Etc\/.*)$/;

/** The block of a zone (IANA name), or null where none is known or needed; its times are written in UTC then. */
export function fileZone(timeZone: string): Promise<FileZone | null> {
  const zone = known.get(timeZone) ??
    (PLAIN.test(timeZone) ? Promise.resolve(null) : load(timeZone));
  known.set(timeZone, zone); // there are some six hundred names
  return zone;
}

/** Only now: an app that writes no calendar need not load these. */
async function load(timeZone: string): Promise<FileZone | null> {
  const { tzlib_get_ical_block } = await import("timezones-ical-library");
  const [found] = [tzlib_get_ical_block(timeZone)].flat();
  if (!found?.startsWith("BEGIN:VTIMEZONE")) return null;
  // Of zones with several names the library knows one; the one in the file has to be that of its times.
  const block = found.replace(/^TZID:.*$/m, `TZID:${timeZone}`);
  const offset = await offsetsOf(block);
  return { block, tells: (instant) => tells(instant, timeZone, offset) };
}

/** By the block, what to add to UTC for a wall-clock time, in milliseconds. */
async function offsetsOf(block: string): Promise<(local: Date) => number> {
  const { default: ICAL } = await import("ical.js");
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(block)));
  return (local) => {
    const [year, month, day] = [
      local.getUTCFullYear(),
      local.getUTCMonth() + 1,
      local.getUTCDate(),
    ];
    const [hour, minute] = [local.getUTCHours(), local.getUTCMinutes()];
    // Every 400 years the calendar is the same, and nobody need count the changes of the clocks until 9999.
    const like = year < 2400 ? year : 2000 + year % 400;
    const time = { year: like, month, day, hour, minute };
    return zone.utcOffset(new ICAL.Time(time, ICAL.Timezone.localTimezone)) * 1000;
  };
}

/**
 * Blocks hold the rules of today, so they are wrong about some of the past; and of an hour that happens twice some programs
 * take the first and some the second.
 */
function tells(instant: number, timeZone: string, offsetIn: (local: Date) => number): boolean {
  const offset = offsetAt(instant, timeZone);
  const local = new Date(instant + offset);
  const text = local.toISOString().slice(0, "2026-11-21T09:30:00".length);
  return fromLocal(text, timeZone) === instant && offsetIn(local) === offset;
}
