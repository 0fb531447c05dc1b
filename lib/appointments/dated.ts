import type { Db } from "@/lib/db/schema.ts";
import { EVER } from "./place.ts";
import { type DatedAppointment, toDated } from "./store.ts";

/**
 * All that an owner has, earliest first.
 *
 * @param since only what is not over by then, in milliseconds since 1970; by default past ones too
 */
export async function allAppointments(
  { db }: { readonly db: Db },
  userId: string,
  since: number = EVER.from,
): Promise<DatedAppointment[]> {
  const rows = await db.selectFrom("appointments").selectAll()
    .where("user_id", "=", userId)
    .where("ends_at", ">", since)
    .orderBy("starts_at").orderBy("id")
    .execute();
  return rows.map(toDated);
}
