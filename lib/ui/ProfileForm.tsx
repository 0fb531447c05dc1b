import { Actions, Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { TimeZoneField } from "./TimeZoneField.tsx";

interface ProfileFormProps {
  action: string;
  fields: { name: string; email: string; time_zone: string };
  errors: { name?: string; email?: string; time_zone?: string };
  /** Names of all time zones. */
  zones: readonly string[];
}

/** Who somebody is, and on which clocks. */
export function ProfileForm({ action, fields, errors, zones }: ProfileFormProps) {
  return (
    <Form action={action} class="form">
      <Field
        label="Name"
        name="name"
        dir="auto"
        value={fields.name}
        error={errors.name}
        autocomplete="name"
        maxlength={100}
        required
      />
      <Field
        label="Email"
        name="email"
        type="email"
        value={fields.email}
        error={errors.email}
        hint="A new address counts once you follow the link that we mail there."
        autocomplete="email"
        required
      />
      <TimeZoneField
        value={fields.time_zone}
        error={errors.time_zone}
        zones={zones}
        hint="Your appointments are shown on the clocks of this place."
      />
      <Actions>
        <Button>Save</Button>
      </Actions>
    </Form>
  );
}

/** Asks for another mail that proves the address. */
export function VerifyForm({ action }: { action: string }) {
  return (
    <Form action={action} fields={{ action: "verify" }}>
      <Button tone="quiet">Send the mail again</Button>
    </Form>
  );
}
