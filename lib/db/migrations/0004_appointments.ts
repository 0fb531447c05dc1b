import { type Kysely, sql } from "kysely";

/** An appointments book for daily use: search, calendar files, undo; and the forms of a login, known by a hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE users ADD COLUMN has_chosen_zone INTEGER NOT NULL DEFAULT 0
      CHECK (has_chosen_zone IN (0, 1))`.execute(db);
  await sql`
    UPDATE users SET has_chosen_zone = 1 WHERE id IN (
      SELECT user_id FROM events WHERE type = 'profile_changed' AND details LIKE '%time zone%')`
    .execute(db);
  await sql`ALTER TABLE sessions ADD COLUMN form_hash TEXT`.execute(db);
  await sql`CREATE UNIQUE INDEX sessions_form ON sessions (form_hash)`.execute(db);

  // Two people at one browser may have forms for the same path, and each of them several.
  await sql`DROP INDEX kept_forms_browser`.execute(db);
  await sql`ALTER TABLE kept_forms ADD COLUMN form_hash TEXT NOT NULL DEFAULT ''`.execute(db);
  await sql`
    CREATE UNIQUE INDEX kept_forms_browser
      ON kept_forms (browser_hash, path, form_hash, ifnull(user_id, ''))`.execute(db);
  await sql`CREATE INDEX kept_forms_user ON kept_forms (user_id, expires_at)`.execute(db);

  await rebuildAppointments(db);
  await addSearch(db);

  await sql`
    CREATE TABLE deleted_appointments (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      sealed TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT`.execute(db);
  await sql`CREATE INDEX deleted_appointments_user ON deleted_appointments (user_id)`.execute(db);
  await sql`CREATE INDEX deleted_appointments_expires ON deleted_appointments (expires_at)`
    .execute(db);

  await sql`
    CREATE TABLE calendar_imports (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      sealed TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT`.execute(db);
  await sql`CREATE INDEX calendar_imports_user ON calendar_imports (user_id)`.execute(db);
  await sql`CREATE INDEX calendar_imports_expires ON calendar_imports (expires_at)`.execute(db);

  await sql`
    CREATE TABLE private_addresses (
      user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      token_hash TEXT NOT NULL UNIQUE,
      sealed TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_used_at INTEGER
    ) STRICT`.execute(db);
}

/**
 * With a number for each row, which the search index needs: those that SQLite gives by itself may change. What was there
 * keeps its id, also as the UID that calendar programs know it by.
 */
async function rebuildAppointments(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE new_appointments (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      uid TEXT NOT NULL,
      form_id TEXT,
      title TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
      all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
      time_zone TEXT NOT NULL,
      location TEXT NOT NULL,
      description TEXT NOT NULL,
      search TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT`.execute(db);
  const { rows } = await sql<Row>`SELECT * FROM appointments ORDER BY starts_at, id`.execute(db);
  for (const row of rows) {
    await sql`
      INSERT INTO new_appointments (id, user_id, uid, title, starts_at, ends_at, all_day, time_zone,
        location, description, search, version, created_at, updated_at)
      VALUES (${row.id}, ${row.user_id}, ${row.id}, ${row.title}, ${row.starts_at}, ${row.ends_at},
        ${row.all_day}, ${row.time_zone}, ${row.location}, ${row.description}, ${searchText(row)},
        ${row.version}, ${row.created_at}, ${row.updated_at})`.execute(db);
  }
  await sql`DROP TABLE appointments`.execute(db);
  await sql`ALTER TABLE new_appointments RENAME TO appointments`.execute(db);
  await sql`
    CREATE INDEX appointments_owner ON appointments (user_id, starts_at, id, ends_at, search)`
    .execute(db);
  // What lasts longer than 31 days is found by its end; all else lies near the time that is asked for.
  await sql`
    CREATE INDEX appointments_long ON appointments (user_id, ends_at, starts_at)
      WHERE ends_at - starts_at > 2678400000`.execute(db);
  await sql`CREATE UNIQUE INDEX appointments_uid ON appointments (user_id, uid)`.execute(db);
  await sql`CREATE UNIQUE INDEX appointments_form ON appointments (user_id, form_id)`.execute(db);
}

/** All groups of three characters, so that any part of a word is found (sqlite.org/fts5.html §4.3.4). */
async function addSearch(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIRTUAL TABLE appointments_search USING fts5 (
      search, content = 'appointments', content_rowid = 'no',
      tokenize = 'trigram case_sensitive 1', columnsize = 0
    )`.execute(db);
  await sql`INSERT INTO appointments_search (appointments_search, rank) VALUES ('secure-delete', 1)`
    .execute(db);
  await sql`INSERT INTO appointments_search (appointments_search) VALUES ('rebuild')`.execute(db);
  const forget = sql.raw(`
    INSERT INTO appointments_search (appointments_search, rowid, search)
      VALUES ('delete', old.no, old.search);`);
  const note = sql.raw(
    `INSERT INTO appointments_search (rowid, search) VALUES (new.no, new.search);`,
  );
  await sql`CREATE TRIGGER appointments_added AFTER INSERT ON appointments BEGIN ${note} END`
    .execute(db);
  await sql`CREATE TRIGGER appointments_deleted AFTER DELETE ON appointments BEGIN ${forget} END`
    .execute(db);
  await sql`
    CREATE TRIGGER appointments_changed AFTER UPDATE OF search ON appointments
      WHEN old.search <> new.search BEGIN ${forget} ${note} END`.execute(db);
}

interface Row {
  id: string;
  user_id: string;
  title: string;
  starts_at: number;
  ends_at: number;
  all_day: number;
  time_zone: string;
  location: string;
  description: string;
  version: number;
  created_at: number;
  updated_at: number;
}

/** As it was when this was written; `lib/appointments/search_text.ts` says how it is now. */
function searchText({ user_id, title, location }: Row): string {
  const hex = user_id.replaceAll("-", "");
  const mark = [0, 4, 8].map((at) =>
    String.fromCodePoint(0xf0000 + (parseInt(hex.slice(at, at + 4), 16) || 0))
  );
  const plain = `${title}\n${location}`.normalize("NFKD").replace(/\p{M}/gu, "")
    .toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return mark.join("") + plain;
}
