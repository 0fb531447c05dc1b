import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { changePassword, confirmFirst, NEW_PASSWORD, type PasswordErrors } from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Username } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { retryAfter } from "@/lib/web/errors.ts";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/account/password";
const NO_ERRORS: PasswordErrors = {};

export const handler = defineMember.handlers({
  async GET(ctx) {
    return await confirmFirst(ctx) ?? page({ errors: NO_ERRORS });
  },
  async POST(ctx) {
    const { state } = ctx;
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    const form = await readForm(ctx.req);
    const change = await changePassword(state, state, {
      current_password: field(form, "current_password"),
      password: field(form, "password"),
    });
    if (!change.ok) {
      const { errors, wait } = change;
      if (wait === undefined) return page({ errors }, { status: 422 });
      return page({ errors }, { status: 429, headers: retryAfter(wait) });
    }
    flash(ctx, "Your password is changed. All your other devices are signed out.", "success");
    return ctx.redirect(PATH, 303);
  },
});

export default defineMember.page<typeof handler>(function Password({ data, state }) {
  const { errors } = data;
  return (
    <AccountPage title="Password" path={PATH}>
      <ErrorSummary errors={errors} />
      <p>
        A new password signs you out everywhere else. API tokens stay until you{" "}
        <a href="/account/tokens">revoke them</a>, and a private calendar address until you{" "}
        <a href="/account/calendar">stop it</a>.
      </p>
      <Form action={PATH} class="form">
        <Username email={state.user.email} />
        <PasswordField
          label="Current password"
          name="current_password"
          error={errors.current_password}
          autocomplete="current-password"
          required
        />
        <PasswordField
          label="New password"
          name="password"
          error={errors.password}
          {...NEW_PASSWORD}
        />
        <Actions>
          <Button>Change password</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
});
