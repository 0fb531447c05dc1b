import { type Dialect, Kysely, sql } from "kysely";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import { retryWhileBusy } from "./busy.ts";
import { openFile, requireFile } from "./file.ts";
import type { Fetch } from "./libsql_ask.ts";
import { queryLog } from "./query_span.ts";
import type { Db, Tables, Trx } from "./schema.ts";
import { NodeSqliteAdapter } from "./sqlite_dialect.ts";

/** Where the database is, as the settings say it. */
export interface DatabaseAddress {
  readonly databaseUrl: string;
  readonly databaseAuthToken?: string;
}

/**
 * Opens the database that DATABASE_URL names: a file (`file:data/cloakroom.db`, `file::memory:`), made when it is missing,
 * or a libSQL server (`libsql://…`, `http://…`, `https://…`), which is not asked for anything yet.
 *
 * @param fetch how a server is reached
 * @throws {ConfigError} when the file cannot be opened or is not a database
 */
export async function openDatabase(
  { databaseUrl, databaseAuthToken = "" }: DatabaseAddress,
  fetch?: Fetch,
): Promise<Db> {
  if (isFile(databaseUrl)) return opened(await openFile(databaseUrl));
  const { LibsqlServerDialect } = await import("./libsql.ts"); // whoever has a file need not load it
  return opened(new LibsqlServerDialect(databaseUrl, databaseAuthToken, fetch));
}

function opened(dialect: Dialect): Db {
  return new Kysely<Tables>({ dialect, log: queryLog() });
}

/**
 * The same for those who only look: nothing is made.
 *
 * @throws {ConfigError} also when there is no such file
 */
export function openKnownDatabase(address: DatabaseAddress): Promise<Db> {
  if (isFile(address.databaseUrl)) requireFile(address.databaseUrl);
  return openDatabase(address);
}

/** Whether an address is that of a file, and not of a server. */
export function isFile(databaseUrl: string): boolean {
  return databaseUrl.startsWith("file:");
}

/**
 * Empties the log in which SQLite keeps pages as they were before (sqlite.org/wal.html), so that what was deleted is in no
 * file any more. Where others are reading, it stays until the next time. A server looks after its log by itself.
 */
export async function forgetDeleted(db: Db): Promise<void> {
  if (!(db.getExecutor().adapter instanceof NodeSqliteAdapter)) return;
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
}

/**
 * For those who only read: writes look by themselves. What a server keeps its data in, it has to know itself.
 *
 * @throws {DatabaseFileError} when another file, or none, lies where the database was opened
 */
export function requireSameFile(db: Db): void {
  const { adapter } = db.getExecutor();
  if (adapter instanceof NodeSqliteAdapter) adapter.watch?.check();
}

/**
 * Runs `work` in one transaction that holds the write lock from its first line. Every write goes
 * through here; called inside a transaction, it joins it.
 *
 * @param patience how long to wait for the lock, in milliseconds; others may read meanwhile
 */
export function write<T>(
  db: Db | Trx,
  work: (trx: Trx) => Promise<T>,
  patience?: number,
): Promise<T> {
  if (db.isTransaction) return work(db as Trx);
  let hasBegun = false;
  const attempt = () =>
    db.transaction().execute((trx) => {
      hasBegun = true;
      return work(trx);
    });
  return retryWhileBusy(attempt, { patience, mayRetry: () => !hasBegun });
}

/**
 * A write that an answer can do without, such as when somebody was seen last. Where nothing can be written just now, it is
 * left out, and reading goes on.
 */
export async function writeIfPossible(db: Db, work: (trx: Trx) => Promise<unknown>): Promise<void> {
  try {
    await write(db, work, 0);
  } catch (error) {
    if (!databaseTrouble(error)) throw error;
  }
}
