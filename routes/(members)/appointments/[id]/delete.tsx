import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { deleteForNow, findAppointment, inWords, quoted } from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    return page(inWords(appointment, state.reader));
  },
  async POST(ctx) {
    const { state, params } = ctx;
    const deleter = { userId: state.user.id, loginId: state.login.id };
    const deleted = await deleteForNow(state, deleter, params.id ?? "");
    if (!deleted) throw new HttpError(404);
    const { title } = inWords(deleted.appointment, state.reader);
    flash(ctx, `${quoted(title)} is deleted.`, "success", {
      label: "Undo",
      action: "/appointments/undo",
      fields: { undo: deleted.token },
    });
    return ctx.redirect("/appointments", 303);
  },
});

export default defineMember.page<typeof handler>(function DeleteAppointment({ data }) {
  return (
    <Panel title="Delete this appointment?">
      <p>
        <bdi>{data.title}</bdi>, {data.day}, {data.time}
      </p>
      <Form
        action={`/appointments/${data.id}/delete`}
        task="delete this appointment"
        class="form"
      >
        <Actions>
          <Button tone="danger">Delete</Button>
          <ButtonLink href={`/appointments/${data.id}`} tone="quiet">Keep it</ButtonLink>
        </Actions>
      </Form>
    </Panel>
  );
});
