import { DatabaseSync } from "node:sqlite";
import { layOut } from "./lay_out.ts";

/** Tables with their columns, indexes and triggers, each in a word or two. */
const PARTS = `
  SELECT type || ' ' || name AS part FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
  UNION ALL
  SELECT 'column ' || s.name || '.' || c.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c
    WHERE s.type = 'table'`;

/**
 * What a database lacks of all that its migrations make. So a copy that stopped halfway is known, whoever made it.
 *
 * @param names of its migrations
 */
export async function missingParts(
  database: DatabaseSync,
  names: readonly string[],
): Promise<string[]> {
  const model = new DatabaseSync(":memory:");
  try {
    await layOut(model, names);
    const there = new Set(partsOf(database));
    return partsOf(model).filter((part) => !there.has(part));
  } finally {
    model.close();
  }
}

function partsOf(database: DatabaseSync): string[] {
  return database.prepare(PARTS).all().map(({ part }) => String(part));
}
