import type { ComponentChildren } from "preact";
import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Form } from "./Form.tsx";
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
  /** As the form names it: `end-sessions`. */
  action: string;
  tone?: Tone;
  /** Another button, which submits the form. */
  children?: ComponentChildren;
}

/** A form with nothing but the button of one action. */
export function ActionForm({ path, action, tone = "quiet", children }: ActionFormProps) {
  return (
    <Form action={path} fields={{ action }}>
      {children || <Button tone={tone}>{LABELS[action]}</Button>}
    </Form>
  );
}

/** Asks before somebody is shut out. */
export function AskDeactivate({ path, name }: { path: string; name: string }) {
  return (
    <Panel title="Switch this account off?">
      <p>
        <bdi>{name}</bdi>{" "}
        is signed out everywhere at once and cannot sign in until the account is switched on again.
        Nothing is deleted.
      </p>
      <Actions>
        <ActionForm path={path} action="deactivate" tone="danger" />
        <ButtonLink href={path} tone="quiet">Leave it on</ButtonLink>
      </Actions>
    </Panel>
  );
}
