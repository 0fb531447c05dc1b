import { Buffer } from "node:buffer";
import { sha256 } from "@/lib/crypto/digest.ts";
import type { SessionSettings } from "@/lib/session/mod.ts";
import { readCookie } from "@/lib/web/cookies.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { recorded } from "../recorded.ts";
import { endLogins } from "./end.ts";
import type { LoginSession } from "./logins.ts";
import { findLogin } from "./row.ts";

/** Random tokens in a payload, whatever else stands there; a session holds two or three. */
const TOKEN = /"([\w-]{43})"/g;
const MAX_TOKENS = 4;

interface RetiredState extends Pick<AuthDeps, "db" | "clock" | "log" | "hooks"> {
  readonly session: LoginSession;
  readonly sessionSettings: SessionSettings;
  readonly device: Device;
}

/**
 * Finds out whether a cookie that none of today's keys has signed held a login once, and if so ends that, so that its
 * browser can be told why. Nothing in such a cookie is believed, but for a token that the database knows: nobody but
 * this browser could have that.
 */
export async function noteRetiredKey(
  { session, sessionSettings: { codec, cookie }, device, ...deps }: RetiredState,
  cookieHeader: string | null,
): Promise<void> {
  const value = readCookie(cookieHeader, cookie.name);
  if (!value) return;
  const { verdict, payload } = codec.examine(value);
  if (verdict !== "forged") return;
  for (const token of tokensIn(payload)) {
    const row = await findLogin(deps.db, sha256(token));
    if (!row || codec.keyIds.includes(row.key_id)) continue;
    const now = deps.clock();
    const reason = row.end_reason ?? "key_retired";
    await recorded(
      deps,
      (trx, happened) =>
        endLogins(trx, happened, { userId: row.id, only: row.session_id, reason, device, now }),
    );
    session.set("_ended", { reason, at: row.ended_at ?? now, by: row.ended_by });
    return;
  }
  deps.log.warn("cookie refused", { why: verdict });
}

function tokensIn(payload: string): string[] {
  const text = Buffer.from(payload, "base64url").toString("latin1");
  return [...text.matchAll(TOKEN)].slice(0, MAX_TOKENS).map(([, token]) => token!);
}
