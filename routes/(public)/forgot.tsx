import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { emailError, requestReset, tooManyMails } from "@/lib/auth/mod.ts";
import { Actions, Button } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Field } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { SentMail } from "@/lib/ui/SentMail.tsx";
import { retryAfter } from "@/lib/web/errors.ts";
import { line, readForm } from "@/lib/web/form.ts";

/** Where everyone goes who has asked, whether there is such an account or not. */
const SENT = "/forgot?sent";

export const handler = define.handlers({
  GET: ({ url, state }) =>
    page({ email: state.user?.email ?? "", error: "", isSent: url.searchParams.has("sent") }),
  async POST(ctx) {
    const { state } = ctx;
    if (!state.mailer.canSend) return ctx.redirect("/forgot", 303);
    const email = line(await readForm(ctx.req), "email");
    const error = emailError(email);
    if (error) return page({ email, error, isSent: false }, { status: 422 });
    const wait = await requestReset(state, email, state.device);
    if (wait === null) return ctx.redirect(SENT, 303);
    const refused = { email, error: tooManyMails(wait), isSent: false };
    return page(refused, { status: 429, headers: retryAfter(wait) });
  },
});

export default define.page<typeof handler>(function Forgot({ data, state }) {
  if (!state.mailer.canSend) return <NoMail origin={state.config.origins[0]} />;
  if (data.isSent) {
    return (
      <SentMail again="/forgot" hasOutbox={state.config.mail.kind === "outbox"}>
        If there is an account with this address, a mail with a link to choose a new password is on
        its way.
      </SentMail>
    );
  }
  const { email, error } = data;
  return (
    <Panel title="Forgot your password?">
      <ErrorSummary errors={error ? { email: error } : {}} />
      <p>
        Type the email address of your account. We will mail you a link to choose a new password.
      </p>
      <Form action="/forgot" class="form">
        <Field
          label="Email"
          name="email"
          type="email"
          value={email}
          error={error || undefined}
          autocomplete="username"
          required
        />
        <Actions>
          <Button>Send the link</Button>
        </Actions>
      </Form>
    </Panel>
  );
});

function NoMail({ origin }: { origin: string }) {
  return (
    <Panel title="Forgot your password?">
      <p>
        This server sends no mail, so it cannot send you a link. Please ask the people who run{" "}
        {origin}: they can give your account a new password.
      </p>
    </Panel>
  );
}
