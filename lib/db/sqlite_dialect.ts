import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { errcode } from "@/lib/database_trouble.ts";
import type { FileWatch } from "./file_watch.ts";

/** SQLite's code for a ROLLBACK with nothing to roll back. */
const NO_TRANSACTION = 1;

/** Kysely's SQLite dialect over node:sqlite, with prepared statements kept. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  /** @param watch over its file, where it has one */
  constructor(database: DatabaseSync, readonly watch?: FileWatch) {
    const adapted = adapt(database);
    super({ database: adapted });
    this.#database = adapted;
  }

  override createAdapter(): SqliteAdapter {
    return new NodeSqliteAdapter(this.watch);
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database, this.watch);
  }
}

/** Tells a database in a file from one behind a server. */
export class NodeSqliteAdapter extends SqliteAdapter {
  constructor(readonly watch?: FileWatch) {
    super();
  }
}

/**
 * Takes the write lock when a transaction begins. A deferred transaction takes it at its first write, too late:
 * what it read may be stale by then, and SQLite can only refuse it.
 */
class ImmediateDriver extends SqliteDriver {
  constructor(database: SqliteDatabase, readonly watch?: FileWatch) {
    super({ database });
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.watch?.check();
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** What went into a file that is no longer there is not said to be kept. */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.watch?.check();
  }

  /**
   * A disk that is full or fails ends a transaction by itself (sqlite.org/lang_transaction.html), and then there is none
   * to roll back. What failed is the news, not that.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (errcode(error) !== NO_TRANSACTION) throw error;
    }
  }
}

/** How many prepared statements to keep; an app has a few dozen, generated `IN` lists could make more. */
const CACHED_STATEMENTS = 200;

function adapt(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close() {
      emptyLog(database);
      database.close();
    },
    prepare(sql) {
      const known = cache.get(sql);
      if (known) return known;
      const statement = prepare(database, sql);
      if (cache.size >= CACHED_STATEMENTS) cache.delete(cache.keys().next().value!);
      cache.set(sql, statement);
      return statement;
    },
  };
}

/**
 * Moves what stands in SQLite's log (sqlite.org/wal.html) into the file: its last connection does so when it closes, but
 * others may be open. What somebody is reading just now stays; so does all of it when the disk fails.
 */
export function emptyLog(database: DatabaseSync): void {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // Nothing is lost by it: the next start reads the log.
  }
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  const names = statement.columns().map(({ name }) => name!);
  const toRow = returnArrays(statement) ? rowMaker(names) : (row: unknown) => row;
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: names.length > 0,
    all: (parameters) => statement.all(...values(parameters)).map(toRow),
    run: (parameters) => statement.run(...values(parameters)),
    *iterate(parameters) {
      for (const row of statement.iterate(...values(parameters))) yield toRow(row);
    },
  };
}

/**
 * Asks for rows as arrays, where the runtime knows how (Deno ≥ 2.9): the objects that node:sqlite makes have no
 * prototype and no shape, and cost twice the time.
 */
function returnArrays(statement: StatementSync): boolean {
  const able = statement as { setReturnArrays?: (enabled: boolean) => void };
  able.setReturnArrays?.(true);
  return able.setReturnArrays !== undefined;
}

/** Objects with one shape for all rows of a statement. */
function rowMaker(names: readonly string[]) {
  return (values: unknown): unknown => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++) row[names[i]!] = (values as unknown[])[i];
    return row;
  };
}
