import { type DatedAppointment, toCalendar } from "@/lib/appointments/mod.ts";
import { ICAL } from "./calendar.ts";
import { checkCalendar } from "./calendar_lines.ts";
import { NOW } from "./constants.ts";

export const DENTIST: DatedAppointment = {
  uid: "b7e0c9be-6a52-4a0f-9f3f-0d7d7f4f2a11",
  id: "11111111-1111-4111-8111-111111111111",
  title: "Dentist",
  startsAt: NOW,
  endsAt: NOW + 3_600_000,
  isAllDay: false,
  timeZone: "Europe/Berlin",
  location: "",
  description: "",
  createdAt: NOW - 86_400_000,
  updatedAt: NOW - 60_000,
  version: 3,
};

/** A calendar of appointments that differ from one by these, checked line by line. */
export async function written(...changes: Partial<DatedAppointment>[]): Promise<string> {
  const appointments = changes.map((change) => ({ ...DENTIST, ...change }));
  const file = await toCalendar({ name: "Ada's appointments" }, appointments);
  checkCalendar(file);
  return file;
}

/** What a calendar program makes of it. */
export function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    ...Object.fromEntries(
      event.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
    ),
    event: new ICAL.Event(event),
  } as Record<string, unknown> & { event: InstanceType<typeof ICAL.Event> }));
}
