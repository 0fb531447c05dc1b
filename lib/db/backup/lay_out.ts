import { Kysely } from "kysely";
import type { DatabaseSync } from "node:sqlite";
import { migrate, MIGRATIONS } from "../migrate.ts";
import type { Tables } from "../schema.ts";
import { NodeSqliteDialect } from "../sqlite_dialect.ts";

/**
 * Makes in an empty database what some of our migrations make, so that it is as a version had it that knew no more.
 *
 * @param names of these migrations
 */
export async function layOut(database: DatabaseSync, names: readonly string[]): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  await migrate(db, MIGRATIONS.filter(({ name }) => names.includes(name)));
}
