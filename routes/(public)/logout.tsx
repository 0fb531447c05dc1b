import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { signOut } from "@/lib/auth/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";

export const handler = define.handlers({
  // Asks first: a link or an image on some other page must not sign anybody out.
  GET: (ctx) => ctx.state.user ? page() : ctx.redirect("/", 303),
  POST: (ctx) => signOut(ctx),
});

export default define.page<typeof handler>(function Logout() {
  return (
    <Panel title="Sign out?">
      <p>Your appointments stay as they are.</p>
      <Form action="/logout" class="form">
        <Actions>
          <Button>Sign out</Button>
          <ButtonLink href="/appointments" tone="quiet">Stay signed in</ButtonLink>
        </Actions>
      </Form>
    </Panel>
  );
});
