import { HttpError, page } from "fresh";
import TimeRange from "@/islands/TimeRange.tsx";
import { defineMember, type MemberState } from "@/lib/app.ts";
import {
  type AppointmentFields,
  type Difference,
  type EditDraft,
  fieldsFrom,
  fieldsOf,
  findAppointment,
  meantWords,
  newFormId,
  submitEdit,
} from "@/lib/appointments/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { AppointmentForm } from "@/lib/ui/AppointmentForm.tsx";
import { DifferenceTable } from "@/lib/ui/DifferenceTable.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { readForm } from "@/lib/web/form.ts";

export const handler = defineMember.handlers({
  async GET({ state, params }) {
    const { user } = state;
    const saved = await findAppointment(state, user.id, params.id ?? "");
    if (!saved) return typedBefore(state);
    const fields = fieldsFrom(saved, user.timeZone);
    return page<EditDraft>({ fields, saved, version: String(saved.version) });
  },
  async POST(ctx) {
    const { state, params } = ctx;
    const sent = { id: params.id ?? "", form: await readForm(ctx.req) };
    const submitted = await submitEdit(state, state, sent);
    if (!submitted.ok) return page<EditDraft>(submitted.draft, { status: submitted.status });
    flash(ctx, submitted.told.text, submitted.told.category);
    return ctx.redirect(`/appointments/${submitted.id}`, 303);
  },
});

/** What was typed about an appointment that is gone by now; where nothing was, there is nothing to show. */
function typedBefore({ forms }: Pick<MemberState, "forms">) {
  const waiting = forms?.waiting;
  if (!waiting) throw new HttpError(404);
  const form = new FormData();
  for (const [name, value] of waiting.fields) form.set(name, value);
  return page<EditDraft>({ fields: fieldsOf(form), saved: null, version: "" }, { status: 404 });
}

export default defineMember.page<typeof handler>(function EditAppointment({ data, state }) {
  const { fields, saved, version, errors = {}, differences } = data;
  const { timeZone } = state.user;
  if (!saved) {
    return <Gone fields={fields} timeZone={timeZone} keptForm={state.forms?.waiting?.id ?? ""} />;
  }
  const own = `/appointments/${saved.id}`;
  const form = {
    action: `${own}/edit`,
    state: { version },
    helper: <TimeRange />,
    remark: meantWords(saved, state.reader),
    ...{ fields, errors, timeZone },
  };
  if (differences) {
    const at = momentInWords(saved.updatedAt, state.reader);
    return <Conflict form={form} own={own} at={at} differences={differences} />;
  }
  return (
    <Panel title="Edit appointment">
      <ErrorSummary errors={errors} />
      <AppointmentForm {...form} cancel={{ href: own, label: "Cancel" }} />
    </Panel>
  );
});

interface ConflictProps {
  form: Parameters<typeof AppointmentForm>[0];
  own: string;
  /** When the other edit came. */
  at: string;
  differences: readonly Difference[];
}

/** Two edits of one state: the later sees both, and decides. */
function Conflict({ form, own, at, differences }: ConflictProps) {
  return (
    <Panel title="This was changed meanwhile">
      <Notice category="warning" takesFocus>
        After you had opened the form, another edit was saved, on{" "}
        {at}. Yours is not saved yet, and still here: save it over the other, or keep what is saved.
      </Notice>
      <DifferenceTable differences={differences} />
      <AppointmentForm
        {...form}
        submit="Save mine"
        cancel={{ href: own, label: "Keep what is saved" }}
      />
    </Panel>
  );
}

/** The same for what was deleted, what never was, and what is somebody else's. */
function Gone(
  { fields, timeZone, keptForm }: { fields: AppointmentFields; timeZone: string; keptForm: string },
) {
  return (
    <Panel title="There is no such appointment">
      <Notice category="warning" takesFocus>
        It may have been deleted meanwhile, perhaps in another tab. What you typed is still here:
        you can save it as a new appointment.
      </Notice>
      <AppointmentForm
        action="/appointments/new"
        state={{ form_id: newFormId(), kept_form: keptForm }}
        helper={<TimeRange />}
        fields={fields}
        errors={{}}
        timeZone={timeZone}
        submit="Save as a new one"
      />
    </Panel>
  );
}
