import { type Kysely, sql } from "kysely";

/** The whole life of an account: proofs by mail, tokens for programs, history, throttles, mails, forms kept for later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE users ADD COLUMN verified_at INTEGER`.execute(db);
  await sql`ALTER TABLE users ADD COLUMN delete_at INTEGER`.execute(db);
  await sql`ALTER TABLE sessions ADD COLUMN notice TEXT`.execute(db);
  await sql`ALTER TABLE sessions ADD COLUMN ended_by TEXT`.execute(db);

  await sql`
    CREATE TABLE one_time_tokens (
      token_hash TEXT PRIMARY KEY,
      purpose TEXT NOT NULL,
      user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
      email TEXT NOT NULL,
      sealed TEXT,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      used_at INTEGER
    ) STRICT`.execute(db);
  await sql`CREATE INDEX one_time_tokens_email ON one_time_tokens (email, purpose)`.execute(db);
  await sql`CREATE INDEX one_time_tokens_user ON one_time_tokens (user_id, purpose)`.execute(db);

  await sql`
    CREATE TABLE api_tokens (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      last_used_at INTEGER,
      revoked_at INTEGER
    ) STRICT`.execute(db);
  await sql`CREATE INDEX api_tokens_user ON api_tokens (user_id, created_at)`.execute(db);

  await sql`
    CREATE TABLE events (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      type TEXT NOT NULL,
      at INTEGER NOT NULL,
      user_agent TEXT NOT NULL,
      address TEXT NOT NULL,
      details TEXT NOT NULL
    ) STRICT`.execute(db);
  await sql`CREATE INDEX events_user ON events (user_id, at, id)`.execute(db);
  await sql`CREATE INDEX events_at ON events (at)`.execute(db);

  await sql`
    CREATE TABLE throttles (
      account TEXT NOT NULL,
      source TEXT NOT NULL,
      failures INTEGER NOT NULL,
      failed_at INTEGER NOT NULL,
      PRIMARY KEY (account, source)
    ) STRICT, WITHOUT ROWID`.execute(db);
  await sql`CREATE INDEX throttles_source ON throttles (source, failed_at)`.execute(db);
  await sql`CREATE INDEX throttles_failed_at ON throttles (failed_at)`.execute(db);

  await sql`
    CREATE TABLE mails (
      id TEXT PRIMARY KEY,
      sealed TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER NOT NULL,
      sent_at INTEGER,
      failed_at INTEGER,
      failure TEXT
    ) STRICT`.execute(db);
  await sql`CREATE INDEX mails_due ON mails (due_at) WHERE sent_at IS NULL AND failed_at IS NULL`
    .execute(db);

  await sql`
    CREATE TABLE kept_forms (
      id TEXT PRIMARY KEY,
      browser_hash TEXT NOT NULL,
      user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      sealed TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT`.execute(db);
  await sql`CREATE UNIQUE INDEX kept_forms_browser ON kept_forms (browser_hash, path)`.execute(db);
  await sql`CREATE INDEX kept_forms_expires ON kept_forms (expires_at)`.execute(db);
}
