import { page } from "fresh";
import { define, type State } from "@/lib/app.ts";
import { serverTimeZone } from "@/lib/appointments/mod.ts";
import {
  authenticate,
  deviceIn,
  type Refusal,
  safeNext,
  signIn,
  takeBrowserZone,
  tooManyTries,
  whyEnded,
  WRONG_CREDENTIALS,
} from "@/lib/auth/mod.ts";
import BrowserZone from "@/islands/BrowserZone.tsx";
import PasswordField from "@/islands/PasswordField.tsx";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { Checkbox, Field } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { retryAfter } from "@/lib/web/errors.ts";
import { isForEyes } from "@/lib/web/eyes.ts";
import { field, readForm } from "@/lib/web/form.ts";

export const handler = define.handlers({
  GET({ url, state, req }) {
    return page({
      email: "",
      next: url.searchParams.get("next") ?? "",
      remember: false,
      error: "",
      isThrottled: false,
      ended: isForEyes(req) ? lastEnd(state) : null,
    });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const [email, next] = [field(form, "email"), field(form, "next")];
    const remember = form.has("remember");
    const found = await authenticate(ctx.state, {
      email,
      password: field(form, "password"),
      device: ctx.state.device,
      known: deviceIn(ctx.req, ctx.state),
    });
    if (!found.ok) return refused({ email, next, remember }, found);
    const { user, wasDeleting } = found;
    const redirect = ctx.redirect(safeNext(next) ?? "/appointments", 303);
    const answer = await signIn(ctx, user, { remember, answer: redirect });
    const zone = await takeBrowserZone(ctx.state, user, field(form, "time_zone"), ctx.state.device);
    flash(ctx, `Welcome back, ${user.name}.${zone ? ` Times are in ${zone}.` : ""}`, "success");
    if (wasDeleting) flash(ctx, "Your account is not going to be deleted any more.", "info");
    return answer;
  },
});

/** Why the login that this browser held is over: said once. */
function lastEnd({ session }: State): string | null {
  const ended = session.pop("_ended");
  return ended ? whyEnded(ended, serverTimeZone()) : null;
}

/** What was typed, but for the password. */
interface Typed {
  email: string;
  next: string;
  remember: boolean;
}

/** The form again, and why; the same for everybody, whether there is such an account or not. */
function refused(typed: Typed, refusal: Refusal) {
  if (refusal.why === "wrong") {
    return page({ ...typed, error: WRONG_CREDENTIALS, isThrottled: false, ended: null }, {
      status: 401,
    });
  }
  const error = tooManyTries(refusal.retryAfter);
  const headers = retryAfter(refusal.retryAfter);
  return page({ ...typed, error, isThrottled: true, ended: null }, { status: 429, headers });
}

export default define.page<typeof handler>(function Login({ data, state }) {
  // Both fields point to the one message: which of them is wrong is nobody's business.
  const errorId = data.error && !data.isThrottled ? "wrong-credentials" : undefined;
  const mayReset = state.config.mail.kind !== "none";
  return (
    <Panel title="Sign in" about="Sign in to your appointments book.">
      {data.ended && <Notice>{data.ended}</Notice>}
      {data.error && (
        <Notice category="error" id={errorId} takesFocus>
          {data.error}
          {data.isThrottled && mayReset && (
            <>
              {" Or "}
              <a href="/forgot">choose a new password</a>.
            </>
          )}
        </Notice>
      )}
      <Form action="/login" fields={{ next: data.next }} class="form">
        <BrowserZone />
        <Field
          label="Email"
          name="email"
          type="email"
          value={data.email}
          errorId={errorId}
          autocomplete="username"
          required
        />
        <PasswordField
          label="Password"
          name="password"
          errorId={errorId}
          autocomplete="current-password"
          required
        />
        <Checkbox
          label="Stay signed in on this device"
          name="remember"
          checked={data.remember}
        />
        <Actions>
          <Button>Sign in</Button>
        </Actions>
      </Form>
      {mayReset && (
        <p>
          <a href="/forgot">Forgot your password?</a>
        </p>
      )}
      {state.config.registration !== "closed" && (
        <p>
          New here? <a href="/register">Create an account</a>.
        </p>
      )}
    </Panel>
  );
});
