import { Actions, Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { Select } from "./Select.tsx";

interface LabSessionFormProps {
  fields: { key: string; value: string; type: string };
  errors: { key?: string; value?: string; type?: string };
  types: readonly (readonly [value: string, label: string])[];
}

/** Puts a value into the session, or takes one out. */
export function LabSessionForm({ fields, errors, types }: LabSessionFormProps) {
  const bound = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    error: errors[name],
  });
  return (
    <Form action="/lab/session" fields={{ listed: "" }} actions={["set", "pop"]} class="form">
      <Field
        label="Key"
        dir="auto"
        {...bound("key")}
        autocomplete="off"
        maxlength={64}
        required
      />
      <Select
        label="Type"
        {...bound("type")}
        options={types}
        hint="A list takes commas or one entry per line; a Map takes lines such as colour = blue."
      />
      <Field
        label="Value"
        dir="auto"
        {...bound("value")}
        hint="To take a value out, its key is enough."
        multiline
      />
      <Actions>
        <Button name="action" value="set">Set</Button>
        <Button tone="quiet" name="action" value="pop">Pop</Button>
      </Actions>
    </Form>
  );
}
