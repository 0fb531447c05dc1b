import type { EndReason, Trx } from "@/lib/db/schema.ts";
import type { Device } from "../deps.ts";
import type { Happened } from "../recorded.ts";

interface Ending {
  readonly userId: string;
  /** Id of the only login to end; default: all of the person's. */
  readonly only?: string;
  /** Id of a login that stays. */
  readonly keep?: string;
  readonly reason: EndReason;
  /** The device that does it, in words, when its owner does it from another one. */
  readonly by?: string;
  readonly device: Device;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Ends live logins of one person, and returns their ids. Their browsers are out at the next request. */
export async function endLogins(
  trx: Trx,
  happened: Happened,
  { userId, only, keep, reason, by, device, now }: Ending,
): Promise<string[]> {
  const ended = await trx.updateTable("sessions")
    .set({ ended_at: now, end_reason: reason, ended_by: by ?? null })
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .$if(only !== undefined, (query) => query.where("id", "=", only!))
    .$if(keep !== undefined, (query) => query.where("id", "!=", keep!))
    .returning("id")
    .execute();
  for (const { id } of ended) {
    happened({ type: "ended", userId, device, details: { login: id, reason } });
  }
  return ended.map(({ id }) => id);
}
