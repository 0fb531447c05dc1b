import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { lifetimeWords, NEW_PASSWORD, resetOwner, resetPassword } from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { DeadLink } from "@/lib/ui/DeadLink.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { field, readForm } from "@/lib/web/form.ts";

/** All that are not good look the same. */
const DEAD = { data: { email: null, error: "" }, status: 410 };

export const handler = define.handlers({
  async GET({ params, state }) {
    const owner = await resetOwner(state, params.token!);
    if (!owner) return page(DEAD.data, DEAD);
    return page({ email: owner.email, error: "" });
  },
  async POST(ctx) {
    const { state, params } = ctx;
    const password = field(await readForm(ctx.req), "password");
    const done = await resetPassword(state, params.token!, password, state.device);
    if (!done.ok) {
      if (!done.refused) return page(DEAD.data, DEAD);
      const { user, error } = done.refused;
      return page({ email: user.email, error }, { status: 422 });
    }
    // The login of this browser has ended with all others; that needs no further word here.
    if (state.user?.id === done.user.id) state.session.clear({ keep: ["_flash", "_kept"] });
    flash(ctx, "Your password is changed. Please sign in with it.", "success");
    return ctx.redirect("/login", 303);
  },
});

export default define.page<typeof handler>(function Reset({ data, state }) {
  const { email, error } = data;
  if (email === null) {
    return (
      <DeadLink lifetime={lifetimeWords(state.config.resetLifetime)}>
        <ButtonLink href="/forgot">Ask for a new link</ButtonLink>
      </DeadLink>
    );
  }
  return (
    <Panel title="Choose a new password">
      <ErrorSummary errors={error ? { password: error } : {}} />
      <p>
        For the account of{" "}
        <bdi>{email}</bdi>. All devices that are signed in to it will be signed out.
      </p>
      <Form class="form">
        <input type="text" autocomplete="username" value={email} readOnly hidden />
        <PasswordField
          label="New password"
          name="password"
          error={error || undefined}
          {...NEW_PASSWORD}
        />
        <Actions>
          <Button>Change password</Button>
        </Actions>
      </Form>
    </Panel>
  );
});
