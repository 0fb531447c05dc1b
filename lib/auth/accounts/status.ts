import type { Trx } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import type { Actor } from "../hooks.ts";
import { killTokens } from "../links/one_time_tokens.ts";
import { endLogins } from "../logins/end.ts";
import { type Happened, recorded } from "../recorded.ts";
import { type Account, findAccount, isLastAdmin } from "./accounts.ts";

/** Whose account is changed, and who does it from where. */
export interface AccountChange {
  readonly userId: string;
  readonly by: Exclude<Actor, "owner">;
  readonly device: Device;
}

/**
 * What became of a change: `same` when there was nothing to do, `missing` without such an account, `last_admin` when
 * nobody would be left to undo it, `inactive` for what an account must be active for.
 */
export type Changed = "done" | "same" | "missing" | "last_admin" | "inactive";

type ChangeDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks">;

/**
 * Lets an account in again, or shuts it out: its logins end at once, and mailed links open nothing any more (ASVS 5.0
 * §7.4.2). Its tokens for programs stay, and are refused for as long as it is out.
 */
export function setActive(
  deps: ChangeDeps,
  { userId, isActive, by, device }: AccountChange & { readonly isActive: boolean },
): Promise<Changed> {
  return change(deps, userId, async (account, trx, happened) => {
    if (account.isActive === isActive) return "same";
    if (!isActive && await isLastAdmin(trx, userId)) return "last_admin";
    const now = deps.clock();
    await update(trx, userId, { is_active: isActive ? 1 : 0, updated_at: now });
    if (!isActive) {
      await killTokens(trx, userId);
      await endLogins(trx, happened, { userId, reason: "deactivated", device, now });
    }
    const type = isActive ? "activated" : "deactivated";
    happened({ type, userId, device, details: { by } });
    return "done";
  });
}

/** Gives somebody the right to look after all accounts, or takes it away. It holds from their next request on. */
export function setRole(
  deps: ChangeDeps,
  { userId, role, by, device }: AccountChange & { readonly role: "user" | "admin" },
): Promise<Changed> {
  return change(deps, userId, async (account, trx, happened) => {
    if (account.isAdmin === (role === "admin")) return "same";
    if (role === "admin" && !account.isActive) return "inactive";
    if (role === "user" && await isLastAdmin(trx, userId)) return "last_admin";
    await update(trx, userId, { role, updated_at: deps.clock() });
    happened({ type: "role_changed", userId, device, details: { to: role, by } });
    return "done";
  });
}

/** Ends all logins of somebody, and returns how many there were. */
export function endAllLogins(
  deps: ChangeDeps,
  { userId, device }: Omit<AccountChange, "by">,
): Promise<number> {
  const ending = { userId, reason: "ended_by_admin" as const, device, now: deps.clock() };
  return recorded(
    deps,
    async (trx, happened) => (await endLogins(trx, happened, ending)).length,
  );
}

/**
 * Ends the logins of everybody, but the one at hand: after an incident, when nobody can say whose were stolen (ASVS 5.0
 * §7.4.5). Returns how many there were.
 */
export function endEveryLogin(
  deps: ChangeDeps,
  { login, device }: { login: { readonly id: string }; device: Device },
): Promise<number> {
  return recorded(deps, async (trx, happened) => {
    const people = await trx.selectFrom("sessions").select("user_id").distinct()
      .where("ended_at", "is", null)
      .execute();
    const ending = { keep: login.id, reason: "ended_by_admin" as const, device, now: deps.clock() };
    let count = 0;
    for (const { user_id: userId } of people) {
      count += (await endLogins(trx, happened, { userId, ...ending })).length;
    }
    return count;
  });
}

function change(
  deps: ChangeDeps,
  userId: string,
  work: (account: Account, trx: Trx, happened: Happened) => Promise<Changed>,
): Promise<Changed> {
  return recorded(deps, async (trx, happened) => {
    const account = await findAccount(trx, userId);
    return account ? await work(account, trx, happened) : "missing";
  });
}

async function update(
  trx: Trx,
  userId: string,
  fields: { role?: "user" | "admin"; is_active?: 0 | 1; updated_at: number },
): Promise<void> {
  await trx.updateTable("users").set(fields).where("id", "=", userId).execute();
}
