import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { deleteAppointment, findAppointment, inWords } from "@/lib/appointments/mod.ts";
import { csrfToken, flash } from "@/lib/session/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { CsrfField } from "@/lib/ui/Field.tsx";
import { Panel } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    return page(inWords(appointment, state.user.timeZone));
  },
  async POST(ctx) {
    const { state, params } = ctx;
    if (!await deleteAppointment(state, state.user.id, params.id ?? "")) throw new HttpError(404);
    flash(ctx, "The appointment is deleted.", "success");
    return ctx.redirect("/appointments", 303);
  },
});

export default defineMember.page<typeof handler>(function DeleteAppointment({ data, state }) {
  return (
    <Panel title="Delete this appointment?">
      <p>
        <bdi>{data.title}</bdi>, {data.day}, {data.time}
      </p>
      <form method="post" action={`/appointments/${data.id}/delete`} class="form">
        <CsrfField token={csrfToken(state.session)} />
        <Actions>
          <Button tone="danger">Delete</Button>
          <ButtonLink href={`/appointments/${data.id}`} tone="quiet">Keep it</ButtonLink>
        </Actions>
      </form>
    </Panel>
  );
});
