import { ActionTable } from "./ActionTable.tsx";
import { Button } from "./Button.tsx";
import { CsrfField } from "./Field.tsx";
import { EmptyState } from "./Page.tsx";

interface LabValuesProps {
  csrfToken: string;
  /** In the order in which they were set. */
  values: readonly { readonly key: string; readonly type: string; readonly words: string }[];
}

/** What the visitor's session holds for the lab, each value with a button to take it out. */
export function LabValues({ csrfToken, values }: LabValuesProps) {
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
          action: <PopForm csrfToken={csrfToken} of={key} />,
        }))}
      />
      <form method="post" action="/lab/session">
        <CsrfField token={csrfToken} />
        <Button tone="quiet" name="action" value="clear">Clear all</Button>
      </form>
    </>
  );
}

function PopForm({ csrfToken, of: key }: { csrfToken: string; of: string }) {
  return (
    <form method="post" action="/lab/session">
      <CsrfField token={csrfToken} />
      <input type="hidden" name="key" value={key} />
      <Button tone="quiet" name="action" value="pop">
        Pop<span class="visually-hidden">{` ${key}`}</span>
      </Button>
    </form>
  );
}
