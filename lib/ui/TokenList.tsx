import { Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
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

interface TokenListProps {
  tokens: readonly TokenInWords[];
  /** Where each one's form goes. */
  action: string;
}

/** Somebody's API tokens, each with a button that revokes it. */
export function TokenList({ tokens, action }: TokenListProps) {
  if (tokens.length === 0) return <p class="muted">You have no API tokens.</p>;
  return (
    <ul class="devices">
      {tokens.map((token) => <Token key={token.id} {...token} action={action} />)}
    </ul>
  );
}

function Token({ id, name, scope, created, expires, isExpired, lastUsed, action }:
  & TokenInWords
  & { action: string }) {
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
      <Form
        action={action}
        fields={{ token_id: id, action: "revoke" }}
        task={
          <>
            revoke the token <bdi>{name}</bdi>
          </>
        }
      >
        <Button tone="quiet">
          Revoke<span class="visually-hidden">{` ${name}`}</span>
        </Button>
      </Form>
    </li>
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
