import { page } from "fresh";
import { defineMember, type MemberState } from "@/lib/app.ts";
import {
  confirmFirst,
  END_REASONS,
  endOneLogin,
  endOtherLogins,
  type ListedLogin,
  listLogins,
  signOut,
} from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { type Device, DeviceList, OverList } from "@/lib/ui/DeviceList.tsx";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/account/sessions";

export const handler = defineMember.handlers({
  async GET({ state }) {
    const logins = await listLogins(state, state.user.id, state.sessionSettings.codec.keyIds);
    const isOver = (login: ListedLogin) => login.over !== null;
    return page({
      live: logins.filter((login) => !isOver(login)).map((login) => toDevice(login, state)),
      over: logins.filter(isOver).map((login) => toDevice(login, state)),
    });
  },
  async POST(ctx) {
    const { state } = ctx;
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    const form = await readForm(ctx.req);
    if (form.has("others")) {
      flash(ctx, othersWords(await endOtherLogins(state, state)), "success");
      return ctx.redirect(PATH, 303);
    }
    const id = field(form, "session_id");
    if (id === state.login.id) return await signOut(ctx);
    const isEnded = await endOneLogin(state, state, id);
    if (field(form, "then") === "password") {
      flash(
        ctx,
        "That device is signed out. Please choose a new password now: somebody may know the old one.",
        "warning",
      );
      return ctx.redirect("/account/password", 303);
    }
    if (isEnded) flash(ctx, "That device is signed out.", "success");
    else flash(ctx, "That device was signed out already.", "info");
    return ctx.redirect(PATH, 303);
  },
});

function othersWords(count: number): string {
  if (count === 0) return "There was no other device.";
  return count === 1 ? "The other device is signed out." : `${count} other devices are signed out.`;
}

function toDevice(login: ListedLogin, { reader, login: { id } }: MemberState): Device {
  const when = (at: number) => momentInWords(at, reader);
  return {
    id: login.id,
    name: login.device,
    address: login.address,
    since: when(login.createdAt),
    seen: when(login.seenAt),
    isThis: login.id === id,
    isRemembered: login.isRemembered,
    over: login.over && overWords(login.over, when),
  };
}

function overWords({ reason, at }: NonNullable<ListedLogin["over"]>, when: (at: number) => string) {
  return { reason: END_REASONS[reason], at: at === null ? null : when(at) };
}

export default defineMember.page<typeof handler>(function Sessions({ data }) {
  const { live, over } = data;
  return (
    <AccountPage title="Devices" path={PATH}>
      <p>
        Here you see where you are signed in. If you do not know one of these, sign it out and{" "}
        <a href="/account/password">choose a new password</a>.
      </p>
      <DeviceList devices={live} action={PATH} />
      <OverList devices={over} />
    </AccountPage>
  );
});
