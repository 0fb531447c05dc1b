interface ImportItem {
  title: string;
  day: string;
  time: string;
  /** When it begins, for machines. */
  start: string;
  location: string;
  /** How it stands to what is there. */
  standing: string;
}

/** The first appointments of a file, before they are imported. */
export function ImportTable({ items, rest }: { items: readonly ImportItem[]; rest: number }) {
  return (
    <>
      <table class="table file-table">
        <thead>
          <tr>
            <th scope="col">Appointment</th>
            <th scope="col">When</th>
            <th scope="col">In your book</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={index}>
              <th scope="row" dir="auto">{item.title}</th>
              <td>
                <time dateTime={item.start}>{item.day}, {item.time}</time>
              </td>
              <td>{item.standing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="muted">And {rest.toLocaleString("en")} more.</p>}
    </>
  );
}
