import { sql } from "kysely";
import type { Db, Trx } from "@/lib/db/schema.ts";
import { canonicalEmail } from "../user.ts";

/** An account as those see it who run the app, active or not. No field of it is a secret. Times as in the database. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly isActive: boolean;
  readonly isVerified: boolean;
  /** When it goes for good, where its owner asked for that. */
  readonly deleteAt: number | null;
  readonly createdAt: number;
  /** When one of its logins was seen last; null when nobody has signed in yet. */
  readonly seenAt: number | null;
}

/** One account by its id, or null. */
export async function findAccount(db: Db | Trx, id: string): Promise<Account | null> {
  const row = await accountQuery(db).where("users.id", "=", id).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** One account by its address, in any spelling, or null. */
export async function findAccountByEmail(db: Db | Trx, email: string): Promise<Account | null> {
  const row = await accountQuery(db).where("email", "=", canonicalEmail(email)).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/**
 * Whether nobody would be left to look after the accounts without this one. To be asked in the transaction that takes
 * it away: of two admins who remove each other at the same time, one must remain. Who is going to be deleted does not
 * count as one who stays.
 */
export async function isLastAdmin(trx: Trx, userId: string): Promise<boolean> {
  const admins = await trx.selectFrom("users").select("id")
    .where("role", "=", "admin")
    .where("is_active", "=", 1)
    .where("delete_at", "is", null)
    .limit(2)
    .execute();
  return admins.length === 1 && admins[0]!.id === userId;
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accountQuery>["executeTakeFirstOrThrow"]>>;

export function accountQuery(db: Db | Trx) {
  return db.selectFrom("users").select([
    "id",
    "email",
    "name",
    "role",
    "is_active",
    "verified_at",
    "delete_at",
    "created_at",
    sql<number | null>`(SELECT max(seen_at) FROM sessions WHERE user_id = users.id)`.as("seen_at"),
  ]);
}

export function toAccount(row: AccountRow): Account {
  const { id, email, name } = row;
  return {
    id,
    email,
    name,
    isAdmin: row.role === "admin",
    isActive: row.is_active === 1,
    isVerified: row.verified_at !== null,
    deleteAt: row.delete_at,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  };
}
