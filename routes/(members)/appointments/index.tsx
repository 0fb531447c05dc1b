import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { byDay, upcomingAppointments } from "@/lib/appointments/mod.ts";
import { AppointmentList } from "@/lib/ui/AppointmentList.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { EmptyState, PageHeader } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const { user } = state;
    return page({ days: byDay(await upcomingAppointments(state, user.id), user.timeZone) });
  },
});

export default defineMember.page<typeof handler>(function Appointments({ data, state }) {
  return (
    <>
      <PageHeader title="Appointments">
        <ButtonLink href="/appointments/new">New appointment</ButtonLink>
      </PageHeader>
      {data.days.length > 0
        ? <AppointmentList days={data.days} />
        : (
          <EmptyState title="No appointments yet">
            <p>
              <a href="/appointments/new">Make the first one</a> and it will stand here, by its day.
            </p>
          </EmptyState>
        )}
      <p class="muted">Times are in {state.user.timeZone}.</p>
    </>
  );
});
