import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { CsrfField, Field } from "./Field.tsx";
import { Notice } from "./Notice.tsx";

/** An API token, put into words. */
export interface TokenInWords {
  id: string;
  name: string;
  /** What it may do. */
  scope: string;
  created: string;
  expires: string;
  isExpired: boolean;
  /** Null when it was never used. */
  lastUsed: string | null;
}

interface FormProps {
  action: string;
  csrfToken: string;
}

interface TokenListProps extends FormProps {
  tokens: readonly TokenInWords[];
  /** Id of the one that was about to be revoked when the password was asked for first. */
  wanted: string | null;
}

/** Somebody's API tokens, each with a button that revokes it. */
export function TokenList({ tokens, wanted, ...form }: TokenListProps) {
  if (tokens.length === 0) return <p class="muted">You have no API tokens.</p>;
  const chosen = tokens.find(({ id }) => id === wanted);
  return (
    <>
      {chosen && (
        <Notice category="warning">
          <p>
            You were about to revoke the token <bdi>{chosen.name}</bdi>.
          </p>
          <RevokeForm {...form} id={chosen.id}>Revoke it now</RevokeForm>
        </Notice>
      )}
      <ul class="devices">
        {tokens.map((token) => <Token key={token.id} {...token} {...form} />)}
      </ul>
    </>
  );
}

function Token({ id, name, scope, created, expires, isExpired, lastUsed, ...form }:
  & TokenInWords
  & FormProps) {
  return (
    <li class="device">
      <div>
        <h2 dir="auto">
          {name}
          {isExpired && <span class="tag">Expired</span>}
        </h2>
        <p>
          {scope}. Made on {created}; {isExpired ? "ended" : "ends"} on {expires}; last used:{" "}
          {lastUsed ?? "never"}.
        </p>
      </div>
      <RevokeForm {...form} id={id}>
        Revoke<span class="visually-hidden">{` ${name}`}</span>
      </RevokeForm>
    </li>
  );
}

function RevokeForm({ action, csrfToken, id, children }: FormProps & {
  id: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={action}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="token_id" value={id} />
      <Button tone="quiet" name="action" value="revoke">{children}</Button>
    </form>
  );
}

/** A token that was just made, to copy: it is never shown again. */
export function NewToken({ name, token }: { name: string; token: string }) {
  return (
    <Notice category="success" takesFocus>
      <p>
        The token <bdi>{name}</bdi>{" "}
        is ready. Copy it now to where it will be used: it is shown only this once.
      </p>
      <Field label="Your new API token" name="token" required>
        <input
          id="token"
          class="token"
          value={token}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          readonly
        />
      </Field>
    </Notice>
  );
}
