import { allAppointments } from "./dated.ts";
import { toIso } from "./instant.ts";
import { toJson } from "./json.ts";
import type { DatedAppointment } from "./store.ts";

/** All of a person's appointments for an export of their data: as the API gives them, with all that is known besides. */
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
  const { uid, timeZone, version, createdAt, updatedAt } = appointment;
  return {
    ...toJson(appointment),
    uid,
    time_zone: timeZone,
    version,
    created_at: toIso(createdAt),
    updated_at: toIso(updatedAt),
  };
}
