import type { AuthDeps } from "../deps.ts";
import { whyOver } from "./age.ts";

/** How many people would be signed out if a key were dropped. */
export interface KeyUse {
  /** Short name of the key; empty for logins that were not seen since keys are noted. */
  readonly keyId: string;
  /** Logins that still count. */
  readonly logins: number;
  /** When the last of them was seen, in milliseconds since 1970. */
  readonly lastSeenAt: number;
}

/** The keys on which live logins hang, by what their cookies were signed with when they were last seen. */
export async function keysInUse(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
): Promise<KeyUse[]> {
  const rows = await deps.db.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["key_id", "remember", "sessions.created_at", "seen_at", "end_reason", "is_active"])
    .where("ended_at", "is", null)
    .orderBy("key_id")
    .execute();
  const live = Map.groupBy(rows.filter((row) => !whyOver(row, deps)), (row) => row.key_id);
  return [...live].map(([keyId, logins]) => ({
    keyId,
    logins: logins.length,
    lastSeenAt: logins.reduce((latest, { seen_at }) => Math.max(latest, seen_at), 0),
  }));
}
