import type { Clock } from "@/lib/clock.ts";
import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db, EndReason, SessionRow } from "@/lib/db/schema.ts";
import type { FlashData, Session } from "@/lib/session/mod.ts";
import { toUser, type User } from "./user.ts";

/** What a signed-in visitor's session holds: a random token. The database knows only its SHA-256. */
export interface LoginData extends FlashData {
  _login?: string;
}

/** One sign-in on one device: a row, so that it can be listed, ended and explained. */
export interface Login {
  readonly id: string;
  readonly isRemembered: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Seconds. */
export interface LoginLimits {
  readonly sessionLifetime: number;
  readonly sessionIdleTimeout: number;
  readonly rememberLifetime: number;
}

export interface LoginDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: LoginLimits;
}

/** What is noted of a sign-in, for the list of devices. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

type LoginSession = Session<LoginData>;

/**
 * Starts a login. The session gets a new token, and what an anonymous visitor left in it goes, but for flash messages:
 * whoever planted a session in this browser before must not share what comes after (session fixation, ASVS 5.0 §7.2.4).
 */
export async function startLogin(
  { db, clock }: LoginDeps,
  session: LoginSession,
  user: User,
  { remember, userAgent, address }: Device & { remember: boolean },
): Promise<void> {
  const token = randomToken();
  const previous = session.get("_login");
  const now = clock();
  await write(db, async (trx) => {
    if (previous) await endRow(trx, sha256(previous), "replaced", now);
    await trx.insertInto("sessions").values({
      id: crypto.randomUUID(),
      user_id: user.id,
      token_hash: sha256(token),
      remember: remember ? 1 : 0,
      created_at: now,
      seen_at: now,
      confirmed_at: now,
      user_agent: userAgent.slice(0, 300),
      address,
      ended_at: null,
      end_reason: null,
      key_id: session.keyId,
    }).execute();
  });
  session.clear({ keep: ["_flash"] });
  session.set("_login", token);
  session.permanent = remember;
}

/**
 * Finds who this session belongs to, with one query, and writes only when there is something to say: that the
 * login was seen again, or that it is over.
 */
export async function resumeLogin(
  deps: LoginDeps,
  session: LoginSession,
): Promise<{ user: User; login: Login } | null> {
  const token = session.get("_login");
  if (!token) return null;
  const [row] = await findRows(deps.db, { tokenHash: sha256(token) });
  const over = row && whyOver(row, deps);
  if (row && !over) {
    await noteSeen(deps, row, session.origin?.keyId ?? "");
    const login = { id: row.session_id, isRemembered: !!row.remember, createdAt: row.created_at };
    return { user: toUser(row), login };
  }
  if (over && row.ended_at === null) await endLogin(deps, session, over);
  else forget(session);
  return null;
}

/** Ends the login that this session holds, if any, and empties the session of it. */
export async function endLogin(
  { db, clock }: LoginDeps,
  session: LoginSession,
  reason: EndReason,
): Promise<void> {
  const token = session.get("_login");
  if (token) await write(db, (trx) => endRow(trx, sha256(token), reason, clock()));
  forget(session);
}

/** Everything that belonged to the signed-in person goes; messages for whoever sits there stay. */
function forget(session: LoginSession): void {
  session.clear({ keep: ["_flash"] });
}

/** Session and user in one query: every page asks it first. */
const findRows = prepared({ tokenHash: "" }, (db, { tokenHash }) =>
  db.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select([
      "sessions.id as session_id",
      "sessions.remember",
      "sessions.created_at",
      "sessions.seen_at",
      "sessions.ended_at",
      "sessions.end_reason",
      "sessions.key_id",
      "users.id",
      "users.email",
      "users.name",
      "users.role",
      "users.is_active",
      "users.time_zone",
    ])
    .where("sessions.token_hash", "=", tokenHash));

type Age = Pick<SessionRow, "remember" | "created_at" | "seen_at" | "end_reason">;

/** Why a login no longer counts, or null when it does. A remembered one has a single, longer limit. */
export function whyOver(
  row: Age & { is_active: number },
  { clock, config }: Pick<LoginDeps, "clock" | "config">,
): EndReason | null {
  if (row.end_reason) return row.end_reason;
  if (!row.is_active) return "deactivated";
  const lifetime = row.remember ? config.rememberLifetime : config.sessionLifetime;
  if (clock() - row.created_at > lifetime * 1000) return "expired";
  const isIdle = !row.remember && clock() - row.seen_at > config.sessionIdleTimeout * 1000;
  return isIdle ? "idle" : null;
}

/**
 * Often enough for the idle limit to be right, seldom enough for a plain read to stay a read. The key is that of the
 * cookie that came, not of the one that goes out now: this answer may never arrive.
 */
async function noteSeen(
  { db, clock, config }: LoginDeps,
  row: { session_id: string; seen_at: number; key_id: string },
  keyId: string,
): Promise<void> {
  const now = clock();
  const every = Math.min(60_000, config.sessionIdleTimeout * 250);
  if (now - row.seen_at < every && row.key_id === keyId) return;
  await write(db, (trx) =>
    trx.updateTable("sessions")
      .set({ seen_at: now, key_id: keyId })
      .where("id", "=", row.session_id)
      .execute());
}

async function endRow(
  db: Db,
  tokenHash: string,
  reason: EndReason,
  now: number,
): Promise<void> {
  await db.updateTable("sessions")
    .set({ ended_at: now, end_reason: reason })
    .where("token_hash", "=", tokenHash)
    .where("ended_at", "is", null)
    .execute();
}
