import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Checkbox } from "./Field.tsx";
import { Form } from "./Form.tsx";

interface SureFormProps {
  action: string;
  /** What the box says, to be ticked: "Yes, …". */
  question: string;
  isSure: boolean;
  error?: string;
  /** What the button does. */
  label: string;
  /** Where those go who would rather not, and how the way there is called. */
  wayOut: { href: string; label: string };
}

/** For what cannot be taken back: a box to tick (`sure`) before the button counts, so that it works without JavaScript. */
export function SureForm({ action, question, isSure, error, label, wayOut }: SureFormProps) {
  return (
    <Form action={action} class="form">
      <Checkbox label={question} name="sure" checked={isSure} error={error} />
      <Actions>
        <Button tone="danger">{label}</Button>
        <ButtonLink href={wayOut.href} tone="quiet">{wayOut.label}</ButtonLink>
      </Actions>
    </Form>
  );
}
