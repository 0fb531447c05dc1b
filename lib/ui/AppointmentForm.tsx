import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Checkbox, CsrfField, Field } from "./Field.tsx";

interface Fields {
  title: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  location: string;
  description: string;
}

interface AppointmentFormProps {
  action: string;
  csrfToken: string;
  fields: Fields;
  errors: Partial<Record<keyof Fields, string>>;
  timeZone: string;
}

/** The one form for an appointment, new or edited. */
export function AppointmentForm(
  { action, csrfToken, fields, errors, timeZone }: AppointmentFormProps,
) {
  const bound = (name: keyof Omit<Fields, "all_day">) => ({
    name,
    value: fields[name],
    error: errors[name],
  });
  return (
    <form method="post" action={action} class="form">
      <CsrfField token={csrfToken} />
      <Field label="Title" maxlength={255} {...bound("title")} />
      <div class="field-pair">
        <Field label="Starts" type="datetime-local" required {...bound("starts_at")} />
        <Field label="Ends" type="datetime-local" required {...bound("ends_at")} />
      </div>
      <Checkbox
        label="All day"
        name="all_day"
        checked={fields.all_day}
        hint="The times of day are then left aside."
      />
      <Field label="Location" maxlength={255} {...bound("location")} />
      <Field label="Description" multiline {...bound("description")} />
      <p class="muted">Times are in {timeZone}.</p>
      <Actions>
        <Button>Save</Button>
        <ButtonLink href="/appointments" tone="quiet">Cancel</ButtonLink>
      </Actions>
    </form>
  );
}
