import { sha256 } from "@/lib/crypto/digest.ts";
import { write, writeIfPossible } from "@/lib/db/open.ts";
import type { EndReason, SessionRow } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { browserFamily } from "../device_words.ts";
import { recorded } from "../recorded.ts";
import { toUser, type User } from "../user.ts";
import { isFresh, whyOver } from "./age.ts";
import { endLogins } from "./end.ts";
import { forget, type Login, type LoginSession } from "./logins.ts";
import { wasRenewed, wasSurelyRenewed } from "./renewed.ts";
import { findLogin, findLoginForSure } from "./row.ts";

/** What a request is answered with: who asks, by which login, and what that one has to be told. */
export interface Resumed {
  readonly user: User;
  readonly login: Login;
  /** Id of a newer login from an unknown device. */
  readonly notice: string | null;
}

/**
 * Finds who this session belongs to, with one query, and writes only when there is something to say: that the
 * login was seen again, or that it is over.
 */
export async function resumeLogin(
  deps: AuthDeps,
  session: LoginSession,
  device: Device,
): Promise<Resumed | null> {
  const token = session.get("_login");
  if (!token) return null;
  const hash = sha256(token);
  const row = await findLogin(deps.db, hash) ?? await findLoginForSure(deps.db, hash);
  if (!row) return forget(session);
  const moved = movedTo(row, device, deps.config.sessionProtection);
  const over = whyOver(row, deps) ?? (moved === "strong" ? "protection" : null);
  if (over) return await closeLogin(deps, session, row, over, device);
  const isStale = moved === "basic" && row.confirmed_at !== null;
  await noteSeen(deps, row, session.origin?.keyId ?? "", isStale);
  const login = {
    id: row.session_id,
    isRemembered: !!row.remember,
    createdAt: row.created_at,
    isFresh: !isStale && isFresh(row.confirmed_at, deps),
  };
  return { user: toUser(row), login, notice: row.notice };
}

/** A request as it came: with which token, when (milliseconds since 1970), and whether that belonged to a login. */
interface Came {
  readonly token: string | undefined;
  readonly at: number;
  readonly isKnown: boolean;
}

/** Who is answered as fast as this, in milliseconds, is overtaken on the way as easily as here. */
const QUICK = 100;

/**
 * Keeps an answer from undoing a new token: its browser may have that already, from what another tab did. The old one opens
 * nothing, so this answer may lead to the login page; from there the new one leads back. It costs a query, so it is asked
 * only where the token was not known, or the answer took its time.
 */
export async function keepRenewed(
  { db, clock }: Pick<AuthDeps, "db" | "clock">,
  session: LoginSession,
  { token, at, isKnown }: Came,
): Promise<void> {
  if (!token || (isKnown && clock() - at < QUICK)) return;
  const isOwn = session.has("_login") && session.get("_login") !== token;
  if (isOwn) return;
  const look = isKnown ? wasRenewed : wasSurelyRenewed;
  if (await look(db, token, clock())) session.leave();
}

/** A login that is found to be over: noted, if it was not yet, and told to the browser that held it. */
async function closeLogin(
  deps: AuthDeps,
  session: LoginSession,
  row: Pick<SessionRow, "ended_at" | "ended_by"> & { id: string; session_id: string },
  reason: EndReason,
  device: Device,
): Promise<null> {
  const at = row.ended_at ?? deps.clock();
  if (row.ended_at === null) {
    await recorded(
      deps,
      (trx, happened) =>
        endLogins(trx, happened, { only: row.session_id, userId: row.id, reason, device, now: at }),
    );
  }
  forget(session);
  if (reason !== "signed_out") session.set("_ended", { reason, at, by: row.ended_by });
  return null;
}

/** Whether a login has turned up in another kind of browser, and how much that matters. Versions and addresses change. */
export function movedTo(
  row: Pick<SessionRow, "user_agent">,
  { userAgent }: Device,
  protection: "off" | "basic" | "strong",
): "off" | "basic" | "strong" {
  const isSame = row.user_agent === userAgent ||
    browserFamily(row.user_agent) === browserFamily(userAgent);
  return isSame ? "off" : protection;
}

/**
 * Often enough for the idle limit to be right, seldom enough for a plain read to stay a read. The key is that of the
 * cookie that came, not of the one that goes out now: this answer may never arrive.
 */
async function noteSeen(
  { db, clock, config }: Pick<AuthDeps, "db" | "clock" | "config">,
  row: { session_id: string; seen_at: number; key_id: string },
  keyId: string,
  isStale: boolean,
): Promise<void> {
  const now = clock();
  const every = Math.min(60_000, config.sessionIdleTimeout * 250);
  if (now - row.seen_at < every && row.key_id === keyId && !isStale) return;
  // That a password has to be typed again must be kept; when somebody was seen, can wait for the next time.
  await (isStale ? write<unknown> : writeIfPossible)(db, (trx) =>
    trx.updateTable("sessions")
      .set({ seen_at: now, key_id: keyId, ...(isStale && { confirmed_at: null }) })
      .where("id", "=", row.session_id)
      .execute());
}
