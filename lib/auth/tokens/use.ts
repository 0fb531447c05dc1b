import { sha256 } from "@/lib/crypto/digest.ts";
import { writeIfPossible } from "@/lib/db/open.ts";
import { prepared } from "@/lib/db/prepared.ts";
import type { AuthDeps } from "../deps.ts";
import { toUser, type User, USER_COLUMNS } from "../user.ts";
import type { TokenScope } from "./form.ts";

/** The token that a request came with. */
export interface ApiToken {
  readonly id: string;
  readonly scope: TokenScope;
  readonly name: string;
}

/** Why a token is refused, in a word for the log. */
export type TokenFault = "unknown" | "revoked" | "expired" | "inactive";

export type UsedToken =
  | { readonly ok: true; readonly user: User; readonly token: ApiToken }
  | { readonly ok: false; readonly fault: TokenFault };

/** How often a use is noted at most, in milliseconds: so that a plain read stays a read. */
const NOTE_EVERY = 60_000;

const query = prepared({ tokenHash: "" }, (db, { tokenHash }) =>
  db.selectFrom("api_tokens")
    .innerJoin("users", "users.id", "api_tokens.user_id")
    .select([
      "api_tokens.id as token_id",
      "api_tokens.name as token_name",
      "api_tokens.scope",
      "api_tokens.expires_at",
      "api_tokens.last_used_at",
      "api_tokens.revoked_at",
      ...USER_COLUMNS,
      "users.delete_at",
    ])
    .where("api_tokens.token_hash", "=", tokenHash));

/**
 * Whose token this is, with one query; or why it is refused. An account that is not active, or is about to be deleted,
 * has no tokens that count.
 *
 * Nobody is slowed down who tries tokens: a billion tries a second would take 10⁶⁰ years for one of them, and a bad
 * token costs us one hash and one look into an index.
 */
export async function takeApiToken(
  { db, clock }: Pick<AuthDeps, "db" | "clock">,
  token: string,
): Promise<UsedToken> {
  const [row] = await query(db, { tokenHash: sha256(token) });
  if (!row) return { ok: false, fault: "unknown" };
  const now = clock();
  if (row.revoked_at !== null) return { ok: false, fault: "revoked" };
  if (row.expires_at <= now) return { ok: false, fault: "expired" };
  if (!row.is_active || row.delete_at !== null) return { ok: false, fault: "inactive" };
  if (row.last_used_at === null || now - row.last_used_at >= NOTE_EVERY) {
    await writeIfPossible(db, (trx) =>
      trx.updateTable("api_tokens").set({ last_used_at: now })
        .where("id", "=", row.token_id)
        .execute());
  }
  const { token_id: id, token_name: name, scope } = row;
  return { ok: true, user: toUser(row), token: { id, name, scope } };
}
