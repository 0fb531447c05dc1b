/** Something that happened, put into words. */
export interface ListedEvent {
  id: string;
  /** A sentence without its full stop. */
  words: string;
  /** Address on the network; empty where it is not told. */
  address: string;
  /** For machines. */
  iso: string;
  when: string;
}

/** What happened, each with its time. */
export function EventList({ events }: { events: readonly ListedEvent[] }) {
  return (
    <ol class="events">
      {events.map(({ id, words, address, iso, when }) => (
        <li key={id}>
          <p dir="auto">{words}.</p>
          <p class="muted">
            <time dateTime={iso}>{when}</time>
            {address && (
              <>
                , from <code>{address}</code>
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
