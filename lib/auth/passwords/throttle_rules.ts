const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Failures are forgotten this long after the last one, in milliseconds. */
export const MEMORY = 24 * HOUR;

/** Failures on one account, of all strangers or of one known device, until there are pauses. */
export const LIMIT = 10;
/** From here on strangers wait even where their source has not failed yet: so many sources are one attacker's. */
const HARD_LIMIT = 100;
/** Accounts that one source may fail at within an hour; it is refused all others then. */
export const MAX_ACCOUNTS = 39;
export const SPRAY_WINDOW = HOUR;

/** What is known of a try before the password is looked at. */
export interface Standing {
  /** Failures that count together, and when the last of them was. */
  readonly failures: number;
  readonly failedAt: number;
  /** How many of them are of this very source. */
  readonly own: number;
  /** When this source failed at other accounts, the latest first. */
  readonly elsewhere: readonly number[];
}

/** The pause after so many failures, in milliseconds: a minute at first, twice as long each time, an hour at most. */
export function pauseAfter(failures: number): number {
  return failures < LIMIT ? 0 : Math.min(MINUTE * 2 ** (failures - LIMIT), HOUR);
}

/**
 * How long a try has to wait, in milliseconds; 0 when it may go on (ASVS 5.0 §6.3.1). A source that has never failed here
 * is let through in a pause, since it may be the owner, whom nobody must be able to lock out; but not from the
 * hundredth failure on.
 */
export function waitOf(standing: Standing, now: number): number {
  const { failures, failedAt, own, elsewhere } = standing;
  const pauses = own > 0 || failures >= HARD_LIMIT;
  // Another instance may be ahead: what it notes has happened by now.
  const pause = pauses ? Math.min(failedAt, now) + pauseAfter(failures) - now : 0;
  const first = elsewhere[MAX_ACCOUNTS - 1];
  const spray = first === undefined ? 0 : first + SPRAY_WINDOW - now;
  return Math.max(0, pause, spray);
}
