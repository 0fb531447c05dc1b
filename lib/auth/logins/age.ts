import type { EndReason, SessionRow } from "@/lib/db/schema.ts";
import type { AuthDeps } from "../deps.ts";

type Age = Pick<SessionRow, "remember" | "created_at" | "seen_at" | "end_reason" | "key_id">;

/**
 * Why a login no longer counts, or null when it does. A remembered one has a single, longer limit.
 *
 * @param keyIds the keys that still verify cookies; where given, a login that hangs on another one is over, too
 */
export function whyOver(
  row: Age & { is_active: number },
  { clock, config }: Pick<AuthDeps, "clock" | "config">,
  keyIds?: readonly string[],
): EndReason | null {
  if (row.end_reason) return row.end_reason;
  if (!row.is_active) return "deactivated";
  const lifetime = row.remember ? config.rememberLifetime : config.sessionLifetime;
  if (clock() - row.created_at > lifetime * 1000) return "expired";
  const isIdle = !row.remember && clock() - row.seen_at > config.sessionIdleTimeout * 1000;
  if (isIdle) return "idle";
  return keyIds && row.key_id !== "" && !keyIds.includes(row.key_id) ? "key_retired" : null;
}

/** Whether the password was typed lately enough for what is sensitive (ASVS 5.0 §7.5.1). */
export function isFresh(
  confirmedAt: number | null,
  { clock, config }: Pick<AuthDeps, "clock" | "config">,
): boolean {
  return confirmedAt !== null && clock() - confirmedAt <= config.freshLoginWindow * 1000;
}
