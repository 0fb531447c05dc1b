import { forgetDeleted, write } from "@/lib/db/open.ts";
import type { Trx } from "@/lib/db/schema.ts";
import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { whyOver } from "../logins/age.ts";
import { endLogins } from "../logins/end.ts";
import { forgetRenewed } from "../logins/renewed.ts";
import { sweepThrottles } from "../passwords/throttle.ts";
import { type Happened, recorded } from "../recorded.ts";
import { RETENTION } from "./retention.ts";

type SweepDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">;

/**
 * Lets go of what is kept no longer: accounts whose time to change one's mind is over, with all that belongs to them, and
 * whatever `RETENTION` gives an age. Notes, too, which logins are over because nobody came back. Each step is whole by
 * itself, and several processes may sweep at once.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  await deleteAccounts(deps);
  await endDeadLogins(deps);
  await forgetOld(deps);
  await sweepThrottles(deps);
  await forgetDeleted(deps.db);
}

/** All that has a `user_id` goes with the row in `users`; links to an address without an account are found by it. */
async function deleteAccounts(deps: SweepDeps): Promise<void> {
  await recorded(deps, async (trx, happened) => {
    const gone = await trx.deleteFrom("users")
      .where("delete_at", "<=", deps.clock())
      .returning(["id", "email"])
      .execute();
    for (const { id, email } of gone) {
      await trx.deleteFrom("one_time_tokens").where("email", "=", email).execute();
      happened({ type: "deleted", userId: null, device: NO_DEVICE, details: { user: id } });
    }
  });
}

/** How many logins are ended in one transaction: nobody else writes meanwhile. */
const BATCH = 500;

async function endDeadLogins(deps: SweepDeps): Promise<void> {
  let ended: number;
  do {
    ended = await recorded(deps, (trx, happened) => endSomeDead(trx, happened, deps));
  } while (ended === BATCH);
}

async function endSomeDead(trx: Trx, happened: Happened, deps: SweepDeps): Promise<number> {
  const { sessionLifetime, rememberLifetime, sessionIdleTimeout } = deps.config;
  const now = deps.clock();
  const ago = (seconds: number) => now - seconds * 1000;
  const rows = await trx.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .selectAll("sessions").select("is_active")
    .where("ended_at", "is", null)
    .where(({ or, and, eb }) =>
      or([
        eb("is_active", "=", 0),
        and([eb("remember", "=", 1), eb("sessions.created_at", "<", ago(rememberLifetime))]),
        and([eb("remember", "=", 0), eb("sessions.created_at", "<", ago(sessionLifetime))]),
        and([eb("remember", "=", 0), eb("seen_at", "<", ago(sessionIdleTimeout))]),
      ])
    )
    .limit(BATCH)
    .execute();
  for (const row of rows) {
    const reason = whyOver(row, deps)!; // the query asks no more than this does
    const which = { userId: row.user_id, only: row.id, reason };
    await endLogins(trx, happened, { ...which, device: NO_DEVICE, now });
  }
  return rows.length;
}

async function forgetOld({ db, clock }: SweepDeps): Promise<void> {
  const now = clock();
  await write(db, async (trx) => {
    await trx.deleteFrom("events").where("at", "<", now - RETENTION.events).execute();
    await trx.deleteFrom("sessions")
      .where("ended_at", "<", now - RETENTION.endedLogins).execute();
    const tokensSince = now - RETENTION.endedTokens;
    await trx.deleteFrom("api_tokens")
      .where(({ or, eb }) =>
        or([eb("revoked_at", "<", tokensSince), eb("expires_at", "<", tokensSince)])
      )
      .execute();
    await trx.deleteFrom("one_time_tokens")
      .where("expires_at", "<", now - RETENTION.links).execute();
    await trx.deleteFrom("kept_forms").where("expires_at", "<=", now).execute();
    await forgetRenewed(trx, now);
    await trx.deleteFrom("mails").where("created_at", "<", now - RETENTION.mails).execute();
  });
}
