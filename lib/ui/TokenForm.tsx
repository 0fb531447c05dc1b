import { Actions, Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { Select } from "./Select.tsx";

type Choices = readonly (readonly [value: string, label: string])[];

interface TokenFormProps {
  action: string;
  fields: { name: string; scope: string; expires: string };
  errors: { name?: string; scope?: string; expires?: string };
  scopes: Choices;
  lifetimes: Choices;
}

/** What a new API token is to be. */
export function TokenForm(
  { action, fields, errors, scopes, lifetimes }: TokenFormProps,
) {
  const bound = (name: keyof typeof fields) => ({ name, value: fields[name], error: errors[name] });
  return (
    <Form action={action} fields={{ action: "create" }} class="form">
      <Field
        label="Name"
        hint="The program or device that will use it, such as “Backup at home”."
        dir="auto"
        autocomplete="off"
        maxlength={100}
        required
        {...bound("name")}
      />
      <div class="field-pair">
        <Select label="It may" options={scopes} {...bound("scope")} />
        <Select label="It ends after" options={lifetimes} {...bound("expires")} />
      </div>
      <Actions>
        <Button>Make the token</Button>
      </Actions>
    </Form>
  );
}
