import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { findAppointment, inWords } from "@/lib/appointments/mod.ts";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import { AppointmentDetails } from "@/lib/ui/AppointmentDetails.tsx";
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    const { description } = appointment;
    return page({ ...inWords(appointment, state.reader), description });
  },
});

export default defineMember.page<typeof handler>(function Appointment({ data }) {
  const remove = `/appointments/${data.id}/delete`;
  return (
    <>
      <PageHeader title={data.title} />
      <AppointmentDetails {...data} />
      <Form action={remove} class="form">
        <Actions>
          <ButtonLink href="/appointments" tone="quiet">All appointments</ButtonLink>
          <ConfirmButton label="Delete" confirm="Really delete?" href={remove} />
        </Actions>
      </Form>
    </>
  );
});
