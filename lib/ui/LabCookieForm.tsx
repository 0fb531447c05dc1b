import { Actions, Button } from "./Button.tsx";
import { Checkbox, Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { Select } from "./Select.tsx";

interface Fields {
  name: string;
  value: string;
  max_age: string;
  path: string;
  domain: string;
  same_site: string;
  secure: boolean;
  http_only: boolean;
  partitioned: boolean;
}

interface LabCookieFormProps {
  fields: Fields;
  errors: Partial<Record<keyof Fields, string>>;
}

const SAME_SITE = [["", "not said"], ["Strict", "Strict"], ["Lax", "Lax"], [
  "None",
  "None",
]] as const;

/** Sets a cookie with any attributes, or deletes the one that has them. */
export function LabCookieForm({ fields, errors }: LabCookieFormProps) {
  const text = (name: "name" | "value" | "max_age" | "path" | "domain") => ({
    name,
    value: fields[name],
    error: errors[name],
    autocomplete: "off",
  });
  const box = (name: "secure" | "http_only" | "partitioned") => ({
    name,
    checked: fields[name],
    error: errors[name],
  });
  return (
    <Form action="/lab/cookies" fields={{ listed: "" }} actions={["set", "delete"]} class="form">
      <Field
        label="Name"
        hint="It begins with lab_, __Host-lab_ or __Secure-lab_."
        maxlength={64}
        required
        {...text("name")}
      />
      <Field
        label="Value"
        hint="Up to 256 characters. Left empty, it is the current date and time."
        dir="auto"
        maxlength={256}
        {...text("value")}
      />
      <div class="field-pair">
        <Field label="Path" {...text("path")} />
        <Field label="Domain" {...text("domain")} />
        <Field label="Max-Age in seconds" {...text("max_age")} />
        <Select
          label="SameSite"
          name="same_site"
          value={fields.same_site}
          error={errors.same_site}
          options={SAME_SITE}
        />
      </div>
      <div>
        <Checkbox label="HttpOnly" {...box("http_only")} />
        <Checkbox label="Secure" {...box("secure")} />
        <Checkbox label="Partitioned" {...box("partitioned")} />
      </div>
      <Actions>
        <Button name="action" value="set">Set</Button>
        <Button tone="quiet" name="action" value="delete">Delete</Button>
      </Actions>
    </Form>
  );
}
