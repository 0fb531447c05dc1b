import type { ComponentChildren } from "preact";

interface Row {
  /** What names the row, what else is to say of it, and last what people typed. */
  cells: readonly ComponentChildren[];
  /** What can be done with it: a form with one button. */
  action: ComponentChildren;
}

interface ActionTableProps {
  /** Names of the columns, but for that of the actions. */
  heads: readonly string[];
  rows: readonly Row[];
}

/** Things by name, each with something to do about it at its end. */
export function ActionTable({ heads, rows }: ActionTableProps) {
  return (
    <table class="table">
      <thead>
        <tr>
          {heads.map((head) => <th key={head} scope="col">{head}</th>)}
          <th scope="col">
            <span class="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells: [name, ...rest], action }, index) => (
          <tr key={index}>
            <th scope="row" dir="auto">{name}</th>
            {rest.slice(0, -1).map((cell, column) => <td key={column}>{cell}</td>)}
            <td dir="auto" class="as-typed">{rest.at(-1)}</td>
            <td class="table-action">{action}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
