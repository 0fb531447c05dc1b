import type { Trx } from "@/lib/db/schema.ts";

/** Lets go of all mails that no server has taken yet, and returns how many there were. */
export async function dropWaiting(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom("mails")
    .where("sent_at", "is", null)
    .where("failed_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
