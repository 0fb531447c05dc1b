import { HttpError, page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  compareImport,
  findImport,
  importedWords,
  previewOf,
  takeImport,
} from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { Actions, Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { Checkbox } from "@/lib/ui/Field.tsx";
import { Form } from "@/lib/ui/Form.tsx";
import { ImportReport } from "@/lib/ui/ImportReport.tsx";
import { ImportTable } from "@/lib/ui/ImportTable.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { readForm } from "@/lib/web/form.ts";

const LIST = "/appointments";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const { db, user, reader } = state;
    const file = await findImport(state, user.id, params.id ?? "");
    if (!file) throw new HttpError(404, OVER);
    return page({ file, preview: previewOf(await compareImport(db, user.id, file), reader) });
  },
  async POST(ctx) {
    const { state, params } = ctx;
    const replaces = (await readForm(ctx.req)).has("replaces");
    const done = await takeImport(state, state.user.id, { id: params.id ?? "", replaces });
    if (done) flash(ctx, importedWords(done), "success");
    else flash(ctx, OVER, "info");
    return ctx.redirect(LIST, 303);
  },
});

const OVER =
  "This file does not wait any more: it is imported already, or was left alone for half an hour.";

export default defineMember.page<typeof handler>(function Preview({ data, params }) {
  const { file, preview } = data;
  const { added, different } = preview;
  return (
    <>
      <PageHeader title="What is in the file" />
      <p>{preview.summary}</p>
      {preview.items.length > 0 && <ImportTable items={preview.items} rest={preview.rest} />}
      <ImportReport notes={file.notes} leftOut={file.leftOut} count={file.leftOutCount} />
      <Form action={`${LIST}/import/${params.id}`} class="form">
        {different > 0 && (
          <Checkbox
            label={different === 1
              ? "Also change the one that is different here"
              : `Also change the ${different} that are different here`}
            name="replaces"
            hint="They will say what the file says. Otherwise they stay as they are."
          />
        )}
        <Actions>
          {added + different > 0 && <Button>{importLabel(added)}</Button>}
          <ButtonLink href={`${LIST}/import`} tone="quiet">Choose another file</ButtonLink>
          <ButtonLink href={LIST} tone="quiet">Leave it</ButtonLink>
        </Actions>
      </Form>
    </>
  );
});

function importLabel(added: number): string {
  if (added === 0) return "Import";
  return added === 1 ? "Import 1 appointment" : `Import ${added} appointments`;
}
