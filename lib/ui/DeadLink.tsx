import type { ComponentChildren } from "preact";
import { Actions } from "./Button.tsx";
import { Panel } from "./Page.tsx";

interface DeadLinkProps {
  /** How long such links hold, in words. */
  lifetime: string;
  /** The ways to a new link. */
  children: ComponentChildren;
}

/** For links out of mails that are used up, too old, or were never any: which of these it is, nobody is told. */
export function DeadLink({ lifetime, children }: DeadLinkProps) {
  return (
    <Panel title="This link does not work any more">
      <p>
        Links in our mails work once, for{" "}
        {lifetime}, and only as long as no newer one was asked for. A new password or a new email
        address ends them, too.
      </p>
      <Actions>{children}</Actions>
    </Panel>
  );
}

/** For links that would give an account an address which another one has got since they were mailed. */
export function TakenAddress(
  { email, children }: {
    email: string;
    /** The ways on. */
    children: ComponentChildren;
  },
) {
  return (
    <Panel title="This address has an account already">
      <p>
        Another account has taken <bdi>{email}</bdi> meanwhile, so nothing was changed.
      </p>
      <Actions>{children}</Actions>
    </Panel>
  );
}
