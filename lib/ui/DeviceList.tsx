import { Actions, Button } from "./Button.tsx";
import { Form } from "./Form.tsx";

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
  /** Where the forms go. */
  action: string;
}

/** Where somebody is signed in, each with a button that ends it. */
export function DeviceList({ devices, action }: DeviceListProps) {
  const hasOthers = devices.some(({ isThis }) => !isThis);
  return (
    <>
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
            {/* What comes after it is said by the message about a new device, whose button sends the same. */}
            <Form
              action={action}
              fields={{ session_id: device.id }}
              state={{ then: "" }}
              task={`sign out ${device.name}, signed in since ${device.since}`}
            >
              <Button tone="quiet">Sign out</Button>
            </Form>
          </li>
        ))}
      </ul>
      {hasOthers && (
        <Form action={action} fields={{ others: "end" }} task="sign out everywhere else">
          <Actions>
            <Button tone="danger">Sign out everywhere else</Button>
          </Actions>
        </Form>
      )}
    </>
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
