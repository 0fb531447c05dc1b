import { HttpError } from "fresh";
import type { Trx } from "@/lib/db/schema.ts";
import type { User } from "../user.ts";

/** Which password hash somebody was found by; kept beside the user, since no field of a user is a secret. */
const hashes = new WeakMap<User, string>();

/** Notes that a password which fits this hash has proved somebody to be this user. */
export function provedBy(user: User, passwordHash: string): User {
  hashes.set(user, passwordHash);
  return user;
}

/**
 * Makes sure, in the transaction that starts a login, that nothing has changed since the password was looked at: hashing
 * takes its time, and whoever chooses a new password meanwhile ends only the logins that are there already.
 *
 * @throws {HttpError} 409 when the account has another password, is switched off, or is going to be deleted
 */
export async function requireProof(trx: Trx, user: User): Promise<void> {
  const row = await trx.selectFrom("users").select(["password_hash", "is_active", "delete_at"])
    .where("id", "=", user.id)
    .executeTakeFirst();
  const isSame = row && row.password_hash === (hashes.get(user) ?? row.password_hash);
  if (isSame && row.is_active && row.delete_at === null) return;
  throw new HttpError(
    409,
    "Your account was changed while you were signing in. Please sign in once more.",
  );
}
