import { defineMember } from "@/lib/app.ts";
import { allAppointments, ICS_TYPE, toCalendar } from "@/lib/appointments/mod.ts";
import { noteExport } from "@/lib/auth/mod.ts";
import { attachment } from "@/lib/web/attachment.ts";

/** All appointments as a file, past ones too. */
export const handler = defineMember.handlers({
  async GET({ state }) {
    const appointments = await allAppointments(state, state.user.id);
    await noteExport(state, state);
    const file = await toCalendar({ name: "Cloakroom" }, appointments);
    return attachment(file, ICS_TYPE, "cloakroom.ics");
  },
});
