import { Form } from "./Form.tsx";

interface FlashFormProps {
  /** What the button says. */
  label: string;
  /** Where the form goes. */
  action: string;
  fields: Readonly<Record<string, string>>;
}

/** What can be done about a message, inside of it: a plain form, so that it works without JavaScript. */
export function FlashForm({ label, action, fields }: FlashFormProps) {
  return (
    <Form action={action} fields={fields} class="flash-form">
      <button type="submit" class="button quiet">{label}</button>
    </Form>
  );
}
