import { ActionTable } from "./ActionTable.tsx";
import { Button } from "./Button.tsx";
import { Code } from "./Code.tsx";
import { CsrfField } from "./Field.tsx";

interface ReturnedCookiesProps {
  csrfToken: string;
  /** Name and value of each, and the header that they came in. */
  header: string;
  cookies: readonly { readonly name: string; readonly value: string }[];
  more: number;
}

/** The lab's cookies that came with this request. */
export function ReturnedCookies({ csrfToken, header, cookies, more }: ReturnedCookiesProps) {
  if (cookies.length === 0) return <p>None: no cookie of the lab came with this request.</p>;
  return (
    <>
      <Code label="What your browser sent">{`Cookie: ${header}`}</Code>
      {more > 0 && <p class="muted">{`And ${more} more, which are not shown.`}</p>}
      <ActionTable
        heads={["Name", "Value, decoded"]}
        rows={cookies.map(({ name, value }) => ({
          cells: [<code key={name}>{name}</code>, value],
          action: <DeleteForm csrfToken={csrfToken} name={name} />,
        }))}
      />
    </>
  );
}

/** Browsers do not tell a cookie's path and domain, and only a deletion with the same ones finds it. */
function DeleteForm({ csrfToken, name }: { csrfToken: string; name: string }) {
  return (
    <form method="post" action="/lab/cookies" class="delete-cookie">
      <CsrfField token={csrfToken} />
      <input type="hidden" name="name" value={name} />
      <Button tone="quiet" name="action" value="delete">
        Delete<span class="visually-hidden">{` ${name}`}</span>
      </Button>
      <details>
        <summary>Path, domain</summary>
        <div class="delete-where">
          <label>
            Path <input name="path" value="/" autocomplete="off" />
          </label>
          <label>
            Domain <input name="domain" autocomplete="off" />
          </label>
          <label>
            Partitioned <input type="checkbox" name="partitioned" />
          </label>
        </div>
      </details>
    </form>
  );
}
