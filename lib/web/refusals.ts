import type { Log } from "./log.ts";
import type { Answered } from "./request_log.ts";

interface Refused {
  readonly event: string;
  readonly why: string;
}

/**
 * What an answer's status says by itself. Whatever else is refused (forms, tokens, pages for admins) is told where that
 * is decided, since only there the reason is known.
 */
const REFUSALS: Readonly<Record<number, Refused>> = {
  408: { event: "body refused", why: "slow" },
  410: { event: "link refused", why: "dead" },
  413: { event: "body refused", why: "large" },
  421: { event: "host refused", why: "unknown" },
  429: { event: "throttled", why: "often" },
};

/** Tells of a request that was turned away for what it was, in a line of its own beside that of the request. */
export function logRefusal(log: Log, { status, route, user }: Answered): void {
  const refused = REFUSALS[status];
  if (!refused) return;
  const { event, why } = refused;
  log.warn(event, { why, route: route ?? "-", ...(user ? { user: user.id } : {}) });
}
