import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS, unknownAmong } from "../migrate.ts";
import { differences } from "./differences.ts";
import { Obstacle } from "./told.ts";

/** What a database holds. */
export interface Contents {
  readonly accounts: number;
  readonly appointments: number;
  readonly bytes: number;
  /** When anybody last changed or visited anything, in milliseconds since 1970; null when nobody ever did. */
  readonly changedAt: number | null;
}

/**
 * Looks at all of a database that nobody else has open: whether it is whole, agrees with itself, and is one of ours, of
 * this version or an older one.
 *
 * @throws {Obstacle} with what is wrong with it
 */
export async function examine(path: string): Promise<Contents> {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA trusted_schema = OFF");
    requireWhole(database);
    const names = requireOurs(database);
    const { missing, strange } = await differences(database, names);
    if (missing.length > 0) throw new Obstacle(`it lacks ${missing.join(", ")}.`);
    if (strange.length > 0) throw new Obstacle(`Cloakroom has not made its ${strange.join(", ")}.`);
    requireIndexed(database);
    return contentsOf(database);
  } finally {
    database.close();
  }
}

/** What is in it, of any database of ours. */
export function contentsOf(database: DatabaseSync): Contents {
  const one = (sql: string) => Number(Object.values(database.prepare(sql).get()!)[0]);
  return {
    accounts: one("SELECT count(*) FROM users"),
    appointments: one("SELECT count(*) FROM appointments"),
    bytes: one("PRAGMA page_count") * one("PRAGMA page_size"),
    changedAt: one(`
      SELECT max(at) FROM (
        SELECT max(updated_at) AS at FROM users
        UNION ALL SELECT max(updated_at) FROM appointments
        UNION ALL SELECT max(seen_at) FROM sessions)`) || null,
  };
}

/** Its pages and trees (sqlite.org/pragma.html#pragma_integrity_check), and what its rows say of each other. */
function requireWhole(database: DatabaseSync): void {
  const [found] = database.prepare("PRAGMA integrity_check(1)").all();
  const verdict = String(Object.values(found ?? {})[0]);
  if (verdict !== "ok") throw new Obstacle(`it is damaged (${verdict.replace(/\s+/g, " ")}).`);
  const [stray] = database.prepare("PRAGMA foreign_key_check").all();
  if (stray) {
    throw new Obstacle(`it is damaged (a row in ${stray.table} belongs to nothing).`);
  }
}

/** The names of its migrations, in order. */
function requireOurs(database: DatabaseSync): string[] {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get();
  const rows = known ? database.prepare("SELECT name FROM migrations ORDER BY name").all() : [];
  const names = rows.map(({ name }) => String(name));
  if (names.length === 0) throw new Obstacle("it is no database of Cloakroom.");
  const newer = unknownAmong(names);
  if (newer.length > 0) {
    throw new Obstacle(
      `a newer version of Cloakroom has made it (${newer.join(", ")}). Use that version.`,
    );
  }
  const gap = MIGRATIONS.slice(0, names.length).find(({ name }) => !names.includes(name));
  if (gap) throw new Obstacle(`it is not whole (${gap.name} never ran on it).`);
  return names;
}

/** That each search index says what its table says (sqlite.org/fts5.html §6.4). */
function requireIndexed(database: DatabaseSync): void {
  const indexes = database.prepare(
    "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'",
  ).all();
  for (const { name } of indexes) {
    try {
      database.exec(`INSERT INTO "${name}" ("${name}", rank) VALUES ('integrity-check', 1)`);
    } catch {
      throw new Obstacle(`it is damaged (the search index ${name} is not that of its rows).`);
    }
  }
}
