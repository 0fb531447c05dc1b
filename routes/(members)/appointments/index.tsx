import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { byDay, LIST_LIMIT, upcomingAppointments } from "@/lib/appointments/mod.ts";
import { AppointmentList } from "@/lib/ui/AppointmentList.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { EmptyState, PageHeader } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const { user } = state;
    const upcoming = await upcomingAppointments(state, user.id);
    return page({
      days: byDay(upcoming, state.reader),
      isCut: upcoming.length === LIST_LIMIT,
    });
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
          <EmptyState title="Nothing is coming up">
            <p>
              <a href="/appointments/new">Make an appointment</a>{" "}
              and it will stand here, by its day.
            </p>
          </EmptyState>
        )}
      <p class="muted">
        {data.isCut && `These are the next ${LIST_LIMIT}. `}Times are in {state.user.timeZone}.
      </p>
    </>
  );
});
