import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { findAppointment, inWords } from "@/lib/appointments/mod.ts";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import { csrfToken } from "@/lib/session/mod.ts";
import { AppointmentDetails } from "@/lib/ui/AppointmentDetails.tsx";
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { CsrfField } from "@/lib/ui/Field.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    const { description } = appointment;
    return page({ ...inWords(appointment, state.user.timeZone), description });
  },
});

export default defineMember.page<typeof handler>(function Appointment({ data, state }) {
  const remove = `/appointments/${data.id}/delete`;
  return (
    <>
      <PageHeader title={data.title} />
      <AppointmentDetails {...data} />
      <form method="post" action={remove} class="form">
        <CsrfField token={csrfToken(state.session)} />
        <Actions>
          <ButtonLink href="/appointments" tone="quiet">All appointments</ButtonLink>
          <ConfirmButton label="Delete" confirm="Really delete?" href={remove} />
        </Actions>
      </form>
    </>
  );
});
