import { prepared } from "@/lib/db/prepared.ts";
import type { Db, SessionRow, UserRow } from "@/lib/db/schema.ts";

/** A login with the person whose it is. */
export type LoginRow =
  & Omit<SessionRow, "id" | "user_id" | "token_hash" | "address">
  & Omit<UserRow, "password_hash" | "updated_at">
  & { session_id: string };

/** Session and user in one query: every page asks it first. */
export async function findLogin(db: Db, tokenHash: string): Promise<LoginRow | undefined> {
  const [row] = await query(db, { tokenHash });
  return row;
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
      "users.id",
      "users.email",
      "users.name",
      "users.role",
      "users.is_active",
      "users.time_zone",
      "users.verified_at",
      "users.delete_at",
    ])
    .where("sessions.token_hash", "=", tokenHash));
