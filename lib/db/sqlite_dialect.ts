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
import { retryWhileBusy } from "./busy.ts";

/** SQLite's code for a ROLLBACK with nothing to roll back. */
const NO_TRANSACTION = 1;

/** Kysely's SQLite dialect over node:sqlite, with prepared statements kept and writers that queue up instead of failing. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: DatabaseSync) {
    const adapted = adapt(database);
    super({ database: adapted });
    this.#database = adapted;
  }

  override createAdapter(): SqliteAdapter {
    return new NodeSqliteAdapter();
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }
}

/** Tells a database in a file from one behind a server. */
export class NodeSqliteAdapter extends SqliteAdapter {}

/**
 * Takes the write lock when a transaction begins. A deferred transaction takes it at its first write, too late:
 * what it read may be stale by then, and SQLite can only refuse it.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhileBusy(() => connection.executeQuery(CompiledQuery.raw("begin immediate")));
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
    close: () => database.close(),
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
