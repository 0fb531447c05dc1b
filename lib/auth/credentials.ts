import type { Clock } from "@/lib/clock.ts";
import { hashPassword, verifyPassword } from "@/lib/crypto/password_hash.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { canonicalEmail, toUser, type User } from "./user.ts";

/** Said for every cause alike: an answer that differs would tell who has an account. */
export const WRONG_CREDENTIALS = "Incorrect email or password.";

/**
 * The user with this email and password, or null: because nobody has the email, the password is wrong, or the account
 * is not active. Each costs the same work.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function authenticate(
  { db, clock }: { db: Db; clock: Clock },
  email: string,
  password: string,
): Promise<User | null> {
  const row = await db.selectFrom("users").selectAll()
    .where("email", "=", canonicalEmail(email))
    .executeTakeFirst();
  const { ok, outdated } = await verifyPassword(password, row?.password_hash ?? null);
  if (!row || !ok || !row.is_active) return null;
  if (outdated) await rehash({ db, clock }, row.id, password);
  return toUser(row);
}

/** Only now is the password at hand to be hashed with today's parameters. */
async function rehash(
  { db, clock }: { db: Db; clock: Clock },
  id: string,
  password: string,
): Promise<void> {
  const password_hash = await hashPassword(password);
  await write(
    db,
    (trx) =>
      trx.updateTable("users").set({ password_hash, updated_at: clock() }).where("id", "=", id)
        .execute(),
  );
}
