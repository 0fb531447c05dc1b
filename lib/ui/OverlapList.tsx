interface Item {
  id: string;
  title: string;
  start: string;
  day: string;
  time: string;
}

interface OverlapListProps {
  items: readonly Item[];
  /** How many there are, those that are not listed too. */
  count: number;
}

/** What else is at the time of an appointment; nothing where nothing is. */
export function OverlapList({ items, count }: OverlapListProps) {
  if (count === 0) return null;
  return (
    <section class="overlaps" aria-labelledby="overlaps">
      <h2 id="overlaps">Also in your book at the same time</h2>
      <ul>
        {items.map(({ id, title, start, day, time }) => (
          <li key={id}>
            <a href={`/appointments/${id}`}>
              <bdi>{title}</bdi>
            </a>
            <span class="muted">
              <time dateTime={start}>{day}</time>, {time}
            </span>
          </li>
        ))}
      </ul>
      {count > items.length && <p class="muted">And {count - items.length} more.</p>}
    </section>
  );
}
