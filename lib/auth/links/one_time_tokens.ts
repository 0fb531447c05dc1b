import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import type { Db, OneTimeTokensTable, Trx } from "@/lib/db/schema.ts";
import type { AuthDeps } from "../deps.ts";
import { keysOf } from "../keys.ts";
import { toUser, type User } from "../user.ts";

/** What a mailed link is to bring about, beside what its purpose says. */
export interface Deeds {
  /** A new password. */
  reset: Record<never, never>;
  /** The proof that its owner reads mail at the address of the account. */
  verify: Record<never, never>;
  /** Another address for the account: the one that the link was mailed to. */
  email: { from: string };
  /** A new account. */
  register: PendingAccount;
}

/** An account that waits for the proof that its owner reads mail at the address. */
export interface PendingAccount {
  readonly name: string;
  /** PHC string. */
  readonly passwordHash: string;
  readonly timeZone: string;
  /** Whether the browser that asked for it says the zone. */
  readonly hasChosenZone?: boolean;
  /** SHA-256 of a random value in the session of the browser that asked for it. */
  readonly browserHash: string;
  /** How often its password was tried in other browsers. */
  readonly tries: number;
}

export type Purpose = keyof Deeds;

/** A link that is good: not used, not too old, and its account is there, active and still at the same address. */
export interface OneTimeLink<P extends Purpose> {
  readonly purpose: P;
  /** Where it was mailed to. */
  readonly email: string;
  /** Whose it is; nobody's while there is no account yet. */
  readonly user: P extends "register" ? null : User;
  readonly deed: Deeds[P];
}

/** One of several purposes. */
export type AnyLink<P extends Purpose> = { [Each in P]: OneTimeLink<Each> }[P];

type LinkDeps = Pick<AuthDeps, "clock" | "config">;

/**
 * Makes a token of 256 bits for a link, good for one use within RESET_LIFETIME. Those of the same purpose that the same
 * account (or, where there is none yet, the same address) was sent before are dead from now on. Only its hash is kept,
 * so that who reads the database or a backup of it cannot use it (ASVS 5.0 §6.5, §6.6).
 *
 * @returns the token, which stands in a mail and nowhere else
 */
export async function issueToken<P extends Purpose>(
  trx: Trx,
  { clock, config }: LinkDeps,
  { purpose, user, email, deed }: Pick<OneTimeLink<P>, "purpose" | "user" | "email" | "deed">,
): Promise<string> {
  const token = randomToken();
  const now = clock();
  await trx.deleteFrom("one_time_tokens")
    .where("purpose", "=", purpose)
    .where(user ? "user_id" : "email", "=", user ? user.id : email)
    .where("used_at", "is", null)
    .execute();
  await trx.insertInto("one_time_tokens").values({
    token_hash: sha256(token),
    purpose,
    user_id: user?.id ?? null,
    email,
    sealed: keysOf(config).oneTime.seal(JSON.stringify(deed)),
    created_at: now,
    expires_at: now + config.resetLifetime * 1000,
    used_at: null,
  }).execute();
  return token;
}

/** The link behind a token, if it is good for one of these purposes. Looking does not use it up. */
export async function findLink<P extends Purpose>(
  db: Db | Trx,
  deps: LinkDeps,
  token: string,
  purposes: readonly P[],
): Promise<AnyLink<P> | null> {
  const row = await db.selectFrom("one_time_tokens").selectAll()
    .where("token_hash", "=", sha256(token))
    .where("purpose", "in", purposes)
    .where("used_at", "is", null)
    .where("expires_at", ">", deps.clock())
    .executeTakeFirst();
  return row ? await toLink(db, deps, row) : null;
}

/**
 * Uses a token up, in the transaction that does what it is for, and returns its link; or null when it is not good, or
 * somebody else was faster: of many at once, one gets it.
 */
export async function takeLink<P extends Purpose>(
  trx: Trx,
  deps: LinkDeps,
  token: string,
  purpose: P,
): Promise<AnyLink<P> | null> {
  const row = await trx.updateTable("one_time_tokens")
    .set({ used_at: deps.clock() })
    .where("token_hash", "=", sha256(token))
    .where("purpose", "=", purpose)
    .where("used_at", "is", null)
    .where("expires_at", ">", deps.clock())
    .returningAll()
    .executeTakeFirst();
  return row ? await toLink(trx, deps, row) : null;
}

/** Kills every link that is under way to this person: after the password or the address was changed. */
export async function killTokens(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("one_time_tokens")
    .where("user_id", "=", userId)
    .where("used_at", "is", null)
    .execute();
}

/** Kills one link. */
export async function killToken(trx: Trx, token: string): Promise<void> {
  await trx.deleteFrom("one_time_tokens").where("token_hash", "=", sha256(token)).execute();
}

/** Notes something else for a link that is not used yet. */
export async function amendLink<P extends Purpose>(
  trx: Trx,
  { config }: LinkDeps,
  token: string,
  deed: Deeds[P],
): Promise<void> {
  await trx.updateTable("one_time_tokens")
    .set({ sealed: keysOf(config).oneTime.seal(JSON.stringify(deed)) })
    .where("token_hash", "=", sha256(token))
    .execute();
}

async function toLink<P extends Purpose>(
  db: Db | Trx,
  { config }: LinkDeps,
  row: OneTimeTokensTable,
): Promise<AnyLink<P> | null> {
  const text = keysOf(config).oneTime.open(row.sealed ?? "");
  if (text === null) return null; // the secret that sealed it was dropped
  const { purpose, email, user_id } = row;
  const deed = JSON.parse(text);
  const user = user_id === null ? null : await findOwner(db, user_id, deed.from ?? email);
  if (user_id !== null && user === null) return null;
  return { purpose, email, user, deed } as AnyLink<P>;
}

/** Whose link it is, if the account is active and still has the address that it had when the link was asked for. */
async function findOwner(db: Db | Trx, id: string, email: string): Promise<User | null> {
  const row = await db.selectFrom("users").selectAll()
    .where("id", "=", id)
    .where("email", "=", email)
    .where("is_active", "=", 1)
    .executeTakeFirst();
  return row ? toUser(row) : null;
}
