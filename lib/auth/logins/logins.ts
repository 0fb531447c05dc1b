import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, EndReason, Trx } from "@/lib/db/schema.ts";
import { type CsrfData, type FlashData, ownedSecret, type Session } from "@/lib/session/mod.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { moveKeptForms } from "./kept_forms.ts";
import { requireProof } from "./proof.ts";
import { noteRenewed } from "./renewed.ts";

/** What a session holds of who is signed in, and of what waits for them. */
export interface LoginData extends FlashData, CsrfData {
  /** A random token. The database knows only its SHA-256. */
  _login?: string;
  /** The same for the forms that wait for this browser; see `keepForm`. It outlives logins. */
  _kept?: string;
  /** What became of the login that was here before; the login page says it once. */
  _ended?: Ended;
}

/** Why a login is over, when (milliseconds since 1970), and which device ended it, if one did. */
export interface Ended {
  readonly reason: EndReason;
  readonly at: number;
  readonly by: string | null;
}

/** One sign-in on one device: a row, so that it can be listed, ended and explained. */
export interface Login {
  readonly id: string;
  readonly isRemembered: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Whether the password was typed in it lately. */
  readonly isFresh: boolean;
}

export type LoginSession = Session<LoginData>;

type StartDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">;

/**
 * Starts a login and returns its id. The session gets new tokens, and what an anonymous visitor left in it goes, but for
 * flash messages: whoever planted a session in this browser before must not share what comes after (session fixation,
 * ASVS 5.0 §7.2.4). A remembered login is stale from its start: its cookie is there for weeks.
 *
 * The row keeps a hash of the secret behind the login's forms, so that one which comes when all is over tells whose it is.
 *
 * @throws {HttpError} 409 when the account was changed since its password was looked at
 */
export async function startLogin(
  deps: StartDeps,
  session: LoginSession,
  user: User,
  { remember, isNewDevice, device }: { remember: boolean; isNewDevice: boolean; device: Device },
): Promise<string> {
  const token = randomToken();
  const form = ownedSecret();
  const [previous, waiting] = [session.get("_login"), session.get("_kept")];
  const id = crypto.randomUUID();
  const now = deps.clock();
  const kept = await recorded(deps, async (trx, happened) => {
    await requireProof(trx, user);
    if (previous) await replace(trx, sha256(previous), now);
    await trx.insertInto("sessions").values({
      id,
      user_id: user.id,
      token_hash: sha256(token),
      remember: remember ? 1 : 0,
      created_at: now,
      seen_at: now,
      confirmed_at: remember ? null : now,
      user_agent: device.userAgent,
      address: device.address,
      ended_at: null,
      end_reason: null,
      key_id: session.keyId,
      form_hash: form.hash,
    }).execute();
    const details = { login: id, isRemembered: remember, isNewDevice };
    happened({ type: "signed_in", userId: user.id, device, details });
    return waiting && await moveKeptForms(trx, waiting);
  });
  session.clear({ keep: ["_flash"] });
  session.set("_login", token);
  session.set("_csrf", form.secret);
  if (kept) session.set("_kept", kept);
  session.permanent = remember;
  return id;
}

/** Signs out: ends the login that this session holds, if any, and empties the session of it. */
export async function endLogin(
  deps: StartDeps,
  session: LoginSession,
  { user, login, device }: { user: User; login: Login; device: Device },
): Promise<void> {
  await recorded(deps, async (trx, happened) => {
    await trx.updateTable("sessions")
      .set({ ended_at: deps.clock(), end_reason: "signed_out" })
      .where("id", "=", login.id)
      .where("ended_at", "is", null)
      .execute();
    happened({ type: "signed_out", userId: user.id, device, details: { login: login.id } });
  });
  forget(session);
}

/**
 * Gives a login a new token, from now on fresh: after its password was typed again, or changed (ASVS 5.0 §7.2.4). The
 * browser that did so is the one that it belongs to; see `noteRenewed` for its other tabs.
 */
export async function renewLogin(
  db: Db,
  session: LoginSession,
  { login, device, now }: { login: Pick<Login, "id">; device: Device; now: number },
): Promise<void> {
  const token = randomToken();
  await write(db, async (trx) => {
    const row = await trx.selectFrom("sessions").select("token_hash")
      .where("id", "=", login.id)
      .executeTakeFirst();
    if (row) await noteRenewed(trx, row.token_hash, now);
    await trx.updateTable("sessions")
      .set({
        token_hash: sha256(token),
        confirmed_at: now,
        user_agent: device.userAgent,
        key_id: session.keyId,
      })
      .where("id", "=", login.id)
      .execute();
  });
  session.set("_login", token);
}

/**
 * Everything that belonged to the signed-in person goes. Messages for whoever sits there stay, and the way to forms that
 * wait: each is shown to its owner alone.
 */
export function forget(session: LoginSession): null {
  session.clear({ keep: ["_flash", "_kept"] });
  return null;
}

/** Whoever signs in again in the same browser leaves no login behind. */
async function replace(trx: Trx, tokenHash: string, now: number): Promise<void> {
  await trx.updateTable("sessions")
    .set({ ended_at: now, end_reason: "replaced" })
    .where("token_hash", "=", tokenHash)
    .where("ended_at", "is", null)
    .execute();
}
