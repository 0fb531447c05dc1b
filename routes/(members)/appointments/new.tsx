import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  addAppointment,
  type AppointmentErrors,
  blankFields,
  checkFields,
  fieldsOf,
} from "@/lib/appointments/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { AppointmentForm } from "@/lib/ui/AppointmentForm.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { readForm } from "@/lib/web/form.ts";

const NO_ERRORS: AppointmentErrors = {};
const ALREADY_OVER = " It is over already, so it does not stand among those that are coming up.";

export const handler = defineMember.handlers({
  GET({ state }) {
    return page({ fields: blankFields(state.clock(), state.user.timeZone), errors: NO_ERRORS });
  },
  async POST(ctx) {
    const { user } = ctx.state;
    const fields = fieldsOf(await readForm(ctx.req));
    const checked = checkFields(fields, user.timeZone);
    if (!checked.ok) return page({ fields, errors: checked.errors }, { status: 422 });
    await addAppointment(ctx.state, user.id, checked.appointment);
    const isOver = checked.appointment.endsAt <= ctx.state.clock();
    flash(ctx, `Your appointment is saved.${isOver ? ALREADY_OVER : ""}`, "success");
    return ctx.redirect("/appointments", 303);
  },
});

export default defineMember.page<typeof handler>(function NewAppointment({ data, state }) {
  return (
    <Panel title="New appointment">
      <ErrorSummary errors={data.errors} />
      <AppointmentForm
        action="/appointments/new"
        fields={data.fields}
        errors={data.errors}
        timeZone={state.user.timeZone}
      />
    </Panel>
  );
});
