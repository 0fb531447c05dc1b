interface Difference {
  label: string;
  saved: string;
  yours: string;
}

/** Two states of one thing, side by side: only in what they differ. What differs stands above, so that phones have room. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <table class="table differences">
      <caption>What differs</caption>
      <thead>
        <tr>
          <th scope="col">Saved now</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      {differences.map(({ label, saved, yours }) => (
        <tbody key={label}>
          <tr>
            <th scope="rowgroup" colSpan={2}>{label}</th>
          </tr>
          <tr>
            <Side text={saved} />
            <Side text={yours} />
          </tr>
        </tbody>
      ))}
    </table>
  );
}

function Side({ text }: { text: string }) {
  return <td dir="auto" class="as-typed">{text || <span class="muted">nothing</span>}</td>;
}
