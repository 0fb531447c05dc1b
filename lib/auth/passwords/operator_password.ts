import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { endLogins } from "../logins/end.ts";
import { passwordChangedMail } from "../mails/account.ts";
import { killTokens } from "../links/one_time_tokens.ts";
import { passwordError } from "./policy.ts";
import { recorded } from "../recorded.ts";
import { forgiveTries } from "./throttle.ts";
import type { User } from "../user.ts";

/**
 * Sets a password from outside of the app, for those who run one without mail. It is known to two people then, so
 * `resetLink` is the better way where there is one. All sign-ins end, links under way die, and the owner is told.
 *
 * @returns why the password is refused, or null when it is set
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function setPassword(
  deps: AuthDeps,
  user: User,
  password: string,
): Promise<string | null> {
  const error = await passwordError(password, [user.email, user.name]);
  if (error) return error;
  const password_hash = await hashPassword(password);
  const now = deps.clock();
  const [userId, device] = [user.id, NO_DEVICE];
  await recorded(deps, async (trx, happened) => {
    await trx.updateTable("users").set({ password_hash, updated_at: now })
      .where("id", "=", userId)
      .execute();
    await killTokens(trx, userId);
    await forgiveTries(deps, trx, user.email);
    happened({ type: "password_changed", userId, device, details: { by: "task" } });
    await endLogins(trx, happened, { userId, reason: "password_changed", device, now });
    const to = { user, origin: deps.config.origins[0] };
    const occasion = { device, at: now, timeZone: user.timeZone };
    await deps.mailer.queue(trx, passwordChangedMail(to, occasion));
  });
  return null;
}
