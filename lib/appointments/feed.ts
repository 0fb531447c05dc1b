import type { Clock } from "@/lib/clock.ts";
import { sha256 } from "@/lib/crypto/digest.ts";
import type { Db } from "@/lib/db/schema.ts";
import { allAppointments } from "./dated.ts";
import { toCalendar } from "./ics.ts";

/** How far back programs that follow a calendar see, in milliseconds. */
const LOOK_BACK = 365 * 86_400_000;

/** How often they are to look for news, in seconds. */
const REFRESH = 3600;

/**
 * What programs read that follow somebody's calendar: from a year back, and all that is ahead.
 *
 * @returns with the name of just these bytes, for the header ETag
 */
export async function calendarFeed(
  deps: { readonly db: Db; readonly clock: Clock },
  userId: string,
): Promise<{ text: string; etag: string }> {
  const appointments = await allAppointments(deps, userId, deps.clock() - LOOK_BACK);
  const text = await toCalendar({ name: "Cloakroom", refresh: REFRESH }, appointments);
  return { text, etag: `"${sha256(text)}"` };
}
