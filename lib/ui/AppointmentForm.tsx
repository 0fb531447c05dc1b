import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Checkbox, Field } from "./Field.tsx";
import { Form } from "./Form.tsx";

/** Browsers let years have six digits otherwise, which is never what was meant. */
const EARLIEST = "1900-01-01T00:00";
const LATEST = "9999-12-31T23:59";

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
  fields: Fields;
  errors: Partial<Record<keyof Fields, string>>;
  timeZone: string;
}

/** The one form for an appointment, new or edited. */
export function AppointmentForm(
  { action, fields, errors, timeZone }: AppointmentFormProps,
) {
  const bound = (name: keyof Omit<Fields, "all_day">) => ({
    name,
    value: fields[name],
    error: errors[name],
  });
  const time = { type: "datetime-local", min: EARLIEST, max: LATEST } as const;
  return (
    <Form action={action} multipart class="form">
      <Field label="Title" dir="auto" maxlength={255} {...bound("title")} />
      <div class="field-pair">
        <Field label="Starts" required {...time} {...bound("starts_at")} />
        <Field label="Ends" required {...time} {...bound("ends_at")} />
      </div>
      <Checkbox
        label="All day"
        name="all_day"
        checked={fields.all_day}
        hint="The times of day are then left aside."
      />
      <Field label="Location" dir="auto" maxlength={255} {...bound("location")} />
      <Field label="Description" dir="auto" multiline {...bound("description")} />
      <p class="muted">Times are in {timeZone}.</p>
      <Actions>
        <Button>Save</Button>
        <ButtonLink href="/appointments" tone="quiet">Cancel</ButtonLink>
      </Actions>
    </Form>
  );
}
