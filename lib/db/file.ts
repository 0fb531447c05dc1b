import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Dialect } from "kysely";
import { ConfigError } from "@/lib/config.ts";
import { retryWhileBusy } from "./busy.ts";
import { FileWatch } from "./file_watch.ts";
import { emptyLog, NodeSqliteDialect } from "./sqlite_dialect.ts";

/**
 * Opens the file of a `file:` address, making it and its folder when they are missing.
 *
 * @throws {ConfigError} when it cannot be opened or is not a database
 */
export async function openFile(url: string): Promise<Dialect> {
  const path = pathOf(url);
  try {
    if (path !== ":memory:") await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path);
    await retryWhileBusy(() => configure(database));
    if (path === ":memory:") return new NodeSqliteDialect(database);
    // What stands in the log would be played into whatever lies there at the next start.
    const onLost = () => emptyLog(database);
    return new NodeSqliteDialect(database, new FileWatch(resolve(path), onLost));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `DATABASE_URL points at ${resolve(path)}, which cannot be used: ${reason}.`,
    );
  }
}

/** @throws {ConfigError} when a `file:` address leads nowhere */
export function requireFile(url: string): void {
  if (existsSync(pathOf(url))) return;
  throw new ConfigError(
    `DATABASE_URL points at ${
      resolve(pathOf(url))
    }, where there is no database yet. Start the app once, or run \`deno task migrate\`.`,
  );
}

/** The path in a `file:` address. */
export function pathOf(url: string): string {
  return url.slice("file:".length);
}

/** A file that is no database opens without complaint; the first statement that reads it tells. */
function configure(database: DatabaseSync): void {
  database.exec(`
    PRAGMA busy_timeout = 0; -- waiting here would stop all that the app does: retryWhileBusy waits
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON; -- what is deleted is overwritten; measured, it costs nothing that could be seen
  `);
}
