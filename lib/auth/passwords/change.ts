import { hashPassword } from "@/lib/crypto/password_hash.ts";
import type { Trx } from "@/lib/db/schema.ts";
import type { Errors } from "../links/account_fields.ts";
import { checkPassword } from "./credentials.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { endLogins } from "../logins/end.ts";
import { type Login, type LoginSession, renewLogin } from "../logins/logins.ts";
import { queueNotice } from "../mails/limit.ts";
import { passwordChangedMail } from "../mails/account.ts";
import { killTokens } from "../links/one_time_tokens.ts";
import { passwordError } from "./policy.ts";
import { tooManyTries } from "./tries.ts";
import { type Happened, recorded } from "../recorded.ts";
import type { User } from "../user.ts";

interface PasswordFields {
  readonly current_password: string;
  readonly password: string;
}

export type PasswordErrors = Errors<keyof PasswordFields | "">;

export type PasswordChange =
  | { readonly ok: true }
  | {
    readonly ok: false;
    readonly errors: PasswordErrors;
    /** Seconds until the current password may be tried again, when it was wrong too often. */
    readonly wait?: number;
  };

/** Somebody at one of their browsers. */
interface Owner {
  readonly user: User;
  readonly login: Login;
  readonly device: Device;
  readonly session: LoginSession;
}

/**
 * Changes the password of somebody who knows the old one (ASVS 5.0 §6.2.3). This browser gets a new token for its login,
 * all other logins end, links under way die, and the owner is told by mail (§7.4.3).
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function changePassword(
  deps: AuthDeps,
  owner: Owner,
  fields: PasswordFields,
): Promise<PasswordChange> {
  const refused = await refusal(deps, owner, fields);
  if (refused) return refused;
  const passwordHash = await hashPassword(fields.password);
  const { login, device, session } = owner;
  const isDone = await recorded(
    deps,
    (trx, happened) => replacePassword(deps, trx, happened, { ...owner, passwordHash }),
  );
  if (!isDone) {
    const error = "You were signed out meanwhile. The password is as it was.";
    return { ok: false, errors: { "": error } };
  }
  await renewLogin(deps.db, session, { login, device, now: deps.clock() });
  return { ok: true };
}

async function refusal(
  deps: AuthDeps,
  owner: Owner,
  { current_password: current, password }: PasswordFields,
): Promise<PasswordChange | null> {
  const { user } = owner;
  const errors: PasswordErrors = {};
  if (current === "") errors.current_password = "Please type the password that you have now.";
  else {
    const checked = await checkPassword(deps, user, current, owner);
    if (!checked.ok && checked.why === "throttled") return throttled(checked.retryAfter);
    if (!checked.ok) errors.current_password = "This is not the password that you have now.";
  }
  const error = current === password && password !== ""
    ? "This is the password that you have now. Please choose another one."
    : await passwordError(password, [user.email, user.name]);
  if (error) errors.password = error;
  return Object.keys(errors).length > 0 ? { ok: false, errors } : null;
}

function throttled(wait: number): PasswordChange {
  return { ok: false, errors: { current_password: tooManyTries(wait) }, wait };
}

/** Not for a login that was ended while the new password was being hashed: perhaps because somebody knew the old one. */
async function replacePassword(
  deps: AuthDeps,
  trx: Trx,
  happened: Happened,
  { user, login, device, passwordHash }: Owner & { passwordHash: string },
): Promise<boolean> {
  const { config } = deps;
  const now = deps.clock();
  const alive = await trx.selectFrom("sessions").select("id")
    .where("id", "=", login.id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!alive) return false;
  await trx.updateTable("users").set({ password_hash: passwordHash, updated_at: now })
    .where("id", "=", user.id)
    .execute();
  await killTokens(trx, user.id);
  happened({ type: "password_changed", userId: user.id, device, details: { by: "owner" } });
  const reason = "password_changed";
  await endLogins(trx, happened, { userId: user.id, keep: login.id, reason, device, now });
  const occasion = { device, at: now, timeZone: user.timeZone };
  const to = { user, origin: config.origins[0] };
  await queueNotice(deps, trx, { user, device }, passwordChangedMail(to, occasion));
  return true;
}
