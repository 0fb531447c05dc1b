interface Difference {
  label: string;
  saved: string;
  yours: string;
}

/** Two states of one thing, side by side: only in what they differ. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <table class="table differences">
      <caption>What differs</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Field</span>
          </th>
          <th scope="col">Saved now</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, saved, yours }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <Side text={saved} />
            <Side text={yours} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ text }: { text: string }) {
  return <td dir="auto" class="as-typed">{text || <span class="muted">nothing</span>}</td>;
}
