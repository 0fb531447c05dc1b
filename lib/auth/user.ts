import type { Db, UserRow } from "@/lib/db/schema.ts";

/**
 * A person with an account, as pages and rules see it. No field of it is a secret. Whoever is a `User` may be here:
 * an account that is not active is never made into one.
 */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly isAdmin: boolean;
  /** Whether somebody proved to read mail at this address. */
  readonly isVerified: boolean;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** What pages need to know of who asks, and whether the account is active. */
export const USER_COLUMNS = [
  "users.id",
  "users.email",
  "users.name",
  "users.role",
  "users.is_active",
  "users.time_zone",
  "users.verified_at",
] as const;

type UserFields = Pick<UserRow, "id" | "email" | "name" | "role" | "time_zone" | "verified_at">;

export function toUser(row: UserFields): User {
  const { id, email, name } = row;
  return Object.freeze({
    id,
    email,
    name,
    isAdmin: row.role === "admin",
    isVerified: row.verified_at !== null,
    timeZone: row.time_zone,
  });
}

/** One mailbox, one spelling: trimmed, composed (NFC), lower-cased. */
export function canonicalEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

/** The active account with this address, or null. */
export async function findActive(db: Db, email: string): Promise<User | null> {
  const row = await db.selectFrom("users").selectAll()
    .where("email", "=", canonicalEmail(email))
    .where("is_active", "=", 1)
    .executeTakeFirst();
  return row ? toUser(row) : null;
}
