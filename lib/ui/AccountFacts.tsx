/** What is known of an account, by name. */
export function AccountFacts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl class="details">
      {facts.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

/** A sign-in that lives, put into words. */
export interface SignIn {
  id: string;
  /** Browser and system. */
  device: string;
  address: string;
  since: string;
  seen: string;
}

/** Where somebody is signed in. */
export function SignIns({ signIns }: { signIns: readonly SignIn[] }) {
  return (
    <section class="account-section">
      <h2>Signed in</h2>
      {signIns.length === 0 && <p class="muted">Nowhere at the moment.</p>}
      <ul>
        {signIns.map(({ id, device, address, since, seen }) => (
          <li key={id}>
            <span dir="auto">{device}</span>, from <code>{address}</code>{" "}
            <span class="muted">since {since}, last seen on {seen}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Something that happened to an account, put into words. */
export interface HistoryItem {
  id: string;
  when: string;
  text: string;
}

/** What happened to an account, the newest first. */
export function AccountHistory(
  { events, older }: {
    events: readonly HistoryItem[];
    /** Where what happened before these stands; null when there is no more. */
    older: string | null;
  },
) {
  return (
    <section class="account-section">
      <h2>History</h2>
      {events.length === 0 && <p class="muted">Nothing has happened yet.</p>}
      <ul>
        {events.map(({ id, when, text }) => (
          <li key={id}>
            <span dir="auto">{text}</span> <span class="muted">{when}</span>
          </li>
        ))}
      </ul>
      {older && <a href={older}>What happened before</a>}
    </section>
  );
}
