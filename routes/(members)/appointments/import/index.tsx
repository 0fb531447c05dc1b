import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { keepImport, readCalendarFile } from "@/lib/appointments/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { FileField } from "@/lib/ui/FileField.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { file, readForm } from "@/lib/web/form.ts";

const PATH = "/appointments/import";
const NO_ERRORS: Record<string, string> = {};

export const handler = defineMember.handlers({
  GET: () => page({ errors: NO_ERRORS }),
  async POST(ctx) {
    const { state } = ctx;
    const refuse = (error: string) => page({ errors: { file: error } }, { status: 422 });
    const chosen = file(await readForm(ctx.req), "file");
    if (!chosen) return refuse("Please choose a file.");
    const reader = { timeZone: state.reader.timeZone, now: state.clock() };
    const read = await readCalendarFile(new Uint8Array(await chosen.arrayBuffer()), reader);
    if (!read.ok) return refuse(read.error);
    const id = await keepImport(state, state.user.id, read.file);
    return ctx.redirect(`${PATH}/${id}`, 303);
  },
});

export default defineMember.page<typeof handler>(function Import({ data, state }) {
  return (
    <Panel title="Import a calendar file">
      <ErrorSummary errors={data.errors} />
      <p>
        Calendar programs export their appointments as a file with the ending .ics. Choose one, and
        you will see what is in it before anything changes here.
      </p>
      <Form action={PATH} multipart class="form">
        <FileField
          label="Calendar file"
          name="file"
          accept="text/calendar,.ics"
          hint="Up to 1 MB."
          error={data.errors.file}
        />
        <Actions>
          <Button>See what is in it</Button>
          <ButtonLink href="/appointments" tone="quiet">All appointments</ButtonLink>
        </Actions>
      </Form>
      <p class="muted">
        Times that name no zone are taken for those of{" "}
        {state.reader.timeZone}. Of what repeats, the dates from a year ago to two years ahead are
        taken, each as an appointment by itself.
      </p>
    </Panel>
  );
});
