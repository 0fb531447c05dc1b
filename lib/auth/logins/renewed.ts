import { CLOCK_SKEW } from "@/lib/clock.ts";
import { sha256 } from "@/lib/crypto/digest.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";

/** How long it is known that a token was replaced, in milliseconds: longer than requests take, whoever's clock is right. */
const MEMORY = 15_000 + CLOCK_SKEW;

/**
 * Notes that a login has a new token, in the transaction that gives it. Requests may be under way with the old one, which
 * come from other tabs of the same browser, and any instance may answer them.
 */
export async function noteRenewed(trx: Trx, oldHash: string, now: number): Promise<void> {
  await forgetRenewed(trx, now);
  await trx.insertInto("replaced_tokens")
    .values({ token_hash: oldHash, known_until: now + MEMORY })
    .execute();
}

/** Whether a token was replaced just now, as far as it is known here: a replica may hear of it a moment later. */
export async function wasRenewed(db: Db | Trx, token: string, now: number): Promise<boolean> {
  const row = await db.selectFrom("replaced_tokens").select("known_until")
    .where("token_hash", "=", sha256(token))
    .where("known_until", ">", now)
    .executeTakeFirst();
  return row !== undefined;
}

/** The same, asked under the write lock, which every replica has to ask for: before somebody is signed out for it. */
export function wasSurelyRenewed(db: Db, token: string, now: number): Promise<boolean> {
  return write(db, (trx) => wasRenewed(trx, token, now));
}

/** Lets go of what nobody asks for any more. */
export async function forgetRenewed(trx: Trx, now: number): Promise<void> {
  await trx.deleteFrom("replaced_tokens").where("known_until", "<=", now).execute();
}
