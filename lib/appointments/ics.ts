import ical from "ical-generator";
import type { DatedAppointment } from "./store.ts";
import { toLocal } from "./time.ts";

/** What calendar programs take a file like this for (RFC 5545 §8.1). */
export const ICS_TYPE = "text/calendar; charset=utf-8";

/** Who wrote the file (RFC 5545 §3.7.3). */
const PRODUCT = "//Cloakroom//Appointments//EN";

/** No text of a calendar may hold them, not even escaped (RFC 5545 §3.3.11); line breaks and tabs it may. */
// deno-lint-ignore no-control-regex
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * Appointments as one calendar (RFC 5545), which every calendar program reads. Times are in UTC, all-day appointments
 * are dates without a zone. An appointment keeps its UID, so that importing twice gives no doubles.
 *
 * @param name what calendar programs call it (RFC 7986 §5.1)
 */
export function toCalendar(name: string, appointments: readonly DatedAppointment[]): string {
  const calendar = ical({ name: oneLine(name), prodId: PRODUCT });
  for (const appointment of appointments) {
    const { uid, title, location, description, createdAt, updatedAt, version } = appointment;
    calendar.createEvent({
      id: uid,
      summary: printable(title),
      location: printable(location) || null,
      description: printable(description) || null,
      created: new Date(createdAt),
      lastModified: new Date(updatedAt),
      stamp: new Date(updatedAt), // without METHOD it says when the appointment was last changed (§3.8.7.2)
      sequence: version - 1,
      ...span(appointment),
    });
  }
  return `${calendar}\r\n`; // the last line ends like all others (§3.1)
}

/** Days are those of the zone in which they were meant, whoever reads them where. */
function span({ startsAt, endsAt, isAllDay, timeZone }: DatedAppointment) {
  const date = (at: number) =>
    isAllDay ? new Date(`${toLocal(at, timeZone).slice(0, 10)}T00:00Z`) : new Date(at);
  return { start: date(startsAt), end: date(endsAt), allDay: isAllDay };
}

function printable(text: string): string {
  return text.replace(CONTROLS, "");
}

/** The library writes a calendar's name as it is: escaped here (RFC 5545 §3.3.11), it cannot bring lines of its own. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").replace(/[\\;,]/g, "\\$&");
}
