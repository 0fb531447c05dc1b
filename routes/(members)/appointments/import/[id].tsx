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
import { Actions, ButtonLink } from "@/lib/ui/Button.tsx";
import { ImportForm } from "@/lib/ui/ImportForm.tsx";
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
      {added + different > 0
        ? <ImportForm action={`${LIST}/import/${params.id}`} added={added} different={different} />
        : (
          <Actions>
            <ButtonLink href={`${LIST}/import`}>Choose another file</ButtonLink>
            <ButtonLink href={LIST} tone="quiet">All appointments</ButtonLink>
          </Actions>
        )}
    </>
  );
});
