import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Checkbox } from "./Field.tsx";
import { Form } from "./Form.tsx";

interface ImportFormProps {
  action: string;
  /** How many appointments of the file are new. */
  added: number;
  /** How many are here already, and say something else. */
  different: number;
}

/** The word of the owner of a file: to take it over, and how. */
export function ImportForm({ action, added, different }: ImportFormProps) {
  return (
    <Form action={action} class="form">
      {different > 0 && (
        <Checkbox
          label={different === 1
            ? "Also change the one that is different here"
            : `Also change the ${different.toLocaleString("en")} that are different here`}
          name="replaces"
          hint="Otherwise what is here stays as it is."
        />
      )}
      <Actions>
        <Button>{labelFor(added)}</Button>
        <ButtonLink href="/appointments/import" tone="quiet">Choose another file</ButtonLink>
        <ButtonLink href="/appointments" tone="quiet">Leave it</ButtonLink>
      </Actions>
    </Form>
  );
}

function labelFor(added: number): string {
  if (added === 0) return "Import";
  return `Import ${added.toLocaleString("en")} ${added === 1 ? "appointment" : "appointments"}`;
}
