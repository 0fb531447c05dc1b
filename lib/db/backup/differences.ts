import { DatabaseSync } from "node:sqlite";
import { layOut } from "./lay_out.ts";

/** Tables with their columns, indexes and triggers, each in a word or two. */
const PARTS = `
  SELECT type || ' ' || name AS part FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
  UNION ALL
  SELECT 'column ' || s.name || '.' || c.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c
    WHERE s.type = 'table'`;

/** What acts by itself when rows change, or stands for rows, to the letter. */
const RULES = `
  SELECT type || ' ' || name AS part, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')`;

/** How a database differs from what its migrations make; tables, columns and indexes may be more. */
export interface Differences {
  /** In a word or two each. */
  readonly missing: string[];
  /** Triggers and views that are not those of the migrations: a file from elsewhere may do by them what nobody asked for. */
  readonly strange: string[];
}

/**
 * Compares a database with all that its migrations make. So a copy that stopped halfway is known, whoever made it.
 *
 * @param names of its migrations
 */
export async function differences(
  database: DatabaseSync,
  names: readonly string[],
): Promise<Differences> {
  const model = new DatabaseSync(":memory:");
  try {
    await layOut(model, names);
    const there = new Set(partsOf(database));
    const known = new Set(rulesOf(model).map(({ sql }) => sql));
    return {
      missing: partsOf(model).filter((part) => !there.has(part)),
      strange: rulesOf(database).filter(({ sql }) => !known.has(sql)).map(({ part }) =>
        String(part)
      ),
    };
  } finally {
    model.close();
  }
}

function rulesOf(database: DatabaseSync) {
  return database.prepare(RULES).all();
}

function partsOf(database: DatabaseSync): string[] {
  return database.prepare(PARTS).all().map(({ part }) => String(part));
}
