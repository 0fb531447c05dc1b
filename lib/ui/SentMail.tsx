import type { ComponentChildren } from "preact";
import { Actions, ButtonLink } from "./Button.tsx";
import { Panel } from "./Page.tsx";

interface SentMailProps {
  /** Where to ask for the mail once more. */
  again: string;
  /** Whether mails wait in the outbox instead of being sent. */
  hasOutbox: boolean;
  /** What the mail is for. */
  children: ComponentChildren;
}

/** After a form that has a mail sent: what to do now, and what if none comes. */
export function SentMail({ again, hasOutbox, children }: SentMailProps) {
  return (
    <Panel title="Check your mail">
      <p>{children}</p>
      {hasOutbox
        ? (
          <p>
            There is no mail server here, so the mail waits in the <a href="/dev/outbox">outbox</a>.
          </p>
        )
        : (
          <p>
            If nothing arrives within a few minutes, look among your junk mail, and check that you
            typed the address right.
          </p>
        )}
      <Actions>
        <ButtonLink href={again} tone="quiet">Ask once more</ButtonLink>
      </Actions>
    </Panel>
  );
}
