import { Actions, Button, ButtonLink } from "./Button.tsx";
import { controlAttributes, Field } from "./Field.tsx";
import { Form } from "./Form.tsx";
import { Notice } from "./Notice.tsx";

interface CalendarAddressProps {
  /** Where the buttons send their forms. */
  action: string;
  /** Null where it cannot be shown any more. */
  url: string | null;
  created: string;
  /** Null when it was never read. */
  lastUsed: string | null;
  timeZone: string;
}

/** Somebody's private address, how to use it, and the buttons that end it. */
export function CalendarAddress(
  { action, url, created, lastUsed, timeZone }: CalendarAddressProps,
) {
  return (
    <>
      {url ? <Address url={url} /> : (
        <Notice category="warning">
          <p>
            Your private address still works, but it cannot be shown any more: the key of this site
            was changed since it was made. Make a new one if you need it.
          </p>
        </Notice>
      )}
      <p class="muted">
        Made on {created}; last read: {lastUsed ?? "never"}. Times are in {timeZone}.
      </p>
      <Actions>
        <Form action={action} fields={{ action: "make" }} task="make a new address">
          <Button tone="quiet">Make a new address</Button>
        </Form>
        <Form action={action} fields={{ action: "stop" }} task="stop sharing">
          <Button tone="danger">Stop sharing</Button>
        </Form>
      </Actions>
      <p class="muted">In both cases the address above stops at once.</p>
      {url && <HowTo />}
    </>
  );
}

function Address({ url }: { url: string }) {
  const field = { name: "address", hint: "Copy it into your calendar program." };
  return (
    <>
      <Field label="Your private address" required {...field}>
        <input
          {...controlAttributes(field)}
          class="token"
          value={url}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          readonly
        />
      </Field>
      <Actions>
        <ButtonLink href={url.replace(/^https?:/, "webcal:")}>Open in your calendar</ButtonLink>
      </Actions>
    </>
  );
}

function HowTo() {
  return (
    <section>
      <h2>How to use it</h2>
      <dl class="account-overview">
        <div>
          <dt>Thunderbird</dt>
          <dd>New Calendar, On the Network, then paste the address as its location.</dd>
        </div>
        <div>
          <dt>Apple Calendar</dt>
          <dd>
            Press “Open in your calendar”; or on a Mac choose File, New Calendar Subscription, and
            paste it.
          </dd>
        </div>
        <div>
          <dt>Google Calendar</dt>
          <dd>
            In a browser choose Other calendars, From URL, and paste it. Google looks for news once
            or twice a day.
          </dd>
        </div>
      </dl>
    </section>
  );
}
