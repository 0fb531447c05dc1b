import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { passwordError } from "./policy.ts";
import { replacePassword } from "./replace.ts";

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
  const passwordHash = await hashPassword(password);
  const replacement = { user, passwordHash, by: "task", device: NO_DEVICE } as const;
  await recorded(deps, (trx, happened) => replacePassword(deps, trx, happened, replacement));
  return null;
}
