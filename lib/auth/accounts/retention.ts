const DAY = 86_400_000;

/** How long what may be told of people is kept, in milliseconds; `sweep` sees to it. */
export const RETENTION = {
  /** From the request to delete an account to its end. */
  deletionGrace: 14 * DAY,
  /** The security history. */
  events: 365 * DAY,
  /** Sign-ins that are over, with browser and address. */
  endedLogins: 90 * DAY,
  /** API tokens that were revoked or have expired. */
  endedTokens: 90 * DAY,
  /** Mailed links, after they have expired. */
  links: DAY,
  /** Mails that could not be sent, or are there to be looked at. */
  mails: 30 * DAY,
} as const;

/** @param time in milliseconds, of whole days */
export function inDays(time: number): number {
  return time / DAY;
}
