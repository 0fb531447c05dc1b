import { Kysely, sql } from "kysely";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@/lib/config.ts";
import { retryWhileBusy } from "./busy.ts";
import type { Db, Tables, Trx } from "./schema.ts";
import { NodeSqliteDialect } from "./sqlite_dialect.ts";

/**
 * Opens the database that DATABASE_URL names (`file:data/cloakroom.db`, `file::memory:`), making the file and
 * its folder when they are missing.
 *
 * @throws {ConfigError} when the file cannot be opened or is not a database
 */
export async function openDatabase(url: string): Promise<Db> {
  const path = pathOf(url);
  try {
    if (path !== ":memory:") await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path);
    await retryWhileBusy(() => configure(database));
    return new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `DATABASE_URL points at ${resolve(path)}, which cannot be used: ${reason}.`,
    );
  }
}

/**
 * The same for those who only look: nothing is made.
 *
 * @throws {ConfigError} also when there is no such file
 */
export function openKnownDatabase(url: string): Promise<Db> {
  if (existsSync(pathOf(url))) return openDatabase(url);
  throw new ConfigError(
    `DATABASE_URL points at ${
      resolve(pathOf(url))
    }, where there is no database yet. Start the app once, or run \`deno task migrate\`.`,
  );
}

function pathOf(url: string): string {
  return url.slice("file:".length);
}

/** A file that is no database opens without complaint; the first statement that reads it tells. */
function configure(database: DatabaseSync): void {
  database.exec(`
    PRAGMA busy_timeout = 100;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON; -- what is deleted is overwritten; measured, it costs nothing that could be seen
  `);
}

/**
 * Empties the log in which SQLite keeps pages as they were before (sqlite.org/wal.html), so that what was deleted is in no
 * file any more. Where others are reading, it stays until the next time.
 */
export async function forgetDeleted(db: Db): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
}

/**
 * Runs `work` in one transaction that holds the write lock from its first line. Every write goes
 * through here; called inside a transaction, it joins it.
 */
export function write<T>(db: Db | Trx, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Trx) : db.transaction().execute(work);
}
