import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  inWords,
  overlapping,
  overWords,
  quoted,
  savedWords,
  undoDelete,
} from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { line, readForm } from "@/lib/web/form.ts";

/** Much may be said of what is back, and a message is short. */
const SHORT_TITLE = 60;

const TWIN =
  "A calendar file has brought one like it meanwhile, so there may be two; look whether you need both.";

const REFUSED =
  "That could not be undone. It works once, for ten minutes, and in the browser that deleted the appointment.";

export const handler = defineMember.handlers({
  GET: () => page(),
  async POST(ctx) {
    const { state } = ctx;
    const { user, reader } = state;
    const deleter = { userId: user.id, loginId: state.login.id };
    const restored = await undoDelete(state, deleter, line(await readForm(ctx.req), "undo"));
    if (restored) {
      const { appointment, hasTwin } = restored;
      const overlap = await overlapping(state, user.id, appointment, appointment.id);
      const title = quoted(inWords(appointment, reader).title, SHORT_TITLE);
      const done = `${title} is back.${overWords(appointment, state.clock())}`;
      const surprises = hasTwin ? [TWIN] : [];
      const { text, category } = savedWords(done, { surprises, overlap, reader });
      flash(ctx, text, category);
    } else flash(ctx, REFUSED, "warning");
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
