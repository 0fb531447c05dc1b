import { DatabaseSync } from "node:sqlite";
import { connect } from "../libsql.ts";
import { migrate } from "../migrate.ts";
import { type DatabaseAddress, openDatabase } from "../open.ts";
import { serverOf } from "./copy_server.ts";
import { copyRows, fileOf, type Place } from "./rows.ts";
import { type Table, tablesOf } from "./tables.ts";
import { Obstacle } from "./told.ts";

/** Stands among the migrations while a database is filled: no version of the app knows it, so none starts on half a book. */
const UNFINISHED = "a restore that is not finished";

/**
 * Copies a book from a file into the database of a libSQL server, in which there must be nobody yet. No transaction is
 * that long; where it breaks off, no app starts on that database, and the next try begins anew.
 *
 * @param from a file that is up to date and that nobody writes to
 * @throws {Obstacle} when there is somebody in it already
 */
export async function fillServer(address: DatabaseAddress, from: string): Promise<void> {
  const client = connect(address.databaseUrl, address.databaseAuthToken ?? "");
  const file = new DatabaseSync(from);
  try {
    const server = serverOf(client);
    const tables = tablesOf(file);
    if (await isBrokenOff(server)) await empty(server, tables);
    else await bringUpToDate(address);
    await requireEmpty(server, tables);
    await server.ask("INSERT INTO migrations (name) VALUES (?)", [UNFINISHED]);
    await copyRows(fileOf(file), server, tables);
    await server.ask("DELETE FROM migrations WHERE name = ?", [UNFINISHED]);
  } finally {
    file.close();
    client.close();
  }
}

async function bringUpToDate(address: DatabaseAddress): Promise<void> {
  await using db = await openDatabase(address);
  await migrate(db);
}

async function isBrokenOff({ ask }: Place): Promise<boolean> {
  const [known] = await ask("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'", []);
  if (!known) return false;
  return (await ask("SELECT 1 FROM migrations WHERE name = ?", [UNFINISHED])).length > 0;
}

/** Takes out what an earlier try has put in; whose tables come last goes first. */
async function empty({ ask }: Place, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables.toReversed()) await ask(`DELETE FROM ${name}`, []);
  await ask("DELETE FROM migrations WHERE name = ?", [UNFINISHED]);
}

async function requireEmpty({ ask }: Place, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    if ((await ask(`SELECT 1 FROM ${name} LIMIT 1`, [])).length === 0) continue;
    throw new Obstacle(
      `there is something in it already (in ${name}). A server's database has to be empty: make a new one.`,
    );
  }
}
