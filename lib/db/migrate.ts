import { type Kysely, sql } from "kysely";
import { ConfigError } from "@/lib/config.ts";
import { write } from "./open.ts";
import type { Db } from "./schema.ts";
import * as start from "./migrations/0001_start.ts";
import * as loginKeys from "./migrations/0002_login_keys.ts";
import * as accounts from "./migrations/0003_accounts.ts";
import * as appointments from "./migrations/0004_appointments.ts";
import * as instances from "./migrations/0005_instances.ts";

interface Migration {
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

/** In order; a migration that has been released is never edited, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [
  { name: "0001_start", ...start },
  { name: "0002_login_keys", ...loginKeys },
  { name: "0003_accounts", ...accounts },
  { name: "0004_appointments", ...appointments },
  { name: "0005_instances", ...instances },
];

/**
 * Brings the schema up to date and returns the names of the migrations that ran. All of it is one write transaction:
 * of two processes that start at once the second waits, and then finds nothing to do.
 *
 * @throws {ConfigError} when the database has been changed by a newer version of the app, or is not what we build on
 */
export async function migrate(db: Db, migrations = MIGRATIONS): Promise<string[]> {
  await requireForeignKeys(db);
  return await write(db, async (trx) => {
    await sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT`.execute(trx);
    const pending = await findPending(trx, migrations);
    for (const { name, up } of pending) {
      await up(trx as unknown as Kysely<unknown>);
      await sql`INSERT INTO migrations (name) VALUES (${name})`.execute(trx);
    }
    return pending.map((migration) => migration.name);
  });
}

/** Whatever belongs to an account goes with it by them, and a server may be set up without. */
async function requireForeignKeys(db: Db): Promise<void> {
  const { rows } = await sql<{ foreign_keys: number }>`PRAGMA foreign_keys`.execute(db);
  if (rows[0]?.foreign_keys === 1) return;
  throw new ConfigError(
    "DATABASE_URL points at a database server that does not enforce foreign keys. Set it up so that it does.",
  );
}

/**
 * For those who only look.
 *
 * @throws {ConfigError} when the database is older than this version of the app, or newer
 */
export async function requireMigrated(db: Db): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`.execute(db);
  const pending = rows.length > 0 ? await findPending(db, MIGRATIONS) : MIGRATIONS;
  if (pending.length === 0) return;
  throw new ConfigError(
    "DATABASE_URL points at a database that is not up to date. Start the app, or run `deno task migrate`.",
  );
}

async function findPending(db: Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM migrations`.execute(db);
  const done = rows.map((row) => row.name);
  refuseUnknown(done, migrations);
  return migrations.filter((migration) => !done.includes(migration.name));
}

/** Names of migrations that this version does not have: a newer one has changed that database. */
export function unknownAmong(names: readonly string[], migrations = MIGRATIONS): string[] {
  return names.filter((name) => !migrations.some((known) => known.name === name));
}

function refuseUnknown(done: readonly string[], migrations: readonly Migration[]): void {
  const unknown = unknownAmong(done, migrations);
  if (unknown.length === 0) return;
  throw new ConfigError(
    `DATABASE_URL points at a database that a newer version of Cloakroom has changed (${
      unknown.join(", ")
    }). Run that version, or set another one.`,
  );
}
