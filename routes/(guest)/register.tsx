import { HttpError, page } from "fresh";
import { define } from "@/lib/app.ts";
import { serverTimeZone } from "@/lib/appointments/mod.ts";
import { register, type RegistrationErrors, signIn } from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { csrfToken, flash } from "@/lib/session/mod.ts";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { CsrfField, Field } from "@/lib/ui/Field.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { field, line, readForm } from "@/lib/web/form.ts";

const NO_ERRORS: RegistrationErrors = {};

export const handler = define.handlers({
  GET({ state }) {
    refuseWhenClosed(state.config);
    return page({ name: "", email: "", errors: NO_ERRORS });
  },
  async POST(ctx) {
    refuseWhenClosed(ctx.state.config);
    const form = await readForm(ctx.req);
    const [name, email] = [line(form, "name"), line(form, "email")];
    const registered = await register(ctx.state, {
      name,
      email,
      password: field(form, "password"),
      timeZone: serverTimeZone(),
    });
    if (!registered.ok) return page({ name, email, errors: registered.errors }, { status: 422 });
    const { user } = registered;
    flash(ctx, `Welcome, ${user.name}. Your account is ready.`, "success");
    const answer = ctx.redirect("/appointments", 303);
    return await signIn(ctx, user, { remember: false, answer });
  },
});

function refuseWhenClosed({ registration }: { registration: string }): void {
  if (registration === "closed") throw new HttpError(403, "New accounts are not open here.");
}

export default define.page<typeof handler>(function Register({ data, state }) {
  const { name, email, errors } = data;
  return (
    <Panel title="Create account">
      <ErrorSummary errors={errors} />
      <form method="post" action="/register" class="form">
        <CsrfField token={csrfToken(state.session)} />
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
          hint="At least 12 characters. A few unrelated words are easy to remember."
          autocomplete="new-password"
          minlength={12}
          required
        />
        <Actions>
          <Button>Create account</Button>
        </Actions>
      </form>
      <p>
        Have one already? <a href="/login">Sign in</a>.
      </p>
    </Panel>
  );
});
