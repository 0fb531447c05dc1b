import { HttpError } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { findAppointment, ICS_TYPE, toCalendar } from "@/lib/appointments/mod.ts";
import { attachment } from "@/lib/web/attachment.ts";

/** One appointment as a file, to pass on. */
export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    const file = await toCalendar({ name: "Cloakroom" }, [appointment]);
    return attachment(file, ICS_TYPE, "appointment.ics");
  },
});
