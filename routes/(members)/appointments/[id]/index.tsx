import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { detailsOf, findWithOverlap, inWords } from "@/lib/appointments/mod.ts";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import { AppointmentDetails } from "@/lib/ui/AppointmentDetails.tsx";
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { OverlapList } from "@/lib/ui/OverlapList.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";

/** How many others at the same time are named. */
const NAMED = 10;

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const { user, reader } = state;
    const found = await findWithOverlap(state, user.id, params.id ?? "", NAMED);
    if (!found) throw new HttpError(404);
    const { appointment, overlap } = found;
    const others = overlap.first.map((other) => inWords(other, reader));
    return page({ details: detailsOf(appointment, reader), others, count: overlap.count });
  },
});

export default defineMember.page<typeof handler>(function Appointment({ data }) {
  const { details, others, count } = data;
  const own = `/appointments/${details.id}`;
  return (
    <>
      <PageHeader title={details.title} />
      <AppointmentDetails {...details} />
      <OverlapList items={others} count={count} />
      <Form action={`${own}/delete`} class="form">
        <Actions>
          <ButtonLink href={`${own}/edit`}>Edit</ButtonLink>
          <ButtonLink href={`/appointments/new?copy=${details.id}`} tone="quiet">
            Duplicate
          </ButtonLink>
          <ButtonLink href={`${own}/calendar.ics`} tone="quiet">Calendar file</ButtonLink>
          <ConfirmButton label="Delete" confirm="Really delete?" href={`${own}/delete`} />
          <ButtonLink href="/appointments" tone="quiet">All appointments</ButtonLink>
        </Actions>
      </Form>
    </>
  );
});
