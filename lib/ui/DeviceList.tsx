import type { ComponentChildren } from "preact";
import { Actions, Button } from "./Button.tsx";
import { CsrfField } from "./Field.tsx";
import { Notice } from "./Notice.tsx";

/** A sign-in, put into words. */
export interface Device {
  id: string;
  /** Browser and system. */
  name: string;
  address: string;
  since: string;
  seen: string;
  isThis: boolean;
  isRemembered: boolean;
  /** Why and when it ended; null while it lives. */
  over: { reason: string; at: string | null } | null;
}

interface DeviceListProps {
  devices: readonly Device[];
  /** Id of the one that was about to be signed out when the password was asked for first. */
  wanted: string | null;
  /** Whether all others were about to be. */
  endsOthers: boolean;
  /** What was to come after that. */
  then: string;
  action: string;
  csrfToken: string;
}

/** Where somebody is signed in, each with a button that ends it. */
export function DeviceList(
  { devices, wanted, endsOthers, then, action, csrfToken }: DeviceListProps,
) {
  const form = { action, csrfToken };
  const chosen = devices.find(({ id }) => id === wanted);
  const hasOthers = devices.some(({ isThis }) => !isThis);
  return (
    <>
      {chosen && (
        <Notice category="warning">
          <p>You were about to sign out {chosen.name}, signed in since {chosen.since}.</p>
          <EndForm {...form} id={chosen.id} then={then}>Sign it out now</EndForm>
        </Notice>
      )}
      {endsOthers && hasOthers && (
        <Notice category="warning">
          <p>You were about to sign out everywhere else.</p>
          <OthersForm {...form} />
        </Notice>
      )}
      <ul class="devices">
        {devices.map((device) => (
          <li key={device.id} class="device">
            <div>
              <h2 dir="auto">
                {device.name}
                {device.isThis && <span class="tag">This device</span>}
              </h2>
              <p>
                Signed in on {device.since}, last seen on {device.seen}, from{" "}
                <code>{device.address}</code>
                {device.isRemembered && "; stays signed in"}
              </p>
            </div>
            <EndForm {...form} id={device.id}>Sign out</EndForm>
          </li>
        ))}
      </ul>
      {hasOthers && !endsOthers && <OthersForm {...form} />}
    </>
  );
}

interface FormProps {
  action: string;
  csrfToken: string;
}

function EndForm({ action, csrfToken, id, then = "", children }: FormProps & {
  id: string;
  then?: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={action}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="session_id" value={id} />
      {then && <input type="hidden" name="then" value={then} />}
      <Button tone="quiet">{children}</Button>
    </form>
  );
}

function OthersForm({ action, csrfToken }: FormProps) {
  return (
    <form method="post" action={action}>
      <CsrfField token={csrfToken} />
      <Actions>
        <Button tone="danger" name="others" value="end">Sign out everywhere else</Button>
      </Actions>
    </form>
  );
}

/** Sign-ins that are over, with the reason; nothing when there are none. */
export function OverList({ devices }: { devices: readonly Device[] }) {
  if (devices.length === 0) return null;
  return (
    <section>
      <h2>Signed out</h2>
      <ul class="devices-over">
        {devices.map(({ id, name, since, over }) => (
          <li key={id}>
            <span dir="auto">{name}</span>, signed in on {since}: {over?.reason}
            {over?.at && ` on ${over.at}`}.
          </li>
        ))}
      </ul>
    </section>
  );
}
