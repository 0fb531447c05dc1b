import { ActionTable } from "./ActionTable.tsx";
import { Button } from "./Button.tsx";
import { Form } from "./Form.tsx";
import { EmptyState } from "./Page.tsx";

interface LabValuesProps {
  /** In the order in which they were set. */
  values: readonly { readonly key: string; readonly type: string; readonly words: string }[];
}

/** What the visitor's session holds for the lab, each value with a button to take it out. */
export function LabValues({ values }: LabValuesProps) {
  if (values.length === 0) {
    return (
      <EmptyState title="Nothing is set yet">
        <p>What you set above will stand here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ActionTable
        heads={["Key", "Type", "Value"]}
        rows={values.map(({ key, type, words }) => ({
          cells: [key, type, words],
          action: <PopForm of={key} />,
        }))}
      />
      <Form action="/lab/session" fields={{ action: "clear" }}>
        <Button tone="quiet">Clear all</Button>
      </Form>
    </>
  );
}

function PopForm({ of: key }: { of: string }) {
  return (
    <Form action="/lab/session" fields={{ key, action: "pop", listed: "yes" }}>
      <Button tone="quiet">
        Pop<span class="visually-hidden">{` ${key}`}</span>
      </Button>
    </Form>
  );
}
