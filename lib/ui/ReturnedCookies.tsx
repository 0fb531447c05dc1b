import { ActionTable } from "./ActionTable.tsx";
import { Button } from "./Button.tsx";
import { Code } from "./Code.tsx";
import { Form } from "./Form.tsx";
import { useTicked, useTyped } from "./typed_context.ts";

interface ReturnedCookiesProps {
  /** Name and value of each, and the header that they came in. */
  header: string;
  cookies: readonly { readonly name: string; readonly value: string }[];
  more: number;
}

/** The lab's cookies that came with this request. */
export function ReturnedCookies({ header, cookies, more }: ReturnedCookiesProps) {
  if (cookies.length === 0) return <p>None: no cookie of the lab came with this request.</p>;
  return (
    <>
      <Code label="What your browser sent">{`Cookie: ${header}`}</Code>
      {more > 0 && <p class="muted">{`And ${more} more, which are not shown.`}</p>}
      <ActionTable
        heads={["Name", "Value, decoded"]}
        rows={cookies.map(({ name, value }) => ({
          cells: [<code key={name}>{name}</code>, value],
          action: <DeleteForm name={name} />,
        }))}
      />
    </>
  );
}

/** Browsers do not tell a cookie's path and domain, and only a deletion with the same ones finds it. */
function DeleteForm({ name }: { name: string }) {
  return (
    <Form
      action="/lab/cookies"
      fields={{ name, action: "delete", listed: "yes" }}
      class="delete-cookie"
    >
      <Button tone="quiet">
        Delete<span class="visually-hidden">{` ${name}`}</span>
      </Button>
      <details>
        <summary>Path, domain</summary>
        <Where />
      </details>
    </Form>
  );
}

/** With short labels and no ids, since each cookie has such a form. */
function Where() {
  return (
    <div class="delete-where">
      <label>
        Path <input name="path" value={useTyped("path", "/")} autocomplete="off" />
      </label>
      <label>
        Domain <input name="domain" value={useTyped("domain", "")} autocomplete="off" />
      </label>
      <label>
        Partitioned{" "}
        <input type="checkbox" name="partitioned" checked={useTicked("partitioned", false)} />
      </label>
    </div>
  );
}
