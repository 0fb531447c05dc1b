import type { ComponentChildren } from "preact";
import { Actions, Button, ButtonLink } from "./Button.tsx";
import { CsrfField } from "./Field.tsx";
import { Panel } from "./Page.tsx";
import type { Tone } from "./types.ts";

/** The words of each action's button. */
const LABELS: Record<string, string> = {
  "deactivate": "Switch off",
  "activate": "Switch on again",
  "make-admin": "Make administrator",
  "make-user": "Remove as administrator",
  "end-sessions": "Sign out everywhere",
  "start-reset": "Mail a link for a new password",
};

interface ActionFormProps {
  /** The address of the account's page. */
  path: string;
  csrfToken: string;
  /** As the form names it: `end-sessions`. */
  action: string;
  tone?: Tone;
  /** Another button, which submits the form. */
  children?: ComponentChildren;
}

/** A form with nothing but the button of one action. */
export function ActionForm({ path, csrfToken, action, tone = "quiet", children }: ActionFormProps) {
  return (
    <form method="post" action={path}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="action" value={action} />
      {children || <Button tone={tone}>{LABELS[action]}</Button>}
    </form>
  );
}

/** Asks before somebody is shut out. */
export function AskDeactivate(
  { path, csrfToken, name }: { path: string; csrfToken: string; name: string },
) {
  return (
    <Panel title="Switch this account off?">
      <p>
        <bdi>{name}</bdi>{" "}
        is signed out everywhere at once and cannot sign in until the account is switched on again.
        Nothing is deleted.
      </p>
      <Actions>
        <ActionForm path={path} csrfToken={csrfToken} action="deactivate" tone="danger" />
        <ButtonLink href={path} tone="quiet">Leave it on</ButtonLink>
      </Actions>
    </Panel>
  );
}
