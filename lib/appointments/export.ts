import { allAppointments, type DatedAppointment } from "./store.ts";

/** All of a person's appointments for an export of their data: under the names of the form, with instants in UTC. */
export async function exportAppointments(
  deps: Parameters<typeof allAppointments>[0],
  userId: string,
) {
  return {
    about: "Your appointments, also the past ones.",
    content: (await allAppointments(deps, userId)).map(toExport),
  };
}

function toExport(appointment: DatedAppointment) {
  const { id, title, location, description, isAllDay, timeZone, version } = appointment;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    id,
    title,
    starts_at: iso(appointment.startsAt),
    ends_at: iso(appointment.endsAt),
    all_day: isAllDay,
    time_zone: timeZone,
    location,
    description,
    version,
    created_at: iso(appointment.createdAt),
    updated_at: iso(appointment.updatedAt),
  };
}
