import type { Db } from "@/lib/db/schema.ts";
import { type DatedAppointment, toDated } from "./store.ts";

/** What an owner has that is not over before `since` (milliseconds since 1970), earliest first. */
export async function appointmentsSince(
  { db }: { db: Db },
  userId: string,
  since: number,
): Promise<DatedAppointment[]> {
  const rows = await db.selectFrom("appointments").selectAll()
    .where("user_id", "=", userId)
    .where("ends_at", ">", since)
    .orderBy("starts_at").orderBy("id")
    .execute();
  return rows.map(toDated);
}
