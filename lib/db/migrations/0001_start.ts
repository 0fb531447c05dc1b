import { type Kysely, sql } from "kysely";

/** STRICT tables refuse a text where a number belongs: the schema is the last guard of every rule above it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE users (
      id TEXT PRIMARY KEY,
      email TEXT NOT NULL UNIQUE CHECK (email = lower(trim(email))),
      name TEXT NOT NULL,
      password_hash TEXT NOT NULL,
      role TEXT NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
      is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
      time_zone TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT`.execute(db);

  await sql`
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      token_hash TEXT NOT NULL UNIQUE,
      remember INTEGER NOT NULL CHECK (remember IN (0, 1)),
      created_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      confirmed_at INTEGER,
      user_agent TEXT NOT NULL,
      address TEXT NOT NULL,
      ended_at INTEGER,
      end_reason TEXT,
      CHECK ((ended_at IS NULL) = (end_reason IS NULL))
    ) STRICT`.execute(db);
  await sql`CREATE INDEX sessions_user ON sessions (user_id, created_at)`.execute(db);

  await sql`
    CREATE TABLE appointments (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
      all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
      time_zone TEXT NOT NULL,
      location TEXT NOT NULL,
      description TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT`.execute(db);
  await sql`CREATE INDEX appointments_owner ON appointments (user_id, starts_at, id)`.execute(db);
}
