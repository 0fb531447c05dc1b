import { HttpError, page } from "fresh";
import { define } from "@/lib/app.ts";
import { momentInWords } from "@/lib/moment.ts";
import { Outbox } from "@/lib/ui/Outbox.tsx";
import { EmptyState, PageHeader } from "@/lib/ui/Page.tsx";

/** Every mail that would have been sent. There is such a page only where none but this machine reaches the app. */
export const handler = define.handlers({
  async GET({ state: { config, mailer } }) {
    if (config.mail.kind !== "outbox") throw new HttpError(404);
    const mails = await mailer.outbox();
    return page(mails.map((mail) => ({
      ...mail,
      written: `${momentInWords(mail.createdAt, { timeZone: "UTC" })} UTC`,
    })));
  },
});

export default define.page<typeof handler>(function OutboxPage({ data: mails, state }) {
  return (
    <>
      <PageHeader title="Outbox" />
      <p class="lead">
        There is no mail server, so mails wait here instead of being sent. Set SMTP_URL to send
        them.
      </p>
      {mails.length > 0
        ? <Outbox mails={mails} origins={state.config.origins} />
        : (
          <EmptyState title="No mail yet">
            <p>What the app writes to people will stand here, the newest on top.</p>
          </EmptyState>
        )}
    </>
  );
});
