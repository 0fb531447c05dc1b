import type { ComponentChildren } from "preact";
import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Checkbox, Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { ZoneNote } from "./ZoneNote.tsx";

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

interface Way {
  href: string;
  label: string;
}

interface AppointmentFormProps {
  action: string;
  fields: Fields;
  errors: Partial<Record<keyof Fields, string>>;
  timeZone: string;
  /** How things stood when it was opened, such as the version that is edited; sent without being typed. */
  state?: Readonly<Record<string, string>>;
  /** What a browser adds to the two times. */
  helper?: ComponentChildren;
  /** More to know about its times, in a sentence. */
  remark?: string | null;
  submit?: string;
  /** Another thing that can be done with what was typed. */
  other?: Way;
  /** The way out. */
  cancel?: Way;
}

/** The one form for an appointment, new, edited or copied. */
export function AppointmentForm({
  action,
  fields,
  errors,
  timeZone,
  state,
  helper,
  remark,
  submit = "Save",
  other,
  cancel = { href: "/appointments", label: "Cancel" },
}: AppointmentFormProps) {
  const bound = (name: keyof Omit<Fields, "all_day">) => ({
    name,
    value: fields[name],
    error: errors[name],
  });
  const time = { type: "datetime-local", min: EARLIEST, max: LATEST } as const;
  return (
    <Form action={action} state={state} multipart class="form">
      <Field label="Title" dir="auto" maxlength={255} {...bound("title")} />
      <div class="field-pair">
        <Field label="Starts" required {...time} {...bound("starts_at")} />
        <Field label="Ends" required {...time} {...bound("ends_at")} />
      </div>
      {helper}
      <Checkbox
        label="All day"
        name="all_day"
        checked={fields.all_day}
        hint="The times of day are then left aside."
      />
      <Field label="Location" dir="auto" maxlength={255} {...bound("location")} />
      <Field label="Description" dir="auto" multiline {...bound("description")} />
      <ZoneNote timeZone={timeZone} />
      {remark && <p class="muted">{remark}</p>}
      <Ways submit={submit} other={other} cancel={cancel} />
    </Form>
  );
}

/** What can be done with what was typed. */
function Ways({ submit, other, cancel }: { submit: string; other?: Way; cancel: Way }) {
  return (
    <Actions>
      <Button>{submit}</Button>
      {other && (
        <button type="submit" class="button quiet" formAction={other.href}>{other.label}</button>
      )}
      <ButtonLink href={cancel.href} tone="quiet">{cancel.label}</ButtonLink>
    </Actions>
  );
}
