import { type Kysely, sql } from "kysely";

/** Tokens of logins that were replaced a moment ago: every instance has to know them, not only the one that did it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE replaced_tokens (
      token_hash TEXT PRIMARY KEY,
      known_until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db);
}
