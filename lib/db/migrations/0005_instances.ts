import { type Kysely, sql } from "kysely";

/** What several instances need, and a server of databases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addReplacedTokens(db);
  await keepSearchSound(db);
}

/** Tokens of logins that were replaced a moment ago: every instance has to know them, not only the one that did it. */
async function addReplacedTokens(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE replaced_tokens (
      token_hash TEXT PRIMARY KEY,
      known_until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db);
}

/**
 * Where SQLite is older than 3.49, as in libSQL's server, its own check finds an index damaged from which something was
 * deleted by overwriting. There, what is deleted goes when parts of the index are merged; as few parts as two.
 */
async function keepSearchSound(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(db);
  const [major = 0, minor = 0] = rows[0]!.version.split(".").map(Number);
  if (major > 3 || minor >= 49) return;
  for (const [setting, value] of [["secure-delete", 0], ["usermerge", 2]] as const) {
    await sql`INSERT INTO appointments_search (appointments_search, rank) VALUES (${setting}, ${
      sql.lit(value)
    })`
      .execute(db);
  }
}
