import { Temporal } from "temporal-polyfill";

/** A stretch of time in which a zone's clocks stood still against UTC; milliseconds since 1970. */
interface Period {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  /** Milliseconds to add to UTC. */
  readonly offset: number;
}

const periods = new Map<string, Period[]>();
const MAX_ZONES = 500;

/**
 * What to add to UTC for a zone's wall-clock time, in milliseconds. Asking the calendar takes microseconds and a list
 * asks it a hundred times, so each period between two changes of the clocks is looked up once.
 *
 * @throws {RangeError} when there is no such zone
 */
export function offsetAt(instant: number, timeZone: string): number {
  const known = periods.get(timeZone) ?? [];
  const found = known.find(({ from, until }) => from <= instant && instant < until);
  if (found) return found.offset;
  const period = lookUp(instant, timeZone);
  if (periods.size >= MAX_ZONES) periods.clear();
  periods.set(timeZone, [period, ...known].slice(0, 8));
  return period.offset;
}

function lookUp(instant: number, timeZone: string): Period {
  const at = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  // "previous" means before; a change at this very instant has already happened.
  const last = at(instant + 1).getTimeZoneTransition("previous");
  const next = at(instant).getTimeZoneTransition("next");
  return {
    from: last?.epochMilliseconds ?? -Infinity,
    until: next?.epochMilliseconds ?? Infinity,
    offset: at(instant).offsetNanoseconds / 1e6,
  };
}
