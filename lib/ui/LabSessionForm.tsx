import { Actions, Button } from "./Button.tsx";
import { CsrfField, Field } from "./Field.tsx";
import { Select } from "./Select.tsx";

interface LabSessionFormProps {
  csrfToken: string;
  fields: { key: string; value: string; type: string };
  errors: { key?: string; value?: string; type?: string };
  types: readonly (readonly [value: string, label: string])[];
}

/** Puts a value into the session, or takes one out. */
export function LabSessionForm({ csrfToken, fields, errors, types }: LabSessionFormProps) {
  return (
    <form method="post" action="/lab/session" class="form">
      <CsrfField token={csrfToken} />
      <Field
        label="Key"
        name="key"
        dir="auto"
        value={fields.key}
        error={errors.key}
        autocomplete="off"
        maxlength={64}
        required
      />
      <Select
        label="Type"
        name="type"
        value={fields.type}
        error={errors.type}
        options={types}
        hint="A list takes commas or one entry per line; a Map takes lines such as colour = blue."
      />
      <Field
        label="Value"
        name="value"
        dir="auto"
        value={fields.value}
        error={errors.value}
        hint="To take a value out, its key is enough."
        multiline
      />
      <Actions>
        <Button name="action" value="set">Set</Button>
        <Button tone="quiet" name="action" value="pop">Pop</Button>
      </Actions>
    </form>
  );
}
