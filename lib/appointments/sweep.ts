import type { Clock } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";

/** Lets go of what waited for its owner's word, and waits no longer: what was deleted, and calendar files that were read. */
export async function sweepAppointments(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
): Promise<void> {
  const now = clock();
  await write(db, async (trx) => {
    for (const table of ["deleted_appointments", "calendar_imports"] as const) {
      await trx.deleteFrom(table).where("expires_at", "<=", now).execute();
    }
  });
}
