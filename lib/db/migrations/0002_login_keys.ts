import { type Kysely, sql } from "kysely";

/** Which secret key the cookie of a login was signed with when it was last seen; empty where that is not known yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE sessions ADD COLUMN key_id TEXT NOT NULL DEFAULT ''`.execute(db);
}
