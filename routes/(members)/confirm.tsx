import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { confirmLogin, safeNext, tooManyTries } from "@/lib/auth/mod.ts";
import PasswordField from "@/islands/PasswordField.tsx";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Username } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { retryAfter } from "@/lib/web/errors.ts";
import { field, readForm } from "@/lib/web/form.ts";
import { inWords } from "@/lib/web/wait_words.ts";

const HOME = "/account";

export const handler = defineMember.handlers({
  GET: ({ url }) => page({ next: url.searchParams.get("next") ?? "", error: "" }),
  async POST(ctx) {
    const { state, req } = ctx;
    const form = await readForm(req);
    const next = field(form, "next");
    const checked = await confirmLogin(state, state, field(form, "password"));
    if (checked.ok) return ctx.redirect(safeNext(next) ?? HOME, 303);
    if (checked.why === "wrong") {
      return page({ next, error: "That is not your password." }, { status: 401 });
    }
    const error = tooManyTries(checked.retryAfter);
    return page({ next, error }, { status: 429, headers: retryAfter(checked.retryAfter) });
  },
});

export default defineMember.page<typeof handler>(function Confirm({ data, state }) {
  const { next, error } = data;
  return (
    <Panel title="Confirm it is you">
      <ErrorSummary errors={error ? { password: error } : {}} />
      <p>
        What comes next takes your password. Then you will not be asked again for{" "}
        {inWords(state.config.freshLoginWindow)}.
      </p>
      <Form action="/confirm" fields={{ next }} class="form">
        <Username email={state.user.email} />
        <PasswordField
          label="Password"
          name="password"
          error={error}
          autocomplete="current-password"
          required
        />
        <Actions>
          <Button>Go on</Button>
          <ButtonLink href={HOME} tone="quiet">Not now</ButtonLink>
        </Actions>
      </Form>
      <p>
        <a href="/forgot">I do not remember it</a>
      </p>
    </Panel>
  );
});
