import type { ICalEventData } from "ical-generator";
import { Temporal } from "temporal-polyfill";
import { foldLines } from "./ics_fold.ts";
import { type FileZone, fileZone } from "./ics_zones.ts";
import { createPauses } from "./pauses.ts";
import type { DatedAppointment } from "./store.ts";
import { offsetAt } from "./zone.ts";

/** What calendar programs take a file like this for (RFC 5545 §8.1). */
export const ICS_TYPE = "text/calendar; charset=utf-8";

interface CalendarOptions {
  /** What calendar programs call it (RFC 7986 §5.1). */
  readonly name: string;
  /** How often programs that follow it are to look for news, in seconds (RFC 7986 §5.7). */
  readonly refresh?: number;
}

/** Who wrote the file (RFC 5545 §3.7.3). */
const PRODUCT = "//Cloakroom//Appointments//EN";

/** No text of a calendar may hold them, not even escaped (RFC 5545 §3.3.11); line breaks and tabs it may. */
// deno-lint-ignore no-control-regex
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * Appointments as one calendar (RFC 5545), which every calendar program reads. Times are those of their zone, which is
 * described in the file; where that could be misread, in UTC. All-day appointments are dates without a zone. An
 * appointment keeps its UID, so that importing twice gives no doubles. The same appointments give the same bytes.
 */
export async function toCalendar(
  { name, refresh }: CalendarOptions,
  appointments: readonly DatedAppointment[],
): Promise<string> {
  const { default: ical, ICalEvent } = await import("ical-generator");
  const calendar = ical({ name: escaped(name), prodId: PRODUCT, ttl: refresh });
  const zones = new Map<string, FileZone>();
  const parts: string[] = [];
  const pause = createPauses();
  for (const appointment of appointments) {
    await pause();
    const times = await timesOf(appointment, zones);
    parts.push(new ICalEvent({ ...aboutOf(appointment), ...times }, calendar).toString());
  }
  const [head, end] = [calendar.toString().slice(0, -END.length), `${END}\r\n`];
  const blocks = [...zones.values()].map(({ block }) => `${block}\r\n`);
  return [head, ...blocks, ...parts, end].map(foldLines).join("");
}

const END = "END:VCALENDAR";

function aboutOf(appointment: DatedAppointment) {
  const { uid, title, location, description, createdAt, updatedAt, version } = appointment;
  return {
    id: escaped(uid),
    summary: printable(title),
    location: printable(location) || null,
    description: printable(description) || null,
    created: new Date(createdAt),
    lastModified: new Date(updatedAt),
    stamp: new Date(updatedAt), // without METHOD it says when the appointment was last changed (§3.8.7.2)
    sequence: version - 1,
  };
}

type Times = Pick<ICalEventData, "start" | "end" | "allDay" | "timezone">;

/** @param zones gets what the times need to be understood */
async function timesOf(
  appointment: DatedAppointment,
  zones: Map<string, FileZone>,
): Promise<Times> {
  const { startsAt, endsAt, isAllDay, timeZone } = appointment;
  if (isAllDay) return { ...days(appointment), allDay: true };
  const zone = await fileZone(timeZone);
  if (!zone?.tells(startsAt) || !zone.tells(endsAt)) return span(startsAt, endsAt, LAST_SECOND);
  zones.set(timeZone, zone);
  const local = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { start: local(startsAt), end: local(endsAt), timezone: timeZone };
}

const DAY = 86_400_000;

/** What can be written ends with the year 9999 (RFC 5545 §3.3.4): what lasts longer ends there. */
const LAST_DAY = Date.UTC(9999, 11, 31);
const LAST_SECOND = LAST_DAY + DAY - 1000;

/** Days are those of the zone in which they were meant, whoever reads them where. */
function days({ startsAt, endsAt, timeZone }: DatedAppointment): Times {
  const day = (at: number) => Math.floor((at + offsetAt(at, timeZone)) / DAY) * DAY;
  return span(day(startsAt), day(endsAt), LAST_DAY);
}

/** Without an end a day lasts one day (§3.6.1), which is how the last one of all is written. */
function span(start: number, end: number, last: number): Times {
  const [from, to] = [Math.min(start, last), Math.min(end, last)];
  return { start: new Date(from), end: to > from ? new Date(to) : null };
}

/** A text without what no calendar may hold. */
export function printable(text: string): string {
  return text.replace(CONTROLS, "");
}

/** The library writes names and UIDs as they are: escaped here (RFC 5545 §3.3.11), they cannot bring lines of their own. */
function escaped(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").replace(/[\\;,]/g, "\\$&");
}
