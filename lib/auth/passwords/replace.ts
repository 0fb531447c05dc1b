import type { Trx } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import type { AuthEvents } from "../hooks.ts";
import { killTokens } from "../links/one_time_tokens.ts";
import { endLogins } from "../logins/end.ts";
import { passwordChangedMail } from "../mails/account.ts";
import { queueNotice } from "../mails/limit.ts";
import type { Happened } from "../recorded.ts";
import { hasLiveTokens } from "../tokens/api_tokens.ts";
import { hasPrivateAddress } from "../tokens/private_address.ts";
import type { User } from "../user.ts";
import { forgiveTries } from "./throttle.ts";

interface Replacement {
  readonly user: User;
  /** PHC string. */
  readonly passwordHash: string;
  readonly by: AuthEvents["password_changed"]["by"];
  readonly device: Device;
  /** Id of the login that stays: that of the browser in which it is done. */
  readonly keep?: string;
}

/**
 * What goes with a new password, however it came about: all other logins end, links under way die, and the owner is told
 * by mail (ASVS 5.0 §7.4.3). Who has not typed the old one may sign in at once, whatever was tried before.
 */
export async function replacePassword(
  deps: Pick<AuthDeps, "clock" | "config" | "mailer">,
  trx: Trx,
  happened: Happened,
  { user, passwordHash, by, device, keep }: Replacement,
): Promise<void> {
  const [now, userId] = [deps.clock(), user.id];
  await trx.updateTable("users").set({ password_hash: passwordHash, updated_at: now })
    .where("id", "=", userId)
    .execute();
  await killTokens(trx, userId);
  if (by !== "owner") await forgiveTries(deps, trx, user.email);
  happened({ type: "password_changed", userId, device, details: { by } });
  await endLogins(trx, happened, { userId, keep, reason: "password_changed", device, now });
  const to = { user, origin: deps.config.origins[0] };
  const occasion = { device, at: now, timeZone: user.timeZone };
  const past = {
    hasTokens: await hasLiveTokens(trx, userId, now),
    hasAddress: await hasPrivateAddress(trx, userId),
  };
  const mail = passwordChangedMail(to, occasion, past);
  await queueNotice(deps, trx, { user, device }, mail);
}
