import { sql } from "kysely";
import type { Clock } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";

/** Lets go of what waited for its owner's word, and waits no longer: what was deleted, and calendar files that were read. */
export async function sweepAppointments(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
): Promise<void> {
  const now = clock();
  await write(db, async (trx) => {
    for (const table of ["deleted_appointments", "calendar_imports"] as const) {
      await trx.deleteFrom(table).where("expires_at", "<=", now).execute();
    }
    await forgetSearched(trx);
  });
}

/** How much of the search index is written anew at once, in pages of some 4 KB: others wait meanwhile. */
const PAGES_AT_ONCE = 500;

/**
 * Where the search index does not overwrite what is deleted, it lasts until the index's parts are merged
 * (sqlite.org/fts5.html §6.8).
 */
async function forgetSearched(trx: Trx): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM appointments_search_config WHERE k = 'secure-delete' AND v = 1`.execute(trx);
  if (rows.length > 0) return;
  await sql`INSERT INTO appointments_search (appointments_search, rank) VALUES ('merge', ${
    sql.lit(-PAGES_AT_ONCE)
  })`
    .execute(trx);
}
