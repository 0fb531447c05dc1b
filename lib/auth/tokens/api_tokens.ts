import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import type { ApiTokensTable, Db, Trx } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { queueNotice } from "../mails/limit.ts";
import { tokenMail } from "../mails/tokens.ts";
import { type Happened, recorded } from "../recorded.ts";
import { type User } from "../user.ts";
import { checkTokenFields, type TokenErrors, type TokenFields } from "./form.ts";

/** A token as its owner sees it. Times are milliseconds since 1970. */
export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiTokensTable["scope"];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** To the minute; null when it was never used. */
  readonly lastUsedAt: number | null;
  readonly isExpired: boolean;
}

export type CreatedToken =
  | { readonly ok: true; readonly id: string; readonly name: string; readonly token: string }
  | { readonly ok: false; readonly errors: TokenErrors };

type TokenDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "mailer" | "config">;

interface By {
  readonly user: User;
  readonly device: Device;
}

const DAY = 86_400_000;

/** Whoever loads the page anew that showed a token reads this, and has lost the token. */
const NAME_TAKEN =
  "You have a token of this name. If you did not copy that one, revoke it first; or choose another name.";

/** How many of one person may be good at a time. */
const MAX_TOKENS = 50;

/** So that people and programs that look for leaked secrets know one when they see it. 256 random bits follow. */
const PREFIX = "clk_";

/**
 * Makes a token, tells its owner by mail, and returns it: it is told this once, and only its SHA-256 is kept. Or says
 * what is wrong with each field.
 *
 * Live tokens of one person have different names. So they can be told apart when one is to be revoked, and a form that
 * is sent twice makes no second token.
 */
export async function createApiToken(
  deps: TokenDeps,
  { user, device }: By,
  fields: TokenFields,
): Promise<CreatedToken> {
  const checked = checkTokenFields(fields);
  if (!checked.ok) return checked;
  const { wish } = checked;
  const token = PREFIX + randomToken();
  const now = deps.clock();
  const id = crypto.randomUUID();
  return await recorded(deps, async (trx, happened) => {
    const errors = await obstacle(trx, user.id, wish.name, now);
    if (errors) return { ok: false, errors };
    await trx.insertInto("api_tokens").values({
      id,
      user_id: user.id,
      name: wish.name,
      token_hash: sha256(token),
      scope: wish.scope,
      created_at: now,
      expires_at: now + wish.lifetime * DAY,
      last_used_at: null,
      revoked_at: null,
    }).execute();
    const occasion = { device, at: now, timeZone: user.timeZone };
    const to = { user, origin: deps.config.origins[0] };
    await queueNotice(deps, trx, { user, device }, tokenMail(to, occasion, wish));
    const details = { name: wish.name, scope: wish.scope };
    happened({ type: "token_created", userId: user.id, device, details });
    return { ok: true, id, name: wish.name, token };
  });
}

/** Why this person can't have another token of this name, or null. */
async function obstacle(
  trx: Trx,
  userId: string,
  name: string,
  now: number,
): Promise<TokenErrors | null> {
  const live = await trx.selectFrom("api_tokens").select("name")
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .execute();
  if (live.some((token) => token.name === name)) return { name: NAME_TAKEN };
  if (live.length < MAX_TOKENS) return null;
  return { "": `You have ${MAX_TOKENS} tokens, which is the most. Revoke one to make another.` };
}

/** What its owner has not revoked, the newest first; expired ones too, until they are swept away. */
export async function listApiTokens(
  { db, clock }: { db: Db; clock: AuthDeps["clock"] },
  userId: string,
): Promise<ListedToken[]> {
  const now = clock();
  const rows = await db.selectFrom("api_tokens").selectAll()
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc").orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scope: row.scope,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    isExpired: row.expires_at <= now,
  }));
}

/**
 * Revokes a token for good; programs that hold it are out at their next request. Revoking it again changes nothing.
 *
 * @returns its name, or null when its owner has no such token
 */
export async function revokeApiToken(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  { user, device }: By,
  id: string,
): Promise<string | null> {
  return await recorded(deps, async (trx, happened) => {
    const token = await trx.selectFrom("api_tokens").select(["name", "revoked_at"])
      .where("id", "=", id).where("user_id", "=", user.id)
      .executeTakeFirst();
    if (!token) return null;
    if (token.revoked_at !== null) return token.name;
    await trx.updateTable("api_tokens").set({ revoked_at: deps.clock() })
      .where("id", "=", id)
      .execute();
    happened({ type: "token_revoked", userId: user.id, device, details: { name: token.name } });
    return token.name;
  });
}

/** Whether programs get in with a token of this person. */
export async function hasLiveTokens(db: Db | Trx, userId: string, now: number): Promise<boolean> {
  const row = await db.selectFrom("api_tokens").select("id")
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Revokes all tokens of somebody that are not yet: they may be another's, who had the account before its owner came. */
export async function revokeAllTokens(
  trx: Trx,
  happened: Happened,
  { user, device, now }: By & { readonly now: number },
): Promise<void> {
  const revoked = await trx.updateTable("api_tokens").set({ revoked_at: now })
    .where("user_id", "=", user.id)
    .where("revoked_at", "is", null)
    .returning("name")
    .execute();
  for (const { name } of revoked) {
    happened({ type: "token_revoked", userId: user.id, device, details: { name } });
  }
}
