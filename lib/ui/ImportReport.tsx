interface ImportReportProps {
  /** What is to be known of a file, a sentence each. */
  notes: readonly string[];
  /** The first of what cannot be taken, each with the reason. */
  leftOut: readonly { readonly title: string; readonly why: string }[];
  /** How many cannot be taken in all. */
  count: number;
}

/** What of a file is not taken as it is, and why. */
export function ImportReport({ notes, leftOut, count }: ImportReportProps) {
  return (
    <>
      {notes.length > 0 && (
        <section>
          <h2>Good to know</h2>
          <ul class="remarks">
            {notes.map((note) => <li key={note}>{note}</li>)}
          </ul>
        </section>
      )}
      {count > 0 && (
        <section>
          <h2>Left out</h2>
          <ul class="remarks">
            {leftOut.map(({ title, why }, index) => (
              <li key={index}>
                <bdi>{title}</bdi>: {why}
              </li>
            ))}
          </ul>
          {count > leftOut.length && (
            <p class="muted">And {(count - leftOut.length).toLocaleString("en")} more.</p>
          )}
        </section>
      )}
    </>
  );
}
