import { defineMember } from "@/lib/app.ts";
import { allAppointments, ICS_TYPE, toCalendar } from "@/lib/appointments/mod.ts";
import { noteExport } from "@/lib/auth/mod.ts";
import { attachment } from "@/lib/web/attachment.ts";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const appointments = await allAppointments(state, state.user.id);
    await noteExport(state, state);
    return attachment(toCalendar("Cloakroom", appointments), ICS_TYPE, "cloakroom.ics");
  },
});
