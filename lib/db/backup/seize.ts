import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@/lib/config.ts";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import { type Contents, contentsOf } from "./examine.ts";

/** A database that nobody else can open until it is closed. */
export interface Seized extends Disposable {
  /** What it holds; null where there is none, or nothing of ours can be read in it. */
  readonly contents: Contents | null;
}

const NOTHING: Seized = { contents: null, [Symbol.dispose]: () => {} };

const STEPS = `
  PRAGMA busy_timeout = 1000;
  PRAGMA journal_mode = DELETE;
  PRAGMA locking_mode = EXCLUSIVE;
  BEGIN EXCLUSIVE;
`;

/**
 * Takes a database file for itself alone, so that another may come in its place. An app that runs holds a shared lock on
 * its database for as long as it is open, and SQLite leaves its log's mode only when there is none (sqlite.org/wal.html
 * §3.3); the log is part of the file from then on. One that is too damaged to be read nobody can be working with.
 *
 * @throws {ConfigError} when somebody has it open, or it cannot be opened
 */
export function seize(path: string): Seized {
  if (!existsSync(path)) return NOTHING;
  const database = new DatabaseSync(path);
  try {
    database.exec(STEPS);
    return { contents: known(database), [Symbol.dispose]: () => database.close() };
  } catch (error) {
    database.close();
    const trouble = databaseTrouble(error);
    if (trouble === "damaged" || trouble === "no database") return NOTHING;
    if (trouble !== "locked") throw error;
    throw new ConfigError(
      `${resolve(path)} is in use. Stop the app, and what else has the database open, first.`,
    );
  }
}

function known(database: DatabaseSync): Contents | null {
  try {
    return contentsOf(database);
  } catch {
    return null; // it was not made by us, or is damaged; it is kept all the same
  }
}
