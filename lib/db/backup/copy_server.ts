import type { libsql } from "@libsql/kysely-libsql";
import { DatabaseSync } from "node:sqlite";
import { connect } from "../libsql.ts";
import type { Fetch } from "../libsql_ask.ts";
import { unknownAmong } from "../migrate.ts";
import type { DatabaseAddress } from "../open.ts";
import { layOut } from "./lay_out.ts";
import { copyRows, fileOf, type Place, type Value } from "./rows.ts";
import { tablesOf } from "./tables.ts";
import { Obstacle } from "./told.ts";

/** Where statements of a server go: to it at once, or into a transaction. */
type Executor = Pick<libsql.Client, "execute">;

/** A server as a place of rows. */
export function serverOf(executor: Executor): Place {
  return {
    ask: async (sql, values) => {
      const { columns, rows } = await executor.execute({ sql, args: [...values] });
      return rows.map((row) => columns.map((_, index) => row[index] as Value));
    },
  };
}

/**
 * Copies the database of a libSQL server, as it is at one moment, into an empty file: the tables by the same migrations,
 * then row by row. It reads in one transaction, which holds nobody up.
 *
 * @throws {Obstacle} when there is nothing of ours
 */
export async function copyServer(
  { databaseUrl, databaseAuthToken = "" }: DatabaseAddress,
  to: string,
  fetch?: Fetch,
): Promise<void> {
  const client = connect(databaseUrl, databaseAuthToken, fetch);
  const snapshot = await client.transaction("read");
  const file = new DatabaseSync(to);
  try {
    const server = serverOf(snapshot);
    file.exec("PRAGMA synchronous = OFF");
    await layOut(file, await migrationsOf(server));
    file.exec("PRAGMA foreign_keys = OFF"); // rows may come before their owners; but no migration runs without
    file.exec("BEGIN");
    await copyRows(server, fileOf(file), tablesOf(file));
    file.exec("COMMIT");
  } finally {
    file.close();
    snapshot.close();
    client.close();
  }
}

async function migrationsOf(server: Place): Promise<string[]> {
  const [known] = await server.ask("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'", []);
  if (!known) {
    throw new Obstacle("there is nothing yet. Start the app once, or run `deno task migrate`.");
  }
  const rows = await server.ask("SELECT name FROM migrations", []);
  const names = rows.map(([name]) => String(name));
  const unknown = unknownAmong(names);
  if (unknown.length === 0) return names;
  throw new Obstacle(`it is not as this version of Cloakroom knows it (${unknown.join(", ")}).`);
}
