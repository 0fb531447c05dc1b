/** Lines of columns, as wide as their longest cell. What could steer a terminal is left out of the cells. */
export function textTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows].map((cells) => cells.map((cell) => cell.replace(/\p{Cc}+/gu, " ")));
  const widths = heads.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
  return all
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd())
    .join("\n");
}

/** "2026-11-21T08:15Z", or "-" for never. */
export function shortMoment(at: number | null): string {
  return at === null ? "-" : `${new Date(at).toISOString().slice(0, 16)}Z`;
}
