import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { keysOf } from "../keys.ts";
import { queueNotice } from "../mails/limit.ts";
import { addressMail } from "../mails/tokens.ts";
import { type Happened, recorded } from "../recorded.ts";
import { toUser, type User, USER_COLUMNS } from "../user.ts";

/** An address at which programs read what is somebody's without signing in. Times are milliseconds since 1970. */
export interface PrivateAddress {
  /** The part of the address that nobody can guess; null where the key is gone that sealed it. */
  readonly token: string | null;
  readonly createdAt: number;
  /** To the hour; null when it was never used. */
  readonly lastUsedAt: number | null;
}

type AddressDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "mailer" | "config">;

interface By {
  readonly user: User;
  readonly device: Device;
}

/** How often a use is noted at most, in milliseconds: programs come back all day. */
const NOTE_EVERY = 3_600_000;

/**
 * Makes somebody's private address, of 256 random bits, and tells them by mail. The one before stops at once. Kept are the
 * token's SHA-256, to find it by, and the token sealed, so that its owner can look it up again.
 *
 * @returns whether there was one before
 */
export async function createPrivateAddress(
  deps: AddressDeps,
  { user, device }: By,
): Promise<boolean> {
  const { clock, config } = deps;
  const now = clock();
  const token = randomToken();
  const row = {
    token_hash: sha256(token),
    sealed: keysOf(config).address.seal(token),
    created_at: now,
    last_used_at: null,
  };
  return await recorded(deps, async (trx, happened) => {
    const isReplaced = await revokeAddress(trx, happened, { user, device });
    await trx.insertInto("private_addresses").values({ user_id: user.id, ...row }).execute();
    happened({ type: "address_created", userId: user.id, device, details: {} });
    const to = { user, origin: config.origins[0] };
    const occasion = { device, at: now, timeZone: user.timeZone };
    await queueNotice(deps, trx, { user, device }, addressMail(to, occasion));
    return isReplaced;
  });
}

/** Stops somebody's private address for good, and returns whether there was one. */
export async function revokePrivateAddress(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  by: By,
): Promise<boolean> {
  return await recorded(deps, (trx, happened) => revokeAddress(trx, happened, by));
}

/** The same within a change that is under way. */
export async function revokeAddress(
  trx: Trx,
  happened: Happened,
  { user, device }: By,
): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom("private_addresses")
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  happened({ type: "address_revoked", userId: user.id, device, details: {} });
  return true;
}

/** The address that somebody has made, or null. */
export async function findPrivateAddress(
  { db, config }: Pick<AuthDeps, "db" | "config">,
  userId: string,
): Promise<PrivateAddress | null> {
  const row = await db.selectFrom("private_addresses").selectAll()
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (!row) return null;
  const token = keysOf(config).address.open(row.sealed);
  return { token, createdAt: row.created_at, lastUsedAt: row.last_used_at };
}

/** Whether programs read what is this person's without signing in. */
export async function hasPrivateAddress(db: Db | Trx, userId: string): Promise<boolean> {
  const row = await db.selectFrom("private_addresses").select("user_id")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row !== undefined;
}

const query = prepared({ tokenHash: "" }, (db, { tokenHash }) =>
  db.selectFrom("private_addresses")
    .innerJoin("users", "users.id", "private_addresses.user_id")
    .select(["private_addresses.last_used_at", ...USER_COLUMNS, "users.delete_at"])
    .where("private_addresses.token_hash", "=", tokenHash));

/** Whose address this is, or null: then it was never one, was revoked, or its account is not in use. */
export async function takePrivateAddress(
  { db, clock }: Pick<AuthDeps, "db" | "clock">,
  token: string,
): Promise<User | null> {
  const tokenHash = sha256(token);
  const [row] = await query(db, { tokenHash });
  if (!row?.is_active || row.delete_at !== null) return null;
  const now = clock();
  if (row.last_used_at === null || now - row.last_used_at >= NOTE_EVERY) {
    await write(db, (trx) =>
      trx.updateTable("private_addresses").set({ last_used_at: now })
        .where("token_hash", "=", tokenHash)
        .execute());
  }
  return toUser(row);
}
