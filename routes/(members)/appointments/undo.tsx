import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { submitUndo } from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { line, readForm } from "@/lib/web/form.ts";

export const handler = defineMember.handlers({
  GET: () => page(),
  async POST(ctx) {
    const { user, login, reader } = ctx.state;
    const deleter = { userId: user.id, loginId: login.id };
    const token = line(await readForm(ctx.req), "undo");
    const { text, category } = await submitUndo(ctx.state, { deleter, reader }, token);
    flash(ctx, text, category);
    return ctx.redirect("/appointments", 303);
  },
});

/** Nobody is led here; it is for who comes by the history of their browser, or had to sign in again on the way. */
export default defineMember.page<typeof handler>(function Undo() {
  return (
    <Panel title="Undo">
      <p>
        When you delete an appointment, the message about it has a button to take that back: once,
        for ten minutes, and in the same browser until you sign out there.
      </p>
      <Actions>
        <ButtonLink href="/appointments">All appointments</ButtonLink>
      </Actions>
    </Panel>
  );
});
