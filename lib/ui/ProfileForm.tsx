import { Actions, Button } from "./Button.tsx";
import { CsrfField, Field } from "./Field.tsx";
import { TimeZoneField } from "./TimeZoneField.tsx";

interface FormProps {
  action: string;
  csrfToken: string;
}

interface ProfileFormProps extends FormProps {
  fields: { name: string; email: string; time_zone: string };
  errors: { name?: string; email?: string; time_zone?: string };
  /** Names of all time zones. */
  zones: readonly string[];
}

/** Who somebody is, and on which clocks. */
export function ProfileForm({ action, csrfToken, fields, errors, zones }: ProfileFormProps) {
  return (
    <form method="post" action={action} class="form">
      <CsrfField token={csrfToken} />
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
    </form>
  );
}

/** Asks for another mail that proves the address. */
export function VerifyForm({ action, csrfToken }: FormProps) {
  return (
    <form method="post" action={action}>
      <CsrfField token={csrfToken} />
      <Button tone="quiet" name="action" value="verify">Send the mail again</Button>
    </form>
  );
}
