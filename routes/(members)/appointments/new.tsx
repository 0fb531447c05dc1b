import { HttpError, page } from "fresh";
import TimeRange from "@/islands/TimeRange.tsx";
import { defineMember } from "@/lib/app.ts";
import {
  blankFields,
  fieldsFrom,
  findAppointment,
  inWords,
  type NewDraft,
  newFormId,
  quoted,
  submitNew,
} from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { AppointmentForm } from "@/lib/ui/AppointmentForm.tsx";
import { DifferenceTable } from "@/lib/ui/DifferenceTable.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { line, readForm } from "@/lib/web/form.ts";

interface Draft extends NewDraft {
  /** Title of the appointment that this is a copy of. */
  readonly copyOf?: string;
  /** The name of what waited and was sent from here, so that it waits no more once it is taken. */
  readonly keptForm?: string;
}

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const { user, reader, clock } = state;
    const formId = newFormId();
    const day = url.searchParams.get("date");
    const copy = url.searchParams.get("copy");
    if (copy === null) {
      return page<Draft>({ fields: blankFields(clock(), user.timeZone, day), formId });
    }
    const original = await findAppointment(state, user.id, copy);
    if (!original) throw new HttpError(404);
    const fields = fieldsFrom(original, user.timeZone);
    return page<Draft>({ fields, formId, copyOf: inWords(original, reader).title });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const submitted = await submitNew(ctx.state, ctx.state, form);
    if (!submitted.ok) {
      const keptForm = line(form, "kept_form");
      return page<Draft>({ ...submitted.draft, keptForm }, { status: submitted.status });
    }
    flash(ctx, submitted.told.text, submitted.told.category);
    return ctx.redirect("/appointments", 303);
  },
});

export default defineMember.page<typeof handler>(function NewAppointment({ data, state }) {
  const { fields, formId, errors = {}, copyOf } = data;
  const form = {
    action: "/appointments/new",
    helper: <TimeRange />,
    ...{ fields, errors, timeZone: state.user.timeZone },
  };
  if (data.made) return <AnotherOne {...form} {...data} />;
  return (
    <Panel title="New appointment">
      <ErrorSummary errors={errors} />
      {copyOf && <Notice>This is a copy of {quoted(copyOf)}. It is not saved yet.</Notice>}
      <AppointmentForm {...form} state={{ form_id: formId }} />
    </Panel>
  );
});

type AnotherOneProps =
  & Parameters<typeof AppointmentForm>[0]
  & Pick<Draft, "made" | "differences" | "formId" | "keptForm">;

/** For who went back to a form that was taken, and sent it with other words: one appointment more, or other words for it? */
function AnotherOne(
  { made, differences = [], formId, keptForm = "", ...form }: AnotherOneProps,
) {
  const own = `/appointments/${made!.id}`;
  return (
    <Panel title="Is this another appointment?">
      <Notice category="warning" takesFocus>
        This form has made an appointment already, and says something else now. Nothing is changed
        yet: save this as another appointment, or change the one that is saved.
      </Notice>
      <DifferenceTable differences={differences} />
      <AppointmentForm
        {...form}
        state={{ form_id: formId, version: String(made!.version), kept_form: keptForm }}
        submit="Save as another one"
        other={{ href: `${own}/edit`, label: "Change the saved one" }}
        cancel={{ href: own, label: "Keep what is saved" }}
      />
    </Panel>
  );
}
