import { CsrfField } from "./Field.tsx";

interface FlashFormProps {
  /** What the button says. */
  label: string;
  /** Where the form goes. */
  action: string;
  fields: Readonly<Record<string, string>>;
  csrfToken: string;
}

/** What can be done about a message, inside of it: a plain form, so that it works without JavaScript. */
export function FlashForm({ label, action, fields, csrfToken }: FlashFormProps) {
  return (
    <form method="post" action={action} class="flash-form">
      <CsrfField token={csrfToken} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button quiet">{label}</button>
    </form>
  );
}
