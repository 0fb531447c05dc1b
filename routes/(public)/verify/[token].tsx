import { type Context, page } from "fresh";
import { define, type State } from "@/lib/app.ts";
import {
  browserHashOf,
  changeEmail,
  completeRegistration,
  lifetimeWords,
  type LinkPage,
  readVerifyLink,
  signIn,
  verifyEmail,
} from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { DeadLink, TakenAddress } from "@/lib/ui/DeadLink.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { field, readForm } from "@/lib/web/form.ts";

interface Data {
  /** What the link is for; null when it is not good. */
  link: LinkPage | null;
  /** Whether somebody else has got the address meanwhile. */
  isTaken: boolean;
  error: string;
}

const DEAD: Data = { link: null, isTaken: false, error: "" };

export const handler = define.handlers({
  async GET(ctx) {
    const link = await linkOf(ctx);
    return link ? page({ ...DEAD, link }) : dead();
  },
  async POST(ctx) {
    const link = await linkOf(ctx);
    if (!link) return dead();
    switch (link.purpose) {
      case "verify":
        return await verify(ctx);
      case "email":
        return await moveAccount(ctx, link);
      case "register":
        return await completeAccount(ctx, link);
    }
  },
});

function linkOf({ state, params }: Context<State>): Promise<LinkPage | null> {
  return readVerifyLink(state, params.token!, browserHashOf(state.session));
}

function dead() {
  return page(DEAD, { status: 410 });
}

async function verify(ctx: Context<State>) {
  const { state, params } = ctx;
  const user = await verifyEmail(state, params.token!, state.device);
  if (!user) return dead();
  flash(ctx, `Thank you. ${user.email} is confirmed.`, "success");
  return home(ctx);
}

async function moveAccount(ctx: Context<State>, link: LinkPage) {
  const { state, params } = ctx;
  const changed = await changeEmail(state, params.token!, state);
  if (changed.ok) {
    flash(ctx, `The email address of your account is now ${changed.email}.`, "success");
    return home(ctx);
  }
  return changed.isTaken ? taken(link) : dead();
}

async function completeAccount(ctx: Context<State>, link: LinkPage) {
  const { state, params } = ctx;
  const completed = await completeRegistration(state, params.token!, {
    browserHash: browserHashOf(state.session),
    password: field(await readForm(ctx.req), "password"),
    device: state.device,
  });
  if (completed.ok) {
    const { name, timeZone } = completed.user;
    flash(ctx, `Welcome, ${name}. Your account is ready. Times are in ${timeZone}.`, "success");
    const answer = ctx.redirect("/appointments", 303);
    return await signIn(ctx, completed.user, { remember: false, answer });
  }
  if (completed.why === "dead") return dead();
  if (completed.why === "taken") return taken(link);
  return page({ ...DEAD, link, error: "This is not the password." }, { status: 401 });
}

function taken(link: LinkPage) {
  return page({ ...DEAD, link, isTaken: true }, { status: 409 });
}

function home(ctx: Context<State>): Response {
  return ctx.redirect(ctx.state.user ? "/account/profile" : "/login", 303);
}

export default define.page<typeof handler>(function Verify({ data, state }) {
  const { link, isTaken, error } = data;
  const wayOn = state.user
    ? <ButtonLink href="/account/profile">Your profile</ButtonLink>
    : <ButtonLink href="/login">Sign in</ButtonLink>;
  if (!link) {
    return <DeadLink lifetime={lifetimeWords(state.config.resetLifetime)}>{wayOn}</DeadLink>;
  }
  if (isTaken) return <TakenAddress email={link.email}>{wayOn}</TakenAddress>;
  const asksPassword = link.purpose === "register" && !link.isOurs;
  return (
    <Panel title={TITLES[link.purpose]}>
      <ErrorSummary errors={error ? { password: error } : {}} />
      <Explanation link={link} />
      <Form class="form">
        {asksPassword && <PasswordAgain email={link.email} error={error || undefined} />}
        <Actions>
          <Button>{TITLES[link.purpose]}</Button>
        </Actions>
      </Form>
    </Panel>
  );
});

const TITLES = {
  verify: "Confirm your address",
  email: "Confirm your new address",
  register: "Complete your account",
} as const;

function Explanation({ link }: { link: LinkPage }) {
  const address = <bdi>{link.email}</bdi>;
  switch (link.purpose) {
    case "verify":
      return <p>Is {address} the address of your account? Then please confirm it.</p>;
    case "email":
      return (
        <p>
          Shall {address} be the address of your account, in place of{" "}
          <bdi>{link.from}</bdi>? Other devices that are signed in will be signed out.
        </p>
      );
    case "register":
      return <p>Your account for {address} is nearly there.</p>;
  }
}

function PasswordAgain({ email, error }: { email: string; error?: string }) {
  return (
    <>
      <input type="text" autocomplete="username" value={email} readOnly hidden />
      <PasswordField
        label="Password"
        name="password"
        error={error}
        hint="The one that you chose for this account: you have asked for it in another browser. If you did not ask for it, just leave this page."
        autocomplete="current-password"
        required
      />
    </>
  );
}
