import { hashPassword } from "@/lib/crypto/password_hash.ts";
import type { Trx } from "@/lib/db/schema.ts";
import type { Errors } from "../accounts/fields.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { type Login, type LoginSession, renewLogin } from "../logins/logins.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { checkPassword } from "./credentials.ts";
import { passwordError } from "./policy.ts";
import { replacePassword } from "./replace.ts";
import { tooManyTries } from "./tries.ts";

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
  const { user, login, device, session } = owner;
  const isDone = await recorded(deps, async (trx, happened) => {
    if (!await isAlive(trx, login)) return false;
    const replacement = { user, passwordHash, by: "owner", device, keep: login.id } as const;
    await replacePassword(deps, trx, happened, replacement);
    return true;
  });
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

/** A login may have been ended while the new password was being hashed: perhaps because somebody knew the old one. */
async function isAlive(trx: Trx, login: Login): Promise<boolean> {
  const row = await trx.selectFrom("sessions").select("id")
    .where("id", "=", login.id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
