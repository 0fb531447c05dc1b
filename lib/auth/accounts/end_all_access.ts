import type { Trx } from "@/lib/db/schema.ts";
import { dropWaiting } from "@/lib/mailer/mod.ts";
import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { endLogins } from "../logins/end.ts";
import { type Happened, recorded } from "../recorded.ts";

/** How much was ended, of each. */
export interface EndedAccess {
  readonly logins: number;
  readonly tokens: number;
  readonly addresses: number;
  readonly links: number;
  readonly mails: number;
}

type EndDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks">;

/**
 * Ends all that lets anybody in without the password: logins, API tokens, private addresses, mailed links, and mails that
 * still wait, as they hold such links and may have gone out once. For a database that was put back: what its owners have
 * ended since then would be alive again (ASVS 5.0 §7.4.1). It stands in the history of each of them.
 */
export function endAllAccess(deps: EndDeps): Promise<EndedAccess> {
  const now = deps.clock();
  return recorded(deps, async (trx, happened) => ({
    logins: await endEveryonesLogins(trx, happened, now),
    tokens: await revokeEveryonesTokens(trx, happened, now),
    addresses: await revokeEveryonesAddress(trx, happened),
    links: await killEveryonesLinks(trx),
    mails: await dropWaiting(trx),
  }));
}

async function endEveryonesLogins(trx: Trx, happened: Happened, now: number): Promise<number> {
  const people = await trx.selectFrom("sessions").select("user_id").distinct()
    .where("ended_at", "is", null)
    .execute();
  let count = 0;
  for (const { user_id: userId } of people) {
    const ending = { userId, reason: "restored", device: NO_DEVICE, now } as const;
    count += (await endLogins(trx, happened, ending)).length;
  }
  return count;
}

async function revokeEveryonesTokens(trx: Trx, happened: Happened, now: number): Promise<number> {
  const revoked = await trx.updateTable("api_tokens").set({ revoked_at: now })
    .where("revoked_at", "is", null)
    .returning(["user_id", "name"])
    .execute();
  for (const { user_id: userId, name } of revoked) {
    happened({ type: "token_revoked", userId, device: NO_DEVICE, details: { name } });
  }
  return revoked.length;
}

async function revokeEveryonesAddress(trx: Trx, happened: Happened): Promise<number> {
  const revoked = await trx.deleteFrom("private_addresses").returning("user_id").execute();
  for (const { user_id: userId } of revoked) {
    happened({ type: "address_revoked", userId, device: NO_DEVICE, details: {} });
  }
  return revoked.length;
}

async function killEveryonesLinks(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom("one_time_tokens")
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
