import type { DatabaseSync } from "node:sqlite";

/** A table with the names that SQL needs to copy its rows. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What no two rows have in common, and what they are read in the order of. */
  readonly key: readonly string[];
}

/** All tables with rows of ours; those that others point at come first. Search indexes fill themselves. */
export function tablesOf(database: DatabaseSync): Table[] {
  const found = database.prepare(`
    SELECT name, wr FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'
      ORDER BY name`).all();
  const waiting = new Map(found.map(({ name, wr }) => [String(name), wr === 1]));
  const tables: Table[] = [];
  for (let before = -1; waiting.size > 0 && waiting.size !== before;) {
    before = waiting.size;
    for (const [name, hasNoRowid] of waiting) {
      if (ownersOf(database, name).some((owner) => owner !== name && waiting.has(owner))) continue;
      waiting.delete(name);
      tables.push(tableOf(database, name, hasNoRowid));
    }
  }
  return tables;
}

function ownersOf(database: DatabaseSync, name: string): string[] {
  const rows = database.prepare(`SELECT "table" AS owner FROM pragma_foreign_key_list(?)`).all(
    name,
  );
  return rows.map(({ owner }) => String(owner));
}

function tableOf(database: DatabaseSync, name: string, hasNoRowid: boolean): Table {
  const rows = database.prepare("SELECT name, pk FROM pragma_table_info(?)").all(name);
  const columns = rows.map(({ name }) => String(name));
  const keyed = rows.filter(({ pk }) => Number(pk) > 0)
    .toSorted((a, b) => Number(a.pk) - Number(b.pk));
  return { name, columns, key: hasNoRowid ? keyed.map(({ name }) => String(name)) : ["rowid"] };
}
