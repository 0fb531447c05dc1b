import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  confirmFirst,
  createPrivateAddress,
  findPrivateAddress,
  revokePrivateAddress,
} from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { Button } from "@/lib/ui/Button.tsx";
import { CalendarAddress } from "@/lib/ui/CalendarAddress.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/account/calendar";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const found = await findPrivateAddress(state, state.user.id);
    const when = (at: number) => momentInWords(at, state.reader);
    const { token } = found ?? {};
    return page({
      address: found && {
        url: token ? `${state.config.origins[0]}/calendar/${token}.ics` : null,
        created: when(found.createdAt),
        lastUsed: found.lastUsedAt === null ? null : when(found.lastUsedAt),
      },
    });
  },
  async POST(ctx) {
    const { state } = ctx;
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    if (field(await readForm(ctx.req), "action") === "stop") {
      const isDone = await revokePrivateAddress(state, state);
      flash(ctx, isDone ? STOPPED : "There was no private address.", isDone ? "success" : "info");
    } else {
      const isReplaced = await createPrivateAddress(state, state);
      flash(ctx, `Your private address is ready.${isReplaced ? REPLACED : ""}`, "success");
    }
    return ctx.redirect(PATH, 303);
  },
});

const REPLACED = " The one before has stopped: please change it in your calendar programs.";
const STOPPED = "Your private address has stopped. Programs that used it get nothing more.";

export default defineMember.page<typeof handler>(function Calendar({ data, state }) {
  const { address } = data;
  return (
    <AccountPage title="Calendar address" path={PATH}>
      <p>
        With a private address other calendars show your appointments, too: on your phone, in
        Thunderbird, Apple Calendar or Google Calendar. They look for news by themselves, and cannot
        change anything.
      </p>
      <p>
        Whoever has the address can read your appointments, without signing in: from one year back
        to all that is ahead, with locations and descriptions. Keep it to yourself. If somebody else
        may know it, make a new one, or stop it.
      </p>
      {address
        ? <CalendarAddress action={PATH} timeZone={state.reader.timeZone} {...address} />
        : (
          <Form
            action={PATH}
            class="form"
            fields={{ action: "make" }}
            task="make a private address"
          >
            <Button>Make a private address</Button>
          </Form>
        )}
      <p class="muted">
        To pass on what is there now and no more, <a href="/appointments.ics">download it</a>{" "}
        as a file. To bring appointments here, <a href="/appointments/import">import a file</a>.
      </p>
    </AccountPage>
  );
});
