import { write } from "@/lib/db/open.ts";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db, SessionRow, UserRow } from "@/lib/db/schema.ts";
import { USER_COLUMNS } from "../user.ts";

/** A login with the person whose it is. */
export type LoginRow =
  & Omit<SessionRow, "id" | "user_id" | "token_hash" | "address" | "form_hash">
  & Pick<UserRow, "id" | "email" | "name" | "role" | "is_active" | "time_zone" | "verified_at">
  & { session_id: string };

/** Session and user in one query: every page asks it first. */
export async function findLogin(db: Db, tokenHash: string): Promise<LoginRow | undefined> {
  const [row] = await query(db, { tokenHash });
  return row;
}

/**
 * The same under the write lock: for a token that seems to be unknown, before anybody is signed out for it. What another
 * instance wrote a moment ago, a replica may not know yet.
 */
export function findLoginForSure(db: Db, tokenHash: string): Promise<LoginRow | undefined> {
  return write(db, (trx) => findLogin(trx, tokenHash));
}

const query = prepared({ tokenHash: "" }, (db, { tokenHash }) =>
  db.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select([
      "sessions.id as session_id",
      "sessions.remember",
      "sessions.created_at",
      "sessions.seen_at",
      "sessions.confirmed_at",
      "sessions.user_agent",
      "sessions.ended_at",
      "sessions.end_reason",
      "sessions.ended_by",
      "sessions.notice",
      "sessions.key_id",
      ...USER_COLUMNS,
    ])
    .where("sessions.token_hash", "=", tokenHash));
