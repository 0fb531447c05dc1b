import { defineMember } from "@/lib/app.ts";
import { exportAppointments } from "@/lib/appointments/mod.ts";
import { exportAccount } from "@/lib/auth/mod.ts";
import { attachment } from "@/lib/web/attachment.ts";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const appointments = await exportAppointments(state, state.user.id);
    const all = await exportAccount(state, state, { appointments });
    const text = JSON.stringify(all, null, 2) + "\n";
    return attachment(text, "application/json; charset=utf-8", "cloakroom.json");
  },
});
