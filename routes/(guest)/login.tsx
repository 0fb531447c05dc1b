import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { authenticate, safeNext, signIn, WRONG_CREDENTIALS } from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { csrfToken, flash } from "@/lib/session/mod.ts";
import { Checkbox, CsrfField, Field } from "@/lib/ui/Field.tsx";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { field, readForm } from "@/lib/web/form.ts";

export const handler = define.handlers({
  GET({ url }) {
    return page({
      email: "",
      next: url.searchParams.get("next") ?? "",
      remember: false,
      error: "",
    });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const [email, next] = [field(form, "email"), field(form, "next")];
    const remember = form.has("remember");
    const user = await authenticate(ctx.state, email, field(form, "password"));
    if (!user) return page({ email, next, remember, error: WRONG_CREDENTIALS }, { status: 401 });
    const answer = ctx.redirect(safeNext(next) ?? "/appointments", 303);
    flash(ctx, `Welcome back, ${user.name}.`, "success");
    return await signIn(ctx, user, { remember, answer });
  },
});

export default define.page<typeof handler>(function Login({ data, state }) {
  // Both fields point to the one message: which of them is wrong is nobody's business.
  const errorId = data.error ? "wrong-credentials" : undefined;
  return (
    <Panel title="Sign in">
      {data.error && <Notice category="error" id={errorId} takesFocus>{data.error}</Notice>}
      <form method="post" action="/login" class="form">
        <CsrfField token={csrfToken(state.session)} />
        <input type="hidden" name="next" value={data.next} />
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
      </form>
      {state.config.registration !== "closed" && (
        <p>
          New here? <a href="/register">Create an account</a>.
        </p>
      )}
    </Panel>
  );
});
