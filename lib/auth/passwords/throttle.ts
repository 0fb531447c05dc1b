import { sql } from "kysely";
import { CLOCK_SKEW } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import type { AuthDeps } from "../deps.ts";
import { accountName, isStranger, type Pair } from "./throttle_names.ts";
import { MAX_ACCOUNTS, MEMORY, SPRAY_WINDOW, type Standing } from "./throttle_rules.ts";

/** How a source stands with an account: strangers are counted together, a known device or a login for itself. */
export async function standingOf(db: Db | Trx, pair: Pair, now: number): Promise<Standing> {
  const rows = await db.selectFrom("throttles").select(["source", "failures", "failed_at"])
    .where("account", "=", pair.account)
    .where("failed_at", ">", now - MEMORY)
    .where("failed_at", "<", now + CLOCK_SKEW) // what a wrong clock wrote counts for nothing, or it would keep people out
    .execute();
  const own = rows.filter(({ source }) => source === pair.source);
  const counted = isStranger(pair.source) ? rows.filter((row) => isStranger(row.source)) : own;
  return {
    failures: counted.reduce((sum, { failures }) => sum + failures, 0),
    failedAt: Math.max(0, ...counted.map(({ failed_at }) => failed_at)),
    own: own[0]?.failures ?? 0,
    elsewhere: isStranger(pair.source)
      ? await elsewhere(db, pair, { since: now - SPRAY_WINDOW, now, limit: MAX_ACCOUNTS })
      : [],
  };
}

/** When this source last had to do with other accounts, the latest first. */
export async function elsewhere(
  db: Db | Trx,
  { account, source }: Pair,
  { since, now, limit }: { since: number; now: number; limit: number },
): Promise<number[]> {
  const rows = await db.selectFrom("throttles").select("failed_at")
    .where("source", "=", source)
    .where("account", "!=", account)
    .where("failed_at", ">", since)
    .where("failed_at", "<", now + CLOCK_SKEW)
    .orderBy("failed_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ failed_at }) => failed_at);
}

/**
 * Counts one more.
 *
 * @param memory milliseconds after which a row begins anew
 */
export async function countOne(trx: Trx, pair: Pair, now: number, memory = MEMORY): Promise<void> {
  await trx.insertInto("throttles")
    .values({ ...pair, failures: 1, failed_at: now })
    .onConflict((conflict) =>
      conflict.columns(["account", "source"]).doUpdateSet({
        failures: sql`CASE WHEN failed_at > ${now - memory} AND failed_at < ${
          now + CLOCK_SKEW
        } THEN failures + 1 ELSE 1 END`,
        failed_at: now,
      })
    )
    .execute();
}

/** Forgets what failed from one source, after the right password. */
export async function forgetSource(trx: Trx, { account, source }: Pair): Promise<void> {
  await trx.deleteFrom("throttles")
    .where("account", "=", account)
    .where("source", "=", source)
    .execute();
}

/** Forgets all failures at an account, once somebody has proved by mail to be its owner and has a new password. */
export async function forgiveTries(
  deps: Pick<AuthDeps, "config">,
  trx: Trx,
  email: string,
): Promise<void> {
  const account = accountName(deps, email);
  await trx.deleteFrom("throttles").where("account", "=", account).execute();
}

/** Deletes what counts no more. */
export async function sweepThrottles({ db, clock }: Pick<AuthDeps, "db" | "clock">): Promise<void> {
  await write(
    db,
    (trx) =>
      trx.deleteFrom("throttles")
        .where(({ or, eb }) =>
          or([eb("failed_at", "<=", clock() - MEMORY), eb("failed_at", ">=", clock() + CLOCK_SKEW)])
        )
        .execute(),
  );
}
