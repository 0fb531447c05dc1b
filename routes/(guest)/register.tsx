import { type Context, HttpError, page } from "fresh";
import { define, type State } from "@/lib/app.ts";
import { serverTimeZone } from "@/lib/appointments/mod.ts";
import {
  knownZone,
  lifetimeWords,
  NEW_PASSWORD,
  register,
  type Registration,
  type RegistrationErrors,
  requestRegistration,
  sendVerification,
  signIn,
} from "@/lib/auth/mod.ts";
import BrowserZone from "@/islands/BrowserZone.tsx";
import PasswordField from "@/islands/PasswordField.tsx";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Field } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { SentMail } from "@/lib/ui/SentMail.tsx";
import { retryAfter } from "@/lib/web/errors.ts";
import { field, line, readForm } from "@/lib/web/form.ts";

const NO_ERRORS: RegistrationErrors = {};
const BLANK = { name: "", email: "", errors: NO_ERRORS };

/** Where everyone goes whose account waits for its mail, whether the address is known here or not. */
const SENT = "/register?sent";

export const handler = define.handlers({
  GET({ state, url }) {
    refuseWhenClosed(state.config);
    return page({ ...BLANK, isSent: url.searchParams.has("sent") });
  },
  async POST(ctx) {
    const { state } = ctx;
    refuseWhenClosed(state.config);
    const form = await readForm(ctx.req);
    const zone = knownZone(line(form, "time_zone"));
    const registration = {
      name: line(form, "name"),
      email: line(form, "email"),
      password: field(form, "password"),
      timeZone: zone ?? serverTimeZone(),
      hasChosenZone: zone !== null,
    };
    if (state.config.registration === "confirm") return await askForProof(ctx, registration);
    const registered = await register(state, registration, state.device);
    if (!registered.ok) return invalid(registration, registered);
    const { user } = registered;
    await sendVerification(state, user, state.device);
    flash(
      ctx,
      `Welcome, ${user.name}. Your account is ready. Times are in ${user.timeZone}.`,
      "success",
    );
    const answer = ctx.redirect("/appointments", 303);
    return await signIn(ctx, user, { remember: false, answer });
  },
});

async function askForProof(ctx: Context<State>, registration: Registration) {
  const { state } = ctx;
  const asked = await requestRegistration(state, state.session, registration, state.device);
  if (asked.ok) return ctx.redirect(SENT, 303);
  return invalid(registration, asked);
}

/** Why a registration is refused, and where it may be sent again later, in how many seconds. */
interface Refused {
  errors: RegistrationErrors;
  retryAfter?: number;
}

/** The form again with what was typed, but the password. */
function invalid({ name, email }: Registration, { errors, retryAfter: wait }: Refused) {
  const data = { name, email, errors, isSent: false };
  if (wait === undefined) return page(data, { status: 422 });
  return page(data, { status: 429, headers: retryAfter(wait) });
}

function refuseWhenClosed({ registration }: { registration: string }): void {
  if (registration === "closed") {
    throw new HttpError(
      403,
      "You cannot create an account here yourself. The people who run this site can make one for you.",
    );
  }
}

export default define.page<typeof handler>(function Register({ data, state }) {
  const { name, email, errors, isSent } = data;
  if (isSent) {
    return (
      <SentMail again="/register" hasOutbox={state.config.mail.kind === "outbox"}>
        We have sent you a mail with a link that completes your account. It works for{" "}
        {lifetimeWords(state.config.resetLifetime)}. If you open it in this browser, you are signed
        in at once.
      </SentMail>
    );
  }
  return (
    <Panel title="Create account" about="Open an appointments book of your own.">
      <ErrorSummary errors={errors} />
      <Form action="/register" class="form">
        <BrowserZone />
        <Field
          label="Name"
          name="name"
          dir="auto"
          value={name}
          error={errors.name}
          autocomplete="name"
          maxlength={100}
          required
        />
        <Field
          label="Email"
          name="email"
          type="email"
          value={email}
          error={errors.email}
          autocomplete="username"
          required
        />
        <PasswordField
          label="Password"
          name="password"
          error={errors.password}
          {...NEW_PASSWORD}
        />
        <Actions>
          <Button>Create account</Button>
        </Actions>
      </Form>
      <p>
        Have one already? <a href="/login">Sign in</a>.
      </p>
    </Panel>
  );
});
